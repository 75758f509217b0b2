import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';

/** Somebody in the room, by whichever door. */
export interface InRoom {
  facts: SessionFacts;
  personId: string;
  name: string;
  /** With only a personal link. It stands for its invitation, also when its owner organises. */
  guest: boolean;
  organises: boolean;
}

/** Who may be in the room beside a note, and be told of it. */
@Injectable()
export class Rooms {
  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {
    live.guard('room', async (socket, sessionId) => (await this.find(socket, sessionId)) !== null);
  }

  /** Lets a page in; who may not be there gets the same answer as for a room that is not there. */
  async enter(socket: LiveSocket, sessionId: string): Promise<void> {
    if (!(await this.live.enter(socket, 'room', sessionId))) throw new Failure('NOT_FOUND');
  }

  /** Throws `NOT_FOUND`, also for a room that is there and not for this socket. */
  async require(socket: LiveSocket, sessionId: string): Promise<InRoom> {
    const found = await this.find(socket, sessionId);
    if (!found) throw new Failure('NOT_FOUND');
    return found;
  }

  async requireOrganiser(socket: LiveSocket, sessionId: string): Promise<InRoom> {
    const found = await this.require(socket, sessionId);
    if (!found.organises) throw new Failure('NOT_ALLOWED');
    return found;
  }

  private async find({ data: { guest, viewer } }: LiveSocket, sessionId: string): Promise<InRoom | null> {
    const who = guest ? { personId: guest.personId, name: guest.name } : viewer && { personId: viewer.id, name: viewer.name };
    if (!who) return null;
    const facts = await this.permissions.factsOf(sessionId, undefined, who.personId);
    if (!facts) return null;
    const may = guest ? this.permissions.canGuest(guest, 'room.join', facts) : viewer !== null && this.permissions.can(viewer, 'room.join', facts);
    if (!may) return null;
    return { facts, ...who, guest: guest !== null, organises: !guest && viewer !== null && this.permissions.can(viewer, 'session.organise', facts) };
  }
}
