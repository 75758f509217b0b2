import { Injectable } from '@nestjs/common';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { VersionKeeping } from './version-keeping.service.js';

@Injectable()
export class NoteVersionsJobs {
  constructor(private readonly keeping: VersionKeeping) {}

  /** On to the next item: a version of what the last one brought. */
  @OnMessage('clock.changed')
  moved({ sessionId }: Messages['clock.changed']): Promise<void> {
    return this.keeping.keepMoments(sessionId);
  }

  /** Ended, definitief, or Chatham House from now on. */
  @OnMessage('session.changed')
  async changed({ sessionId }: Messages['session.changed']): Promise<void> {
    await this.keeping.keepMoments(sessionId);
    await this.keeping.unname(sessionId);
  }
}
