-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ActionState" AS ENUM ('OPEN', 'IN_PROGRESS', 'DONE', 'DROPPED');

-- CreateEnum
CREATE TYPE "EditionState" AS ENUM ('DRAFT', 'ADOPTED');

-- CreateEnum
CREATE TYPE "WordingKind" AS ENUM ('CORE', 'SUB');

-- CreateEnum
CREATE TYPE "AnswerState" AS ENUM ('OPEN', 'PARTLY', 'ANSWERED');

-- CreateEnum
CREATE TYPE "Partstat" AS ENUM ('NEEDS_ACTION', 'ACCEPTED', 'TENTATIVE', 'DECLINED');

-- CreateEnum
CREATE TYPE "ReplyVia" AS ENUM ('LINK', 'APP', 'ORGANISER', 'MOVED');

-- CreateEnum
CREATE TYPE "OutcomeKind" AS ENUM ('DECISION', 'INSIGHT', 'WHITE_SPOT', 'ACTION');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('MINISTRY', 'DG', 'DIRECTORATE', 'AGENCY', 'KNOWLEDGE_PARTNER', 'OTHER_GOVERNMENT', 'OTHER');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('DG', 'DIRECTOR', 'SPECIALIST');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ORGANISER', 'COORDINATOR', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('nl', 'en');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('WAITING', 'SENT', 'REFUSED');

-- CreateEnum
CREATE TYPE "SessionKind" AS ENUM ('KENNISKAMER');

-- CreateEnum
CREATE TYPE "Confidentiality" AS ENUM ('OPEN', 'CHATHAM_HOUSE', 'CONFIDENTIAL');

