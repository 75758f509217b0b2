CREATE TYPE "VisitVia" AS ENUM ('NOTE', 'LINK', 'CODE', 'ORGANISER');

ALTER TABLE "NoteVisit" ADD COLUMN "via" "VisitVia" NOT NULL DEFAULT 'NOTE';

CREATE TABLE "Door" (
    "sessionId" UUID NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "Door_pkey" PRIMARY KEY ("sessionId")
);

CREATE UNIQUE INDEX "Door_code_key" ON "Door"("code");

ALTER TABLE "Door" ADD CONSTRAINT "Door_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
