import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@kenniskamer/shared/audit';
import { Failure } from '@kenniskamer/shared/failure';
import { ReportContent, type Ending, type Reopening } from '@kenniskamer/shared/report';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Notes } from '../notes/notes.service.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { Endings } from './endings.service.js';
import { Nameless } from './nameless.service.js';
import { ReportContents } from './report-contents.service.js';
import { refusesFinalisation } from './reports.rules.js';

/** Definitief, and open again. */
@Injectable()
export class Finalisations {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly states: SessionStates,
    private readonly notes: Notes,
    private readonly endings: Endings,
    private readonly contents: ReportContents,
    private readonly nameless: Nameless,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Stores the report as it then is, while nobody can change the text, and mails its link to those who were invited. */
  async finalise(viewer: Viewer, sessionId: string, now = new Date()): Promise<Ending> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    return this.notes.whileFrozen(sessionId, (blocks, remake) =>
      this.db.$transaction(async (tx) => {
        const { course } = await this.states.lock(tx, sessionId);
        const { confidentiality } = await this.permissions.require(viewer, 'session.organise', sessionId, tx);
        const refusal = refusesFinalisation(course);
        if (refusal) throw new Failure(refusal);
        const { _max } = await tx.report.aggregate({ where: { sessionId }, _max: { version: true } });
        const version = (_max.version ?? 0) + 1;
        const content = z.encode(ReportContent, await this.contents.of(sessionId, blocks, tx)) as Prisma.InputJsonObject;
        await tx.finalisation.create({ data: { sessionId, version, byId: viewer.id, at: now } });
        await tx.report.create({ data: { sessionId, version, content, at: now } });
        if (confidentiality === 'CHATHAM_HOUSE') {
          await remake(tx);
          await this.nameless.erase(tx, sessionId);
        }
        const invited = await tx.invitation.findMany({ where: { sessionId, removedAt: null, replacedAt: null }, select: { id: true } });
        await this.outbox.addMany(tx, 'report.mail', invited.map(({ id }) => ({ payload: { invitationId: id, version }, key: id })));
        await this.told(tx, viewer, sessionId, 'session.finalised', { version });
        return this.endings.read(viewer, sessionId, tx);
      }),
    );
  }

  /** The reports stay; the next definitief is a new version. */
  async reopen(viewer: Viewer, sessionId: string, { reason }: Reopening): Promise<Ending> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    return this.notes.whileFrozen(sessionId, () =>
      this.db.$transaction(async (tx) => {
        const { course } = await this.states.lock(tx, sessionId);
        await this.permissions.require(viewer, 'session.organise', sessionId, tx);
        if (!course.finalAt) throw new Failure('SESSION_NOT_FINAL');
        await tx.finalisation.delete({ where: { sessionId } });
        await this.told(tx, viewer, sessionId, 'session.reopened', { reason });
        return this.endings.read(viewer, sessionId, tx);
      }),
    );
  }

  private async told(tx: Transaction, viewer: Viewer, sessionId: string, act: AuditAct, changes: Prisma.InputJsonObject): Promise<void> {
    await this.audit.add(tx, { actorId: viewer.id, act, thing: 'session', thingId: sessionId, sessionId, changes });
    await this.outbox.add(tx, 'session.changed', { sessionId }, { key: sessionId });
    await this.outbox.add(tx, 'access.changed', { sessionId }, { key: sessionId });
  }
}