-- CreateTable
CREATE TABLE "Action" (
    "id" UUID NOT NULL,
    "outcomeId" UUID NOT NULL,
    "ownerId" UUID,
    "ownership" INTEGER NOT NULL DEFAULT 0,
    "dueOn" DATE,
    "state" "ActionState" NOT NULL DEFAULT 'OPEN',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionEvent" (
    "id" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,
    "field" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "remark" TEXT,

    CONSTRAINT "ActionEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionChase" (
    "id" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "ownership" INTEGER NOT NULL,
    "linkHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,

    CONSTRAINT "ActionChase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "personId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("personId","day")
);

-- CreateTable
CREATE TABLE "Report" (
    "sessionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "content" JSONB NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("sessionId","version")
);

-- CreateTable
CREATE TABLE "Agenda" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "fromYear" INTEGER NOT NULL,
    "toYear" INTEGER NOT NULL,

    CONSTRAINT "Agenda_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "id" UUID NOT NULL,
    "agendaId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "state" "EditionState" NOT NULL DEFAULT 'DRAFT',
    "adoptedOn" DATE,
    "currentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Theme" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "place" INTEGER NOT NULL,

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wording" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "themeId" UUID NOT NULL,
    "parentId" UUID,
    "kind" "WordingKind" NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT,
    "text" TEXT NOT NULL,
    "context" TEXT,
    "partCount" INTEGER,
    "caribbean" BOOLEAN NOT NULL DEFAULT false,
    "place" INTEGER NOT NULL,

    CONSTRAINT "Wording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionUnit" (
    "questionId" UUID NOT NULL,
    "unitId" UUID NOT NULL,

    CONSTRAINT "QuestionUnit_pkey" PRIMARY KEY ("questionId","unitId")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,
    "state" "AnswerState" NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AudienceLine" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "level" "Level",
    "unitId" UUID,
    "personId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AudienceLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AudienceExclusion" (
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "AudienceExclusion_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "level" "Level",
    "partstat" "Partstat" NOT NULL DEFAULT 'NEEDS_ACTION',
    "uid" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "linkHash" TEXT NOT NULL,
    "replyHash" TEXT NOT NULL,
    "lastSent" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "replacedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reply" (
    "id" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "partstat" "Partstat" NOT NULL,
    "remark" TEXT,
    "via" "ReplyVia" NOT NULL,
    "byId" UUID,
    "forStartsAt" TIMESTAMPTZ(3),
    "changeId" UUID,

    CONSTRAINT "Reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionChange" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "undoUntil" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "SessionChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "snapshot" BYTEA,
    "upToSeq" INTEGER NOT NULL DEFAULT 0,
    "schemaVersion" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoteUpdate" (
    "noteId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "NoteUpdate_pkey" PRIMARY KEY ("noteId","seq")
);

-- CreateTable
CREATE TABLE "NoteVisit" (
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoteVisit_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "id" UUID NOT NULL,
    "noteId" UUID NOT NULL,
    "blockId" TEXT NOT NULL,
    "kind" "OutcomeKind" NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "place" INTEGER NOT NULL DEFAULT 0,
    "itemId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "readSeq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutcomeQuestion" (
    "outcomeId" UUID NOT NULL,
    "questionId" UUID NOT NULL,

    CONSTRAINT "OutcomeQuestion_pkey" PRIMARY KEY ("outcomeId","questionId")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "parentId" UUID,
    "kind" "UnitKind" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "unitId" UUID,
    "organisation" TEXT,
    "language" "Language" NOT NULL DEFAULT 'nl',
    "maySignIn" BOOLEAN NOT NULL DEFAULT true,
    "leftOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Position" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "level" "Level",

    CONSTRAINT "Position_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holding" (
    "id" UUID NOT NULL,
    "positionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fromOn" DATE,
    "untilOn" DATE,

    CONSTRAINT "Holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "unitId" UUID,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignIn" (
    "hash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "hash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "next" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mode" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "invitationId" UUID,
    "personId" UUID,
    "aboutId" UUID,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "method" TEXT,
    "sequence" INTEGER,
    "calendar" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "state" "MailState" NOT NULL DEFAULT 'WAITING',
    "error" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "act" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thingId" TEXT,
    "sessionId" UUID,
    "changes" JSONB,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "kind" "SessionKind" NOT NULL DEFAULT 'KENNISKAMER',
    "title" TEXT NOT NULL,
    "goal" TEXT,
    "day" DATE,
    "startClock" TEXT,
    "endClock" TEXT,
    "zone" TEXT NOT NULL DEFAULT 'Europe/Amsterdam',
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "place" TEXT,
    "video" TEXT,
    "levels" "Level"[],
    "confidentiality" "Confidentiality" NOT NULL DEFAULT 'OPEN',
    "guestsWrite" BOOLEAN NOT NULL DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionOrganiser" (
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SessionOrganiser_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateTable
CREATE TABLE "SessionQuestion" (
    "sessionId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "SessionQuestion_pkey" PRIMARY KEY ("sessionId","questionId")
);

-- CreateTable
CREATE TABLE "ProgrammeItem" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER,
    "speaker" TEXT,

    CONSTRAINT "ProgrammeItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemQuestion" (
    "itemId" UUID NOT NULL,
    "questionId" UUID NOT NULL,

    CONSTRAINT "ItemQuestion_pkey" PRIMARY KEY ("itemId","questionId")
);

-- CreateTable
CREATE TABLE "Sending" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "Sending_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cancellation" (
    "sessionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,
    "reason" TEXT,

    CONSTRAINT "Cancellation_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "Ending" (
    "sessionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,

    CONSTRAINT "Ending_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "Finalisation" (
    "sessionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID NOT NULL,

    CONSTRAINT "Finalisation_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "Attendance" (
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "Attendance_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Action_outcomeId_key" ON "Action"("outcomeId");

-- CreateIndex
CREATE INDEX "Action_ownerId_state_idx" ON "Action"("ownerId", "state");

-- CreateIndex
CREATE INDEX "Action_state_dueOn_id_idx" ON "Action"("state", "dueOn", "id");

-- CreateIndex
CREATE INDEX "ActionEvent_actionId_at_idx" ON "ActionEvent"("actionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ActionChase_linkHash_key" ON "ActionChase"("linkHash");

-- CreateIndex
CREATE INDEX "ActionChase_actionId_at_idx" ON "ActionChase"("actionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_agendaId_year_key" ON "Edition"("agendaId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Theme_editionId_code_key" ON "Theme"("editionId", "code");

-- CreateIndex
CREATE INDEX "Wording_questionId_idx" ON "Wording"("questionId");

-- CreateIndex
CREATE INDEX "Wording_parentId_idx" ON "Wording"("parentId");

-- CreateIndex
CREATE INDEX "Wording_themeId_idx" ON "Wording"("themeId");

-- CreateIndex
CREATE UNIQUE INDEX "Wording_editionId_questionId_key" ON "Wording"("editionId", "questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Wording_editionId_code_key" ON "Wording"("editionId", "code");

-- CreateIndex
CREATE INDEX "QuestionUnit_unitId_idx" ON "QuestionUnit"("unitId");

-- CreateIndex
CREATE INDEX "Answer_questionId_at_idx" ON "Answer"("questionId", "at" DESC);

-- CreateIndex
CREATE INDEX "AudienceLine_sessionId_idx" ON "AudienceLine"("sessionId");

-- CreateIndex
CREATE INDEX "AudienceLine_personId_idx" ON "AudienceLine"("personId");

-- CreateIndex
CREATE INDEX "AudienceLine_unitId_idx" ON "AudienceLine"("unitId");

-- CreateIndex
CREATE INDEX "AudienceExclusion_personId_idx" ON "AudienceExclusion"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_uid_key" ON "Invitation"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_linkHash_key" ON "Invitation"("linkHash");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_replyHash_key" ON "Invitation"("replyHash");

-- CreateIndex
CREATE INDEX "Invitation_sessionId_idx" ON "Invitation"("sessionId");

-- CreateIndex
CREATE INDEX "Invitation_personId_idx" ON "Invitation"("personId");

-- CreateIndex
CREATE INDEX "Reply_invitationId_at_idx" ON "Reply"("invitationId", "at");

-- CreateIndex
CREATE INDEX "Reply_changeId_idx" ON "Reply"("changeId");

-- CreateIndex
CREATE INDEX "SessionChange_sessionId_at_idx" ON "SessionChange"("sessionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Note_sessionId_key" ON "Note"("sessionId");

-- CreateIndex
CREATE INDEX "NoteVisit_personId_idx" ON "NoteVisit"("personId");

-- CreateIndex
CREATE INDEX "Outcome_kind_idx" ON "Outcome"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "Outcome_noteId_blockId_key" ON "Outcome"("noteId", "blockId");

-- CreateIndex
CREATE INDEX "OutcomeQuestion_questionId_idx" ON "OutcomeQuestion"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_code_key" ON "Unit"("code");

-- CreateIndex
CREATE INDEX "Unit_parentId_idx" ON "Unit"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Person_unitId_idx" ON "Person"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Position_unitId_title_key" ON "Position"("unitId", "title");

-- CreateIndex
CREATE INDEX "Holding_personId_idx" ON "Holding"("personId");

-- CreateIndex
CREATE INDEX "Holding_positionId_idx" ON "Holding"("positionId");

-- CreateIndex
CREATE INDEX "RoleGrant_personId_idx" ON "RoleGrant"("personId");

-- CreateIndex
CREATE INDEX "RoleGrant_role_idx" ON "RoleGrant"("role");

-- CreateIndex
CREATE INDEX "SignIn_personId_idx" ON "SignIn"("personId");

-- CreateIndex
CREATE INDEX "SignInLink_personId_idx" ON "SignInLink"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_messageId_key" ON "Mail"("messageId");

-- CreateIndex
CREATE INDEX "Mail_invitationId_at_idx" ON "Mail"("invitationId", "at");

-- CreateIndex
CREATE INDEX "Mail_personId_at_idx" ON "Mail"("personId", "at");

-- CreateIndex
CREATE INDEX "Audit_at_id_idx" ON "Audit"("at" DESC, "id");

-- CreateIndex
CREATE INDEX "Audit_sessionId_idx" ON "Audit"("sessionId");

-- CreateIndex
CREATE INDEX "Session_startsAt_id_idx" ON "Session"("startsAt", "id");

-- CreateIndex
CREATE INDEX "Session_changedAt_id_idx" ON "Session"("changedAt", "id");

-- CreateIndex
CREATE INDEX "SessionOrganiser_personId_idx" ON "SessionOrganiser"("personId");

-- CreateIndex
CREATE INDEX "SessionQuestion_questionId_idx" ON "SessionQuestion"("questionId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeItem_sessionId_place_key" ON "ProgrammeItem"("sessionId", "place");

-- CreateIndex
CREATE INDEX "ItemQuestion_questionId_idx" ON "ItemQuestion"("questionId");

-- CreateIndex
CREATE INDEX "Sending_sessionId_at_idx" ON "Sending"("sessionId", "at");

-- CreateIndex
CREATE INDEX "Attendance_personId_idx" ON "Attendance"("personId");

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_outcomeId_fkey" FOREIGN KEY ("outcomeId") REFERENCES "Outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionEvent" ADD CONSTRAINT "ActionEvent_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionChase" ADD CONSTRAINT "ActionChase_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_agendaId_fkey" FOREIGN KEY ("agendaId") REFERENCES "Agenda"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wording" ADD CONSTRAINT "Wording_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wording" ADD CONSTRAINT "Wording_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wording" ADD CONSTRAINT "Wording_themeId_fkey" FOREIGN KEY ("themeId") REFERENCES "Theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wording" ADD CONSTRAINT "Wording_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Wording"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionUnit" ADD CONSTRAINT "QuestionUnit_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionUnit" ADD CONSTRAINT "QuestionUnit_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceLine" ADD CONSTRAINT "AudienceLine_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceLine" ADD CONSTRAINT "AudienceLine_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceLine" ADD CONSTRAINT "AudienceLine_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceExclusion" ADD CONSTRAINT "AudienceExclusion_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceExclusion" ADD CONSTRAINT "AudienceExclusion_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reply" ADD CONSTRAINT "Reply_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reply" ADD CONSTRAINT "Reply_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SessionChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionChange" ADD CONSTRAINT "SessionChange_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteUpdate" ADD CONSTRAINT "NoteUpdate_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteVisit" ADD CONSTRAINT "NoteVisit_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteVisit" ADD CONSTRAINT "NoteVisit_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "Note"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutcomeQuestion" ADD CONSTRAINT "OutcomeQuestion_outcomeId_fkey" FOREIGN KEY ("outcomeId") REFERENCES "Outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutcomeQuestion" ADD CONSTRAINT "OutcomeQuestion_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Position" ADD CONSTRAINT "Position_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_positionId_fkey" FOREIGN KEY ("positionId") REFERENCES "Position"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Audit" ADD CONSTRAINT "Audit_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionOrganiser" ADD CONSTRAINT "SessionOrganiser_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionOrganiser" ADD CONSTRAINT "SessionOrganiser_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionQuestion" ADD CONSTRAINT "SessionQuestion_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionQuestion" ADD CONSTRAINT "SessionQuestion_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgrammeItem" ADD CONSTRAINT "ProgrammeItem_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemQuestion" ADD CONSTRAINT "ItemQuestion_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemQuestion" ADD CONSTRAINT "ItemQuestion_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sending" ADD CONSTRAINT "Sending_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cancellation" ADD CONSTRAINT "Cancellation_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ending" ADD CONSTRAINT "Ending_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finalisation" ADD CONSTRAINT "Finalisation_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand, since Prisma cannot say it -------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

ALTER TABLE "Installation" ADD CHECK ("id" = 1), ADD CHECK ("mode" IN ('DEMO', 'REAL'));

ALTER TABLE "Person" ADD CHECK ("email" = lower("email"));
ALTER TABLE "Unit" ADD CHECK ("parentId" <> "id");
ALTER TABLE "Holding" ADD CHECK ("untilOn" >= "fromOn");
ALTER TABLE "RoleGrant" ADD CHECK (("role" = 'COORDINATOR') = ("unitId" IS NOT NULL));
CREATE UNIQUE INDEX "RoleGrant_once" ON "RoleGrant" ("personId", "role", "unitId") NULLS NOT DISTINCT;

ALTER TABLE "Session" ADD CHECK ("endsAt" > "startsAt");

ALTER TABLE "AudienceLine" ADD CHECK (("personId" IS NULL) <> ("level" IS NULL AND "unitId" IS NULL));
CREATE UNIQUE INDEX "AudienceLine_once" ON "AudienceLine" ("sessionId", "level", "unitId", "personId") NULLS NOT DISTINCT;

-- One live invitation per session and person: a corrected address replaces, it doesn't double.
CREATE UNIQUE INDEX "Invitation_live" ON "Invitation" ("sessionId", "personId") WHERE "replacedAt" IS NULL;

CREATE UNIQUE INDEX "Outbox_open_key" ON "Outbox" ("topic", "key") WHERE "doneAt" IS NULL;
CREATE INDEX "Outbox_open" ON "Outbox" ("notBefore") WHERE "doneAt" IS NULL;
