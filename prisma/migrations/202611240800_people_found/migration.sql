-- Names in Dutch order: the database's own collation puts É after Z.
ALTER TABLE "Person" ALTER COLUMN "name" TYPE text COLLATE "nl-x-icu";
ALTER TABLE "Unit" ALTER COLUMN "name" TYPE text COLLATE "nl-x-icu";

CREATE INDEX "Person_name_id" ON "Person" ("name", "id");
CREATE INDEX "Person_name_trigrams" ON "Person" USING gin ("name" gin_trgm_ops);
CREATE INDEX "Person_email_trigrams" ON "Person" USING gin ("email" gin_trgm_ops);
