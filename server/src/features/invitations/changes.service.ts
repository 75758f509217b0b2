import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { SentChange } from '@kenniskamer/shared/invitation';
import { instantsOf, phaseOf, type Session, type SessionPatch } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { Sessions, type Edit } from '../sessions/sessions.service.js';
import { isDetail, isUndoable, isWhen, isWhere, type SessionState } from '../sessions/sessions.rules.js';
import { Answers } from './answers.service.js';
import { ChangeLog } from './change-log.service.js';
import { movesTime, refusesUndo, type Change } from './changes.rules.js';
import { TakingOut } from './taking-out.service.js';

/** Changing a session. Once it was sent each change can be undone for a minute, and only then it is mailed. */
@Injectable()
export class Changes {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
    private readonly states: SessionStates,
    private readonly answers: Answers,
    private readonly log: ChangeLog,
    private readonly takingOut: TakingOut,
  ) {}

  async change(viewer: Viewer, id: string, patch: SessionPatch, now = new Date()): Promise<Session> {
    return this.db.$transaction(async (tx) => {
      const edit = await this.sessions.edit(tx, viewer, id, patch, now);
      await this.tellInvitees(tx, viewer, id, edit, patch.tellDetails ?? false, now);
      return this.sessions.read(viewer, id, tx);
    });
  }

  /** What can still be undone, newest first. */
  async list(viewer: Viewer, id: string, now = new Date()): Promise<{ items: SentChange[] }> {
    await this.permissions.require(viewer, 'session.organise', id);
    return { items: await this.log.open(id, now) };
  }

  /** Puts everything back as it was: what it says, access and answers. Nothing of it was or will be mailed. */
  async undo(viewer: Viewer, id: string, changeId: string, now = new Date()): Promise<Session> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      const locked = await this.states.lock(tx, id);
      const changes = await this.log.of(id, tx);
      const change = changes.find((one) => one.id === changeId);
      if (!change) throw new Failure('NOT_FOUND');
      if (change.undoneAt) return this.sessions.read(viewer, id, tx);
      const refusal = refusesUndo(change, changes, now);
      if (refusal) throw new Failure(refusal);
      await tx.sessionChange.update({ where: { id: changeId }, data: { undoneAt: now } });
      if (change.before.kind === 'CANCELLED') await tx.cancellation.delete({ where: { sessionId: id } });
      else if (change.before.kind === 'CHANGED') await this.putBack(tx, viewer, id, locked, change, now);
      else await this.takingOut.undo(tx, id, change);
      await this.audit.add(tx, { actorId: viewer.id, act: 'session.undone', thing: 'session', thingId: id, sessionId: id, changes: { kind: change.before.kind } });
      await this.log.tell(tx, id);
      return this.sessions.read(viewer, id, tx);
    });
  }

  async cancel(viewer: Viewer, id: string, reason: string | null, now = new Date()): Promise<SentChange> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      const { course } = await this.states.lock(tx, id);
      const phase = phaseOf(course, now);
      if (phase === 'CANCELLED') throw new Failure('SESSION_CANCELLED');
      if (phase === 'DRAFT') throw new Failure('SESSION_NOT_SENT');
      if (phase !== 'PLANNED' && phase !== 'LIVE') throw new Failure('SESSION_ENDED');
      await tx.cancellation.create({ data: { sessionId: id, byId: viewer.id, at: now, reason } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'session.cancelled', thing: 'session', thingId: id, sessionId: id });
      const change = await this.log.add(tx, id, viewer.id, { kind: 'CANCELLED' }, { invitationIds: await this.live(tx, id) }, now);
      return this.told(tx, id, change, now);
    });
  }

  /** After an edit of a session that was sent and is not over: a change to undo, answers put back, mails that wait. */
  private async tellInvitees(tx: Transaction, viewer: Viewer, id: string, { before, after, fields }: Edit, tellDetails: boolean, now: Date): Promise<void> {
    const phase = phaseOf(before.course, now);
    const mailed = fields.some((field) => isWhen(field) || isWhere(field));
    const details = tellDetails && fields.some(isDetail);
    const noticed = fields.filter(isUndoable);
    if ((phase !== 'PLANNED' && phase !== 'LIVE') || noticed.length === 0) return;
    const old = Object.fromEntries(noticed.map((field) => [field, before.state[field]]));
    const { startsAt, endsAt } = before.course;
    const change = await this.log.add(
      tx,
      id,
      viewer.id,
      { kind: 'CHANGED', fields: old as Partial<SessionState>, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null },
      { invitationIds: mailed || details ? await this.live(tx, id) : [], details },
      now,
    );
    if (fields.some(isWhen)) await this.settle(tx, id, after, before.zone, change.id, change.at);
  }

  private async putBack(tx: Transaction, viewer: Viewer, id: string, locked: Edit['before'], change: Change, now: Date): Promise<void> {
    const after = { ...locked.state, ...change.before.fields };
    await this.sessions.put(tx, viewer, id, locked, after, now);
    if (movesTime(change.before)) await this.settle(tx, id, after, locked.zone, change.id, now);
  }

  private async settle(tx: Transaction, id: string, state: SessionState, zone: string, changeId: string, now: Date): Promise<void> {
    const pending = await this.log.untold(id, now, tx);
    if (pending) await this.answers.settle(tx, id, instantsOf({ ...state, zone }), pending, changeId, now);
  }

  private async live(tx: Transaction, sessionId: string): Promise<string[]> {
    const rows = await tx.invitation.findMany({ where: { sessionId, removedAt: null, replacedAt: null }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  private async told(tx: Transaction, id: string, change: Change, now: Date): Promise<SentChange> {
    const found = (await this.log.open(id, now, tx)).find((one) => one.id === change.id);
    if (!found) throw new Failure('UNDO_TOO_LATE');
    return found;
  }
}
