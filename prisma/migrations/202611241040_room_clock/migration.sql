CREATE TYPE "ClockActKind" AS ENUM ('ITEM', 'LONGER', 'DONE');

CREATE TABLE "ClockAct" (
    "sessionId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "ClockActKind" NOT NULL,
    "itemId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClockAct_pkey" PRIMARY KEY ("sessionId","seq"),
    CONSTRAINT "ClockAct_only_items" CHECK ("itemId" IS NULL OR "kind" = 'ITEM')
);

CREATE INDEX "ClockAct_itemId_idx" ON "ClockAct"("itemId");

ALTER TABLE "ClockAct" ADD CONSTRAINT "ClockAct_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ClockAct" ADD CONSTRAINT "ClockAct_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;
