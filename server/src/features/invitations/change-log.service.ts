import { Injectable } from '@nestjs/common';
import { UNDO_SECONDS, type SentChange } from '@kenniskamer/shared/invitation';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { untold, type Untold } from './answers.rules.js';
import { Before, fieldsOf, movesTime, refusesUndo, type Change } from './changes.rules.js';

/** Mails leave a little after the last moment of undoing, so that the two never meet. */
const GRACE_MS = 2000;

/** What was done to a sent session, as rows that can be undone for a minute, and the mails that wait for that minute. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Writes down a change and lets the calendars of `invitationIds` follow once its minute has passed. */
  async add(
    tx: Transaction,
    sessionId: string,
    byId: string,
    before: Omit<Before, 'people'>,
    told: { invitationIds: string[]; details?: boolean },
    now: Date,
  ): Promise<Change> {
    const last = await tx.sessionChange.findFirst({ where: { sessionId }, orderBy: { at: 'desc' }, select: { at: true } });
    // Two in one millisecond still have an order.
    const at = last && last.at >= now ? new Date(last.at.getTime() + 1) : now;
    const undoUntil = new Date(at.getTime() + UNDO_SECONDS * 1000);
    const kept: Before = { ...before, people: told.invitationIds.length };
    const row = await tx.sessionChange.create({
      data: { sessionId, byId, kind: before.kind, at, undoUntil, before: kept as unknown as Prisma.InputJsonObject },
    });
    const messages = told.invitationIds.map((invitationId) => ({
      payload: { invitationId, ...(told.details ? { details: true } : {}) },
      key: invitationId,
    }));
    await this.outbox.addMany(tx, 'invitation.sync', messages, new Date(undoUntil.getTime() + GRACE_MS));
    await this.tell(tx, sessionId);
    return { id: row.id, at, undoUntil, undoneAt: null, before: kept };
  }

  /** Screens read again, and who lost access leaves the rooms. */
  async tell(tx: Transaction, sessionId: string): Promise<void> {
    for (const topic of ['session.changed', 'invitees.changed', 'access.changed'] as const) {
      await this.outbox.add(tx, topic, { sessionId }, { key: sessionId });
    }
  }

  /** All of a session that may still matter, newest first. */
  async of(sessionId: string, tx: Transaction = this.db): Promise<(Change & { byId: string })[]> {
    const rows = await tx.sessionChange.findMany({ where: { sessionId }, orderBy: { at: 'desc' }, take: 500 });
    return rows.map(({ id, at, undoUntil, undoneAt, byId, before }) => ({ id, at, undoUntil, undoneAt, byId, before: Before.parse(before) }));
  }

  /** The changes of time that nobody was told of yet. */
  async untold(sessionId: string, now: Date, tx: Transaction): Promise<Untold | null> {
    const moves = (await this.of(sessionId, tx)).filter(({ before }) => movesTime(before));
    return untold(moves.map(({ before, ...change }) => ({ ...change, when: { startsAt: instant(before.startsAt), endsAt: instant(before.endsAt) } })), now);
  }

  /** What can still be undone, newest first. */
  async open(sessionId: string, now: Date, tx: Transaction = this.db): Promise<SentChange[]> {
    const changes = await this.of(sessionId, tx);
    const open = changes.filter(({ undoUntil, undoneAt }) => undoneAt === null && undoUntil > now);
    const ids = open.flatMap(({ byId, before }) => [byId, ...(before.personId ? [before.personId] : [])]);
    const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    const nameOf = (id: string | undefined) => people.find((person) => person.id === id)?.name ?? null;
    return open.map((change) => ({
      id: change.id,
      kind: change.before.kind,
      fields: fieldsOf(change.before),
      person: nameOf(change.before.personId),
      at: change.at,
      by: nameOf(change.byId),
      undoUntil: change.undoUntil,
      secondsLeft: Math.max(0, Math.ceil((change.undoUntil.getTime() - now.getTime()) / 1000)),
      canUndo: refusesUndo(change, changes, now) === null,
      people: change.before.people,
    }));
  }
}

const instant = (text: string | null | undefined) => (text ? new Date(text) : null);
