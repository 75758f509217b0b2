CREATE TABLE "ReportDraft" (
    "sessionId" UUID NOT NULL,
    "foreword" TEXT NOT NULL DEFAULT '',
    "questionIds" UUID[],
    "blockIds" TEXT[],
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReportDraft_pkey" PRIMARY KEY ("sessionId")
);

ALTER TABLE "ReportDraft" ADD CONSTRAINT "ReportDraft_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
