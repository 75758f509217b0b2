import { Injectable } from '@nestjs/common';
import { isToDo, toDo } from '@kenniskamer/shared/action';
import { dateOfDay, dayOfDate } from '@kenniskamer/shared/day';
import { Failure } from '@kenniskamer/shared/failure';
import { Audit } from '../../platform/audit/audit.service.js';
import type { Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { actorOf, changesOf, mayOwn, type Change, type Course } from './actions.rules.js';

export interface Act {
  change: Partial<Course>;
  remark?: string;
  /** Who does it; null is nobody, as when somebody was taken out. */
  byId: string | null;
  /** In the note, where people are still typing: a new owner hears a minute after the last change. */
  inNote?: boolean;
}

const A_MINUTE = 60_000;

const columns = { id: true, state: true, ownerId: true, dueOn: true, revision: true, ownership: true, outcome: { select: { blockId: true, noteId: true } } } as const;

/**
 * The one place that changes an action: page, note, mailed link and what follows from taking somebody out all pass here.
 * Takes the row's lock, so that two acts on one action take turns.
 */
@Injectable()
export class ActionChanges {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  async lock(tx: Transaction, id: string) {
    await tx.$queryRaw`select 1 from "Action" where "id" = ${id}::uuid for update`;
    const row = await tx.action.findUniqueOrThrow({ where: { id }, select: columns });
    return { ...row, dueOn: row.dueOn && dayOfDate(row.dueOn) };
  }

  /** On a locked row. Nothing happens when nothing differs and nothing is said. */
  async apply(tx: Transaction, row: Awaited<ReturnType<ActionChanges['lock']>>, session: SessionFacts, { change, remark, byId, inNote }: Act): Promise<void> {
    const changes = changesOf(row, change);
    const owner = changes.find(({ field }) => field === 'OWNER');
    if (owner?.to) await this.refuseStranger(tx, owner.to, session);
    const said = remark ? remark : null;
    if (changes.length === 0 && said === null) return;
    const actorId = byId === null ? null : actorOf(byId, session, inNote ?? false);
    await tx.action.update({
      where: { id: row.id },
      data: {
        state: change.state,
        ...(change.ownerId === undefined ? {} : { ownerId: change.ownerId }),
        ...(change.dueOn === undefined ? {} : { dueOn: change.dueOn && dateOfDay(change.dueOn) }),
        revision: { increment: changes.length > 0 ? 1 : 0 },
        ownership: { increment: owner ? 1 : 0 },
        changedAt: new Date(),
      },
    });
    const events: Change[] = changes.length > 0 ? changes : [{ field: 'REMARK', from: null, to: null }];
    await tx.actionEvent.createMany({ data: events.map((event, place) => ({ ...event, actionId: row.id, byId: actorId, remark: place === 0 ? said : null })) });
    await this.audit.add(tx, {
      actorId,
      act: 'action.changed',
      thing: 'action',
      thingId: row.id,
      sessionId: session.id,
      changes: Object.fromEntries(events.map(({ field, from, to }) => [field, { from, to }])),
    });
    await this.tellScreens(tx, row.id, session.id);
    if (owner?.from) await this.outbox.add(tx, 'lists.changed', { personId: owner.from }, { key: owner.from });
    const ownerId = change.ownerId === undefined ? row.ownerId : change.ownerId;
    if (owner && ownerId && isToDo(change.state ?? row.state) && session.ended) await this.tellOwner(tx, session.id, ownerId, inNote);
  }

  async tellScreens(tx: Transaction, actionId: string, sessionId: string): Promise<void> {
    await this.outbox.add(tx, 'action.changed', { actionId, sessionId }, { key: actionId });
  }

  /** One mail with all that is new for this owner in this session. */
  async tellOwner(tx: Transaction, sessionId: string, ownerId: string, inNote = false, now = new Date()): Promise<void> {
    const notBefore = inNote ? new Date(now.getTime() + A_MINUTE) : undefined;
    await this.outbox.add(tx, 'action.owner', { sessionId, ownerId }, { key: `${sessionId}:${ownerId}`, notBefore });
  }

  /** Lines that became actions, or were read, after the ending: their owners were not there to be told then. */
  async tellUntold(tx: Transaction, sessionId: string): Promise<void> {
    const session = await tx.session.findFirst({ where: { id: sessionId, ending: { isNot: null } }, select: { id: true } });
    if (!session) return;
    const rows = await tx.action.findMany({
      where: { ownerId: { not: null }, state: { in: [...toDo] }, sessionId, outcome: { removedAt: null, kind: 'ACTION', text: { not: '' } } },
      select: { ownerId: true, ownership: true, chases: { where: { byId: null, mailedAt: { not: null } }, select: { ownership: true } } },
    });
    const untold = rows.filter((row) => !row.chases.some(({ ownership }) => ownership === row.ownership));
    for (const ownerId of new Set(untold.flatMap((row) => row.ownerId ?? []))) await this.tellOwner(tx, sessionId, ownerId, true);
  }

  private async refuseStranger(tx: Transaction, ownerId: string, session: SessionFacts): Promise<void> {
    if (!mayOwn(ownerId, session)) throw new Failure('OWNER_NOT_PRESENT', { issues: [{ path: ['ownerId'], code: 'OWNER_NOT_PRESENT' }] });
    const person = await tx.person.findFirst({ where: { id: ownerId, leftOn: null }, select: { id: true } });
    if (!person) throw Failure.at(['ownerId'], 'NOT_FOUND');
  }
}
