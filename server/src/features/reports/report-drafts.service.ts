import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { ReportDraft, ReportDraftChange } from '@kenniskamer/shared/report';
import { Database } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Notes } from '../notes/notes.service.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { ReportContents } from './report-contents.service.js';

/** The foreword and the order of a report that is not definitief yet. Only the session's organisers see and change it. */
@Injectable()
export class ReportDrafts {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly states: SessionStates,
    private readonly notes: Notes,
    private readonly contents: ReportContents,
  ) {}

  async read(viewer: Viewer, sessionId: string): Promise<ReportDraft> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    const blocks = await this.notes.readDocument(sessionId);
    const draft = await this.db.reportDraft.findUnique({ where: { sessionId } });
    return { revision: draft?.revision ?? 0, foreword: draft?.foreword ?? '', content: await this.contents.of(sessionId, blocks, this.db) };
  }

  /** Saved as typed, so no row of it stands in the audit trail; making it definitief does. */
  async change(viewer: Viewer, sessionId: string, { revision, ...change }: ReportDraftChange): Promise<ReportDraft> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    await this.db.$transaction(async (tx) => {
      const { course } = await this.states.lock(tx, sessionId);
      await this.permissions.require(viewer, 'session.organise', sessionId, tx);
      if (course.finalAt) throw new Failure('SESSION_FINAL');
      const before = await tx.reportDraft.upsert({ where: { sessionId }, create: { sessionId }, update: {} });
      if (before.revision !== revision) throw new Failure('CHANGED_MEANWHILE', { values: { revision: before.revision } });
      await tx.reportDraft.update({ where: { sessionId }, data: { ...change, revision: { increment: 1 } } });
    });
    return this.read(viewer, sessionId);
  }
}
