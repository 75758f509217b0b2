import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { ActionChanges } from './action-changes.service.js';
import { OwnerMails } from './owner-mails.service.js';
import { Releases } from './releases.service.js';

@Injectable()
export class ActionJobs {
  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly releases: Releases,
    private readonly mails: OwnerMails,
    private readonly changes: ActionChanges,
  ) {}

  /** Says that something changed, never what: each screen reads it again, with its own rights. */
  @OnMessage('action.changed')
  async tellScreens({ actionId, sessionId }: Messages['action.changed']): Promise<void> {
    await this.live.recheck('action', actionId);
    this.live.tell('action', actionId, 'action.changed');
    this.live.tell('note', sessionId, 'note.outcomes');
  }

  /** Who may no longer see an action goes out of its room; who may no longer own it lets go. */
  @OnMessage('access.changed')
  async recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    const actions = await this.db.action.findMany({ where: { sessionId }, select: { id: true }, take: 2000 });
    for (const { id } of actions) {
      await this.live.recheck('action', id);
      this.live.tell('action', id, 'action.changed');
    }
    await this.releases.plan(sessionId);
  }

  @OnMessage('actions.release')
  release({ sessionId }: Messages['actions.release']): Promise<void> {
    return this.releases.release(sessionId);
  }

  @OnMessage('outcomes.changed')
  async tellUntold({ sessionId }: Messages['outcomes.changed']): Promise<void> {
    await this.db.$transaction((tx) => this.changes.tellUntold(tx, sessionId));
  }

  @OnMessage('action.owner')
  tellOwner({ sessionId, ownerId }: Messages['action.owner']): Promise<void> {
    return this.mails.tell(sessionId, ownerId);
  }

  @OnMessage('action.chase')
  ask({ chaseId }: Messages['action.chase']): Promise<void> {
    return this.mails.ask(chaseId);
  }

  @OnMessage('action.digest')
  digest({ personId, day }: Messages['action.digest']): Promise<void> {
    return this.mails.digest(personId, day);
  }
}
