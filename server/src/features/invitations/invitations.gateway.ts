import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { SessionKey } from '@kenniskamer/shared/session';
import { Acks, viewerOf, type LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';

/** Organisers' open screens: they hear that an answer, a delivery or the list changed, and read it again. */
@Injectable()
export class InvitationsGateway implements OnModuleInit {
  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {}

  onModuleInit(): void {
    this.live.guard('invitees', async ({ data: { viewer } }, id) => {
      const facts = viewer && (await this.permissions.factsOf(id, undefined, viewer.id));
      return facts !== null && viewer !== null && this.permissions.can(viewer, 'session.organise', facts);
    });
  }

  @Acks('invitees.watch', SessionKey)
  async watch(socket: LiveSocket, { id }: SessionKey): Promise<void> {
    await this.permissions.require(viewerOf(socket), 'session.organise', id);
    if (!(await this.live.enter(socket, 'invitees', id))) throw new Failure('NOT_FOUND');
  }

  @OnMessage('invitees.changed')
  tellScreens({ sessionId }: Messages['invitees.changed']): void {
    this.live.tell('invitees', sessionId, 'invitees.changed');
  }

  @OnMessage('access.changed')
  recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    return this.live.recheck('invitees', sessionId);
  }
}
