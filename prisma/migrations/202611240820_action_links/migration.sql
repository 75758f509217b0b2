-- The link that an owner gets with the action itself is nobody's question: one for as long as they own it.
ALTER TABLE "ActionChase" ALTER COLUMN "byId" DROP NOT NULL, ADD COLUMN "mailedAt" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "ActionChase_standing" ON "ActionChase" ("actionId", "ownership") WHERE "byId" IS NULL;
-- Lists are read by date among what is still to be done, and only ever that part of the table.
CREATE INDEX "Action_to_do" ON "Action" ("dueOn", "id") WHERE "state" IN ('OPEN', 'IN_PROGRESS');
