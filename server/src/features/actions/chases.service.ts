import { Injectable } from '@nestjs/common';
import { isToDo, type Action } from '@kenniskamer/shared/action';
import { Failure } from '@kenniskamer/shared/failure';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { ActionChanges } from './action-changes.service.js';
import { ActionLinks } from './action-links.service.js';
import { Actions } from './actions.service.js';

/** Two who press at once, or one who presses twice, ask once. */
const AGAIN_AFTER = 60_000;

/** Asking an owner how it stands. */
@Injectable()
export class Chases {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly actions: Actions,
    private readonly changes: ActionChanges,
    private readonly links: ActionLinks,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  async ask(viewer: Viewer, id: string, now = new Date()): Promise<Action> {
    return this.db.$transaction(async (tx) => {
      await this.actions.read(viewer, id, tx);
      const { session } = await this.permissions.requireAction(viewer, 'action.assign', id, tx);
      const { ownerId, ownership, state } = await this.changes.lock(tx, id);
      if (ownerId === null) throw new Failure('ACTION_WITHOUT_OWNER');
      if (!isToDo(state)) throw new Failure('ACTION_CLOSED');
      if (!session.ended) throw new Failure('SESSION_NOT_ENDED');
      const lately = { actionId: id, ownership, byId: { not: null }, at: { gt: new Date(now.getTime() - AGAIN_AFTER) } };
      if ((await tx.actionChase.count({ where: lately })) === 0) {
        const chaseId = await this.links.ask(tx, { id, ownership, ownerId }, viewer.id);
        await tx.actionEvent.create({ data: { actionId: id, field: 'CHASE', to: ownerId, byId: viewer.id } });
        await this.audit.add(tx, { actorId: viewer.id, act: 'action.chased', thing: 'action', thingId: id, sessionId: session.id });
        await this.outbox.add(tx, 'action.chase', { chaseId });
        await this.changes.tellScreens(tx, id, session.id);
      }
      return this.actions.read(viewer, id, tx);
    });
  }
}
