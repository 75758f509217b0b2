import { Injectable } from '@nestjs/common';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { NoteRooms } from './note-rooms.service.js';

/** What happens to open notes when something else happened. */
@Injectable()
export class NotesJobs {
  constructor(
    private readonly rooms: NoteRooms,
    private readonly live: Live,
  ) {}

  /** Ended, final, reopened, moved: who may write can have changed. */
  @OnMessage('session.changed')
  refresh({ sessionId }: Messages['session.changed']): Promise<void> {
    return this.rooms.refresh(sessionId);
  }

  @OnMessage('access.changed')
  recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    return this.rooms.refresh(sessionId);
  }

  @OnMessage('outcomes.changed')
  tell({ sessionId }: Messages['outcomes.changed']): void {
    this.live.tell('note', sessionId, 'note.outcomes');
    this.live.tell('session', sessionId, 'session.changed');
  }
}
