CREATE TYPE "VersionReason" AS ENUM ('ITEM', 'WORK', 'RESTORE', 'END', 'FINAL');

CREATE TABLE "NoteVersion" (
    "id" UUID NOT NULL,
    "noteId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" "VersionReason" NOT NULL,
    "key" TEXT NOT NULL,
    "itemPlace" INTEGER,
    "itemTitle" TEXT,
    "report" INTEGER,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "outcomes" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "NoteVersion_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "NoteVersion_noteId_key_key" ON "NoteVersion"("noteId", "key");
CREATE INDEX "NoteVersion_noteId_at_idx" ON "NoteVersion"("noteId", "at");

ALTER TABLE "NoteVersion" ADD CONSTRAINT "NoteVersion_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note"("id") ON DELETE CASCADE ON UPDATE CASCADE;
