import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { LiveSocket, SocketData } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

/** Somebody in the room, by whichever door. */
export interface InRoom {
  sessionId: string;
  /** As far as they concern this person. */
  facts: SessionFacts;
  personId: string;
  /** Null with only a personal link: it stands for its invitation, also when its owner organises. */
  viewer: Viewer | null;
  organises: boolean;
}

/** By a sign-in, a personal link, or both. */
type Who = Pick<SocketData, 'guest' | 'viewer'>;

/** Who may be in the room beside a note, and be told of it. */
@Injectable()
export class Rooms {
  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {
    live.guard('room', async (socket, sessionId) => (await this.find(socket.data, sessionId)) !== null);
  }

  /** Lets a page in; who may not be there gets the same answer as for a room that is not there. */
  async enter(socket: LiveSocket, sessionId: string): Promise<void> {
    if (!(await this.live.enter(socket, 'room', sessionId))) throw new Failure('NOT_FOUND');
  }

  /** Throws `NOT_FOUND`, also for a room that is there and not for this page. */
  async require({ data }: { data: Who }, sessionId: string): Promise<InRoom> {
    const found = await this.find(data, sessionId);
    if (!found) throw new Failure('NOT_FOUND');
    return found;
  }

  async requireOrganiser(socket: { data: Who }, sessionId: string): Promise<InRoom> {
    const found = await this.require(socket, sessionId);
    if (!found.organises) throw new Failure('NOT_ALLOWED');
    return found;
  }

  private async find({ guest, viewer }: Who, sessionId: string): Promise<InRoom | null> {
    const personId = guest?.personId ?? viewer?.id;
    if (personId === undefined) return null;
    const facts = await this.permissions.factsOf(sessionId, undefined, personId);
    if (!facts) return null;
    if (guest) return this.permissions.canGuest(guest, 'room.join', facts) ? { sessionId, facts, personId, viewer: null, organises: false } : null;
    if (!viewer || !this.permissions.can(viewer, 'room.join', facts)) return null;
    return { sessionId, facts, personId, viewer, organises: this.permissions.can(viewer, 'session.organise', facts) };
  }
}
