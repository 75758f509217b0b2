import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../platform/database/database.service.js';
import type { Partstat, Prisma } from '../../platform/database/generated/client.js';
import { NewInvitations } from './new-invitation.service.js';
import type { Sent } from './invitation-sync.rules.js';
import { standingAt, type ReplyRow, type Untold, type When } from './answers.rules.js';

interface Renewed {
  id: string;
  generation: number;
  lastSent: Prisma.JsonValue;
}

/** What becomes of answers when what they were an answer to changes. */
@Injectable()
export class Answers {
  constructor(private readonly invitations: NewInvitations) {}

  /**
   * The same invitation once more, with the same UID: a new personal link, and an answer to give anew. Who never heard that
   * they were taken out is simply in it again, with their link and their answer: nothing is mailed to them.
   */
  async askAgain(tx: Transaction, { id, generation, lastSent }: Renewed, when: When, now: Date, changeId?: string): Promise<void> {
    if ((lastSent as Sent | null)?.method !== 'CANCEL') {
      await tx.invitation.update({ where: { id }, data: { removedAt: null } });
      return;
    }
    const last = await tx.reply.findFirst({ where: { invitationId: id }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
    if (last && last.partstat !== 'NEEDS_ACTION') {
      await tx.reply.create({ data: { invitationId: id, at: later(now, last), changeId, ...putBack(null, when) } });
    }
    await tx.invitation.update({ where: { id }, data: { removedAt: null, partstat: 'NEEDS_ACTION', repliedAt: null, ...this.invitations.renewed(id, generation + 1) } });
  }

  /** Makes every answer what it is to the session's new time. Rows it adds belong to `changeId`, which may be undone. */
  async settle(tx: Transaction, sessionId: string, when: When, pending: Untold, changeId: string, now: Date): Promise<void> {
    const replies = await tx.reply.findMany({
      where: { invitation: { sessionId, replacedAt: null } },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    await tx.reply.deleteMany({ where: { via: 'MOVED', changeId: { in: pending.changeIds } } });
    const perInvitation = Map.groupBy(replies, ({ invitationId }) => invitationId);
    const standing: { id: string; partstat: Partstat; at: Date | null }[] = [];
    const added: Prisma.ReplyCreateManyInput[] = [];
    for (const [invitationId, rows] of perInvitation) {
      const answer = standingAt(rows, when, pending);
      const last = rows.findLast((row) => row.changeId === null || !pending.changeIds.includes(row.changeId));
      const stands = last === undefined || last === answer || (answer === null && last.partstat === 'NEEDS_ACTION');
      if (!stands) {
        added.push({ id: randomUUID(), invitationId, at: later(now, last), changeId, ...putBack(answer, when) });
      }
      standing.push({ id: invitationId, ...standingOf(answer) });
    }
    await tx.reply.createMany({ data: added });
    await this.store(tx, standing);
  }

  /** Takes away what `changeId` put back, so that the answer before it stands again. */
  async restore(tx: Transaction, invitationId: string, changeId: string): Promise<void> {
    await tx.reply.deleteMany({ where: { invitationId, changeId, via: 'MOVED' } });
    const last = await tx.reply.findFirst({ where: { invitationId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
    await this.store(tx, [{ id: invitationId, ...standingOf(last) }]);
  }

  private async store(tx: Transaction, standing: { id: string; partstat: Partstat; at: Date | null }[]): Promise<void> {
    await tx.$executeRaw`
      update "Invitation" set "partstat" = given."partstat"::"Partstat", "repliedAt" = given."at"
      from unnest(${standing.map(({ id }) => id)}::uuid[], ${standing.map(({ partstat }) => partstat)}::text[],
        ${standing.map(({ at }) => at)}::timestamptz[]) as given("id", "partstat", "at")
      where "Invitation"."id" = given."id"`;
  }
}

function standingOf(reply: Pick<ReplyRow, 'partstat' | 'at'> | null): { partstat: Partstat; at: Date | null } {
  if (!reply || reply.partstat === 'NEEDS_ACTION') return { partstat: 'NEEDS_ACTION', at: null };
  return { partstat: reply.partstat, at: reply.at };
}

/** Two in one millisecond still have an order. */
export const later = (now: Date, last: { at: Date } | null | undefined): Date => (last && last.at >= now ? new Date(last.at.getTime() + 1) : now);

const putBack = (answer: ReplyRow | null, { startsAt, endsAt }: When) => ({
  via: 'MOVED' as const,
  partstat: answer?.partstat ?? ('NEEDS_ACTION' as const),
  remark: answer?.partstat === 'NEEDS_ACTION' ? null : (answer?.remark ?? null),
  forStartsAt: startsAt,
  forEndsAt: endsAt,
});
