import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActionWatch, NoteActionSet } from '@kenniskamer/shared/action';
import { Failure } from '@kenniskamer/shared/failure';
import type { z } from 'zod';
import { Acks, viewerOf, type LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { BlockActions } from './block-actions.service.js';

@Injectable()
export class ActionsGateway implements OnModuleInit {
  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
    private readonly blocks: BlockActions,
  ) {}

  onModuleInit(): void {
    this.live.guard('action', async (socket, id) => {
      const { viewer } = socket.data;
      const facts = viewer && (await this.permissions.actionFactsOf(id));
      return Boolean(facts && this.permissions.canAction(viewer, 'action.read', facts));
    });
  }

  @Acks('action.watch', ActionWatch)
  async watch(socket: LiveSocket, { id }: z.infer<typeof ActionWatch>) {
    viewerOf(socket);
    if (!(await this.live.enter(socket, 'action', id))) throw new Failure('NOT_FOUND');
  }

  @Acks('note.action.set', NoteActionSet)
  set(socket: LiveSocket, { sessionId, blockId, ...change }: z.infer<typeof NoteActionSet>) {
    const { viewer, guest } = socket.data;
    // A link's page is open: then it is the link that writes, also when its owner happens to be signed in.
    if (guest) return this.blocks.setByGuest(guest, sessionId, blockId, change);
    return this.blocks.set(viewer ?? viewerOf(socket), sessionId, blockId, change);
  }
}
