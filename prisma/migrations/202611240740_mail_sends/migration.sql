-- What the invitation's lastSent becomes once this mail is accepted, so that a mail found after a crash can be said again.
ALTER TABLE "Mail" ADD COLUMN "sends" JSONB;
