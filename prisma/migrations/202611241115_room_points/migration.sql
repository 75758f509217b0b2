ALTER TABLE "Session" ADD COLUMN "pointNames" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "Point" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Point_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PointSupport" (
    "pointId" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "PointSupport_pkey" PRIMARY KEY ("pointId","hash")
);

CREATE TABLE "RoomSecret" (
    "sessionId" UUID NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "RoomSecret_pkey" PRIMARY KEY ("sessionId")
);

CREATE INDEX "Point_sessionId_idx" ON "Point"("sessionId");
CREATE INDEX "Point_authorId_idx" ON "Point"("authorId");

ALTER TABLE "Point" ADD CONSTRAINT "Point_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Point" ADD CONSTRAINT "Point_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "PointSupport" ADD CONSTRAINT "PointSupport_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "Point"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RoomSecret" ADD CONSTRAINT "RoomSecret_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
