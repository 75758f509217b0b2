import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Server } from 'socket.io';
import type { LiveSocket } from '../contract/acks.js';
import type { Viewer } from '../permissions/viewer.js';
import { bufferedTo, cutOff, Frame, MOST_BUFFERED } from './frame.js';

/** May this socket be in the room of the thing with this id? Asked when it comes in and whenever rights may have changed. */
type Doorkeeper = (socket: LiveSocket, id: string) => Promise<boolean>;

/**
 * Rooms of open screens. A message says that something changed, never what: each screen reads it again with its own rights.
 */
@Injectable()
export class Live implements BeforeApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly doors = new Map<string, Doorkeeper>();
  private server: Server | undefined;
  private readonly look = setInterval(() => this.endThoseWhoDoNotRead(), 500);

  beforeApplicationShutdown(): void {
    clearInterval(this.look);
  }

  attach(server: Server): void {
    this.server = server;
  }

  /** Who may be in rooms of this kind, e.g. `session`. */
  guard(kind: string, keeper: Doorkeeper): void {
    this.doors.set(kind, keeper);
  }

  /** Lets the socket in, or answers false. */
  async enter(socket: LiveSocket, kind: string, id: string): Promise<boolean> {
    if (!(await this.doors.get(kind)?.(socket, id))) return false;
    await socket.join(`${kind}:${id}`);
    return true;
  }

  /** To everybody in the room, or all `but` these sockets. */
  tell(kind: string, id: string, event: string, payload: Record<string, unknown> = {}, but?: ReadonlySet<string>): void {
    const room = this.server?.sockets.adapter.rooms.get(`${kind}:${id}`);
    if (!room) return;
    const frame = new Frame(event, { id, ...payload });
    for (const socketId of room) {
      const socket = but?.has(socketId) ? undefined : this.socket(socketId);
      if (socket) frame.sendTo(socket);
    }
  }

  /** Who is signed in and in some room of this kind, each once. */
  viewersIn(kind: string): Viewer[] {
    const found = new Map<string, Viewer>();
    for (const { rooms, data } of this.all()) {
      if (data.viewer && [...rooms].some((room) => room.startsWith(`${kind}:`))) found.set(data.viewer.id, data.viewer);
    }
    return [...found.values()];
  }

  tellOne(socketId: string, event: string, payload: Record<string, unknown>): void {
    const socket = this.socket(socketId);
    if (socket) new Frame(event, payload).sendTo(socket);
  }

  /** Sends out of the room whoever may no longer be there, with `room.closed`. All are asked at once: it must not take long. */
  async recheck(kind: string, id: string): Promise<void> {
    const sockets = await this.socketsIn(kind, id);
    await Promise.all(
      sockets.map(async (socket) => {
        const stays = await this.doors.get(kind)?.(socket, id).catch((error: unknown) => {
          this.log.error(`doorkeeper of ${kind} failed, so the socket goes`, error);
          return false;
        });
        // Two things that happened at once are two rechecks: one of them sends out.
        if (stays || !socket.rooms.has(`${kind}:${id}`)) return;
        await socket.leave(`${kind}:${id}`);
        socket.emit('room.closed', { kind, id });
      }),
    );
  }

  /** Ends the connections of somebody whose sign-in or rights ended; their screens come back as who they now are. */
  async dropPerson(personId: string): Promise<void> {
    for (const socket of this.all()) if (socket.data.viewer?.id === personId) socket.disconnect(true);
  }

  private socket(id: string): LiveSocket | undefined {
    return this.server?.sockets.sockets.get(id) as unknown as LiveSocket | undefined;
  }

  private endThoseWhoDoNotRead(): void {
    for (const socket of this.all()) {
      if (bufferedTo(socket) <= MOST_BUFFERED) continue;
      this.log.warn('a connection that does not read was ended');
      cutOff(socket);
    }
  }

  private async socketsIn(kind: string, id: string): Promise<LiveSocket[]> {
    const room = this.server?.sockets.adapter.rooms.get(`${kind}:${id}`) ?? new Set<string>();
    return this.all().filter((socket) => room.has(socket.id));
  }

  private all(): LiveSocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])] as unknown as LiveSocket[];
  }
}
