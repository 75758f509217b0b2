import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { ActionChanges } from './action-changes.service.js';
import { mayOwn } from './actions.rules.js';

/** As long as taking somebody out can be undone. */
const UNDO = 60_000;

/**
 * An action of a confidential session whose owner was taken out has no owner any more. It waits until undoing is past:
 * meanwhile they see nothing of it, and putting them back finds everything as it was.
 */
@Injectable()
export class Releases {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly changes: ActionChanges,
  ) {}

  async plan(sessionId: string, now = new Date()): Promise<void> {
    await this.db.$transaction(async (tx) => {
      const { actions } = await this.stranded(sessionId, tx);
      if (actions.length === 0) return;
      const strangers = actions.flatMap(({ ownerId }) => ownerId ?? []);
      const { _max } = await tx.invitation.aggregate({ where: { sessionId, personId: { in: strangers } }, _max: { removedAt: true } });
      const notBefore = _max.removedAt ? new Date(_max.removedAt.getTime() + UNDO) : now;
      await this.outbox.add(tx, 'actions.release', { sessionId }, { key: sessionId, notBefore });
    });
  }

  async release(sessionId: string): Promise<void> {
    await this.db.$transaction(async (tx) => {
      const { session, actions } = await this.stranded(sessionId, tx);
      if (!session) return;
      for (const { id } of actions) {
        const row = await this.changes.lock(tx, id);
        if (row.ownerId && !mayOwn(row.ownerId, session)) await this.changes.apply(tx, row, session, { change: { ownerId: null }, byId: null });
      }
    });
  }

  private async stranded(sessionId: string, tx: Transaction) {
    const session = await this.permissions.factsOf(sessionId, tx);
    if (session?.confidentiality !== 'CONFIDENTIAL') return { session: null, actions: [] };
    const people = [...session.organiserIds, ...session.invitedIds];
    const actions = await tx.action.findMany({
      where: { sessionId, ownerId: { not: null, notIn: people } },
      select: { id: true, ownerId: true },
    });
    return { session, actions };
  }
}
