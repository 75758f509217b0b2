import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { SessionKey } from '@kenniskamer/shared/session';
import { Acks, viewerOf, type LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';

/** Open screens of a session: they hear that it changed, and read it again with their own rights. */
@Injectable()
export class SessionsGateway implements OnModuleInit {
  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {}

  onModuleInit(): void {
    this.live.guard('session', async ({ data: { viewer } }, id) => {
      const facts = viewer && (await this.permissions.factsOf(id, undefined, viewer.id));
      return facts !== null && viewer !== null && this.permissions.can(viewer, 'session.read', facts);
    });
  }

  @Acks('session.watch', SessionKey)
  async watch(socket: LiveSocket, { id }: SessionKey): Promise<void> {
    viewerOf(socket);
    if (!(await this.live.enter(socket, 'session', id))) throw new Failure('NOT_FOUND');
  }

  @OnMessage('session.changed')
  tellScreens({ sessionId }: Messages['session.changed']): void {
    this.live.tell('session', sessionId, 'session.changed');
  }

  @OnMessage('access.changed')
  recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    return this.live.recheck('session', sessionId);
  }
}
