-- Agenda: what is adopted stays as it is, and questions can be found. By hand: Prisma cannot say any of this.

ALTER TABLE "Agenda" ADD CHECK ("toYear" >= "fromYear");
CREATE UNIQUE INDEX "Agenda_period" ON "Agenda" ("fromYear", "toYear");
ALTER TABLE "Edition" ADD CHECK ("state" = 'ADOPTED' OR ("currentAt" IS NULL AND "adoptedOn" IS NULL));
ALTER TABLE "Wording"
  ADD CHECK (("kind" = 'SUB') = ("parentId" IS NOT NULL)),
  ADD CHECK (("kind" = 'SUB') = ("partCount" IS NOT NULL)),
  ADD CHECK (("kind" = 'CORE') = ("title" IS NOT NULL));
CREATE UNIQUE INDEX "Wording_place" ON "Wording" ("editionId", "place");
ALTER TABLE "Answer" ADD CHECK ("reason" <> '');

-- Also keeps a wording's theme and parent in its own edition. The share lock makes adopting wait for whoever is writing.
CREATE FUNCTION agenda_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  edition uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."editionId" ELSE NEW."editionId" END;
  state "EditionState";
BEGIN
  SELECT "Edition"."state" INTO state FROM "Edition" WHERE "id" = edition FOR SHARE;
  IF state = 'ADOPTED' THEN
    RAISE EXCEPTION 'edition % is adopted and frozen', edition USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD."editionId" <> NEW."editionId" THEN
    RAISE EXCEPTION 'a row stays in its edition' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER agenda_frozen BEFORE INSERT OR UPDATE OR DELETE ON "Theme" FOR EACH ROW EXECUTE FUNCTION agenda_frozen();
CREATE TRIGGER agenda_frozen BEFORE INSERT OR UPDATE OR DELETE ON "Wording" FOR EACH ROW EXECUTE FUNCTION agenda_frozen();

CREATE FUNCTION wording_in_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "Theme" WHERE "id" = NEW."themeId" AND "editionId" = NEW."editionId")
    OR NEW."parentId" IS NOT NULL AND NOT EXISTS (
      SELECT FROM "Wording" WHERE "id" = NEW."parentId" AND "editionId" = NEW."editionId" AND "themeId" = NEW."themeId" AND "kind" = 'CORE')
  THEN
    RAISE EXCEPTION 'theme and parent of a wording are of its own edition' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER wording_in_edition BEFORE INSERT OR UPDATE ON "Wording" FOR EACH ROW EXECUTE FUNCTION wording_in_edition();

-- Of an adopted edition only which one is current may still change.
CREATE FUNCTION edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" <> 'ADOPTED' THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR ROW(NEW."id", NEW."agendaId", NEW."year", NEW."state", NEW."adoptedOn")
    IS DISTINCT FROM ROW(OLD."id", OLD."agendaId", OLD."year", OLD."state", OLD."adoptedOn")
  THEN
    RAISE EXCEPTION 'edition % is adopted and frozen', OLD."id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER edition_frozen BEFORE UPDATE OR DELETE ON "Edition" FOR EACH ROW EXECUTE FUNCTION edition_frozen();

-- Text as search compares it: without capitals and accents. Immutable, so that an index can hold it.
CREATE FUNCTION plain_text(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
  $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

CREATE INDEX "Wording_words" ON "Wording"
  USING gin (to_tsvector('dutch', coalesce("title", '') || ' ' || "text" || ' ' || coalesce("context", '')));
CREATE INDEX "Wording_letters" ON "Wording"
  USING gin (plain_text(coalesce("title", '') || ' ' || "text" || ' ' || coalesce("context", '')) gin_trgm_ops);
