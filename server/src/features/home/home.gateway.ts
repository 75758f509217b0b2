import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { DeskWatch } from '@kenniskamer/shared/home';
import type { z } from 'zod';
import { Acks, viewerOf, type LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Desks } from './desks.service.js';

/** What is on somebody's first screen and in their lists comes from all features: this one hears them all. */
@Injectable()
export class HomeGateway implements OnModuleInit {
  constructor(
    private readonly live: Live,
    private readonly desks: Desks,
  ) {}

  onModuleInit(): void {
    this.live.guard('desk', ({ data: { viewer } }, id) => Promise.resolve(viewer?.id === id));
  }

  @Acks('desk.watch', DeskWatch)
  async watch(socket: LiveSocket, { id }: z.infer<typeof DeskWatch>): Promise<void> {
    viewerOf(socket);
    if (!(await this.live.enter(socket, 'desk', id))) throw new Failure('NOT_FOUND');
  }

  @OnMessage('session.changed')
  session({ sessionId }: Messages['session.changed']): void {
    this.desks.changed({ kind: 'SESSION', id: sessionId });
  }

  /** Answers and refusals: of their session's organisers the first screen tells of those. */
  @OnMessage('invitees.changed')
  invitees({ sessionId }: Messages['invitees.changed']): void {
    this.desks.changed({ kind: 'INVITEES', id: sessionId });
  }

  @OnMessage('access.changed')
  access({ sessionId }: Messages['access.changed']): void {
    this.desks.changed({ kind: 'ACCESS', id: sessionId });
  }

  @OnMessage('outcomes.changed')
  outcomes({ sessionId }: Messages['outcomes.changed']): void {
    this.desks.changed({ kind: 'SESSION', id: sessionId });
  }

  @OnMessage('action.changed')
  action({ actionId }: Messages['action.changed']): void {
    this.desks.changed({ kind: 'ACTION', id: actionId });
  }

  @OnMessage('lists.changed')
  lists({ personId }: Messages['lists.changed']): void {
    this.desks.tell(personId);
  }
}
