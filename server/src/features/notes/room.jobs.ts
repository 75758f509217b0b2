import { Injectable } from '@nestjs/common';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';

/** What the room is told of: that something changed, never what. Each page reads it again, with its own rights. */
@Injectable()
export class RoomJobs {
  constructor(private readonly live: Live) {}

  @OnMessage('clock.changed')
  clock({ sessionId }: Messages['clock.changed']): void {
    this.live.tell('room', sessionId, 'room.clock');
  }

  /** Ended, moved, another programme: the clock says other times. */
  @OnMessage('session.changed')
  changed({ sessionId }: Messages['session.changed']): void {
    this.live.tell('room', sessionId, 'room.clock');
  }

  @OnMessage('access.changed')
  recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    return this.live.recheck('room', sessionId);
  }
}
