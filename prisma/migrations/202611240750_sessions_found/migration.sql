-- For the search in the top bar; written as session-search.service.ts writes it.
CREATE INDEX "Session_words" ON "Session" USING gin (to_tsvector('dutch', "title" || ' ' || coalesce("goal", '')));
CREATE INDEX "Session_letters" ON "Session" USING gin (plain_text("title" || ' ' || coalesce("goal", '')) gin_trgm_ops);
