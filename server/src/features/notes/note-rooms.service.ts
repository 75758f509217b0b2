import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { MAX_NOTE, NOTE_SCHEMA, type Caret } from '@kenniskamer/shared/note';
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import type { LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { NoteLogs, type NoteLog } from './note-log.service.js';
import { dropPending, inspectUpdate } from './note-update.rules.js';

export interface Member {
  socket: LiveSocket;
  key: number;
  clientId: number;
  schema: number;
  name: string | null;
  caret: Caret['caret'];
}

/** A note that somebody has open: the server's own document, who is there, and what they may. */
export interface NoteRoom {
  sessionId: string;
  log: NoteLog;
  doc: Y.Doc;
  /** Octets, at most: what was loaded and what came since. */
  size: number;
  /** As last read; read again when the session changes. */
  facts: SessionFacts;
  members: Map<string, Member>;
  /** While it becomes final nothing is taken; what comes waits and is judged after. */
  frozen: Promise<void> | null;
  quietSince: number;
  /** This document is no longer the one; who still holds it must open again. */
  closed: boolean;
}

/** Milliseconds without anybody after which a note leaves memory. */
const IDLE = 60_000;
const LOOK = 15_000;
/** Rows after the snapshot above which they are merged into it, while people write. */
const ROWS = 300;
/** Rows that are worth merging when the note leaves memory. */
const ROWS_AT_REST = 20;
/** Origin of changes that the server itself makes. */
export const SERVER = Symbol('server');

type Heard = (room: NoteRoom) => void;

/** The notes that are open on this server. A change is looked at, applied here, told to the others, stored, and then acked. */
@Injectable()
export class NoteRooms implements BeforeApplicationShutdown {
  private readonly log = new Logger('notes');
  private readonly rooms = new Map<string, Promise<NoteRoom>>();
  private readonly look = setInterval(() => void this.sweep(), LOOK);
  private readonly listeners: Heard[] = [];

  constructor(
    private readonly logs: NoteLogs,
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {
    this.look.unref();
  }

  /** Calls `heard` after each change of an open note. */
  onChange(heard: Heard): void {
    this.listeners.push(heard);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.look);
    for (const opening of this.rooms.values()) await opening.catch(() => undefined);
    await this.logs.flush();
  }

  /** The open note of a session, opened when it is not; `NOT_FOUND` when there is no such session. */
  async open(sessionId: string): Promise<NoteRoom> {
    const known = this.rooms.get(sessionId);
    return known ?? this.keep(sessionId, this.load(sessionId));
  }

  /** The note if it is open now. */
  async peek(sessionId: string): Promise<NoteRoom | null> {
    return (await this.rooms.get(sessionId)) ?? null;
  }

  join(room: NoteRoom, socket: LiveSocket, { clientId, schema, name }: { clientId: number; schema: number; name: string | null }): Member {
    const member = room.members.get(socket.id) ?? { socket, key: randomInt(2 ** 40, 2 ** 47), clientId, schema, name, caret: null };
    Object.assign(member, { clientId, schema, name });
    room.members.set(socket.id, member);
    return member;
  }

  leave(room: NoteRoom, socketId: string): void {
    const member = room.members.get(socketId);
    if (!member) return;
    room.members.delete(socketId);
    room.quietSince = Date.now();
    if (member.caret) this.live.tell('note', room.sessionId, 'note.carets', { carets: [{ key: member.key, name: null, caret: null }] });
  }

  /** Out of every note this socket has open. */
  async leaveAll(socketId: string): Promise<void> {
    for (const opening of this.rooms.values()) {
      const room = await opening.catch(() => null); // it did not open: nobody is in it
      if (room) this.leave(room, socketId);
    }
  }

  /**
   * Takes an update of a page. Resolves when it is on disk. The document is not touched by what is refused, but for
   * what Yjs itself trips over: then the note is read again from disk.
   */
  async write(room: NoteRoom, member: Member, update: Uint8Array): Promise<void> {
    if (room.closed) throw new Failure('OUT_OF_STEP');
    if (member.schema < NOTE_SCHEMA) throw new Failure('SCHEMA_TOO_OLD');
    const found = inspectUpdate(room.doc, update);
    if (typeof found === 'string') throw new Failure(found);
    if (room.size + update.byteLength > MAX_NOTE) throw new Failure('NOTE_FULL');
    // Text under an id that another live page writes under would make that page's own text vanish. A page that brings
    // back another's after a crash comes again, and then that page has brought it itself.
    for (const other of room.members.values()) {
      if (other !== member && found.newClients.includes(other.clientId)) throw new Failure('OUT_OF_STEP');
    }
    try {
      Y.applyUpdate(room.doc, update, member.socket);
    } catch (error) {
      this.log.warn(`an update could not be applied: ${error instanceof Error ? error.name : 'unknown'}`);
      this.discard(room);
      throw new Failure('NOT_AN_UPDATE');
    }
    if (dropPending(room.doc)) {
      this.discard(room);
      throw new Failure('OUT_OF_STEP');
    }
    await this.logs.stored(room.log);
  }

  setCaret(room: NoteRoom, member: Member, caret: Caret['caret']): void {
    member.caret = caret;
    const name = room.facts.confidentiality === 'CHATHAM_HOUSE' ? null : member.name;
    member.socket.volatile.to(`note:${room.sessionId}`).emit('note.carets', { id: room.sessionId, carets: [{ key: member.key, name, caret }] });
  }

  caretsOf(room: NoteRoom, but: Member): Caret[] {
    const nameless = room.facts.confidentiality === 'CHATHAM_HOUSE';
    return [...room.members.values()]
      .filter((member) => member !== but && member.caret !== null)
      .map(({ key, name, caret }) => ({ key, name: nameless ? null : name, caret }));
  }

  /** Reads what people may anew; sends out who may no longer be there, and tells the others to ask again what they may. */
  async refresh(sessionId: string): Promise<void> {
    const room = await this.peek(sessionId);
    if (!room) return;
    const facts = await this.permissions.factsOf(sessionId);
    const same = JSON.stringify(facts) === JSON.stringify(room.facts);
    if (facts) room.facts = facts;
    await this.live.recheck('note', sessionId);
    this.prune(room);
    if (room.log.seq === 0 && room.log.queue.length === 0) this.discard(room);
    else if (!same) this.live.tell('note', sessionId, 'note.changed');
  }

  /** Forgets the open document and reads it again from disk; the pages, told so, open again. */
  discard(room: NoteRoom): void {
    if (room.closed) return;
    this.close(room);
    const { sessionId } = room;
    // What is on its way to the disk must be there before it is read.
    const again = this.logs.stored(room.log).then(() => this.load(sessionId), () => this.load(sessionId));
    void this.keep(sessionId, again).then(
      () => this.live.tell('note', sessionId, 'note.changed'),
      (error: unknown) => this.log.error(`note of session ${sessionId} could not be read again: ${String(error)}`),
    );
  }

  private keep(sessionId: string, opening: Promise<NoteRoom>): Promise<NoteRoom> {
    this.rooms.set(sessionId, opening);
    opening.catch(() => {
      if (this.rooms.get(sessionId) === opening) this.rooms.delete(sessionId);
    });
    return opening;
  }

  private close(room: NoteRoom): void {
    room.closed = true;
    this.rooms.delete(room.sessionId);
    room.doc.destroy();
  }

  private async load(sessionId: string): Promise<NoteRoom> {
    const [loaded, facts] = await Promise.all([this.logs.load(sessionId), this.permissions.factsOf(sessionId)]);
    if (!loaded || !facts) throw new Failure('NOT_FOUND');
    const { log, doc } = loaded;
    const size = Y.encodeStateAsUpdate(doc).byteLength;
    const room: NoteRoom = { sessionId, log, doc, size, facts, members: new Map(), frozen: null, quietSince: Date.now(), closed: false };
    doc.on('update', (update: Uint8Array, origin: unknown) => this.changed(room, update, origin));
    return room;
  }

  private changed(room: NoteRoom, update: Uint8Array, origin: unknown): void {
    room.size += update.byteLength;
    const told = { id: room.sessionId, update };
    if (origin === SERVER) this.live.tell('note', room.sessionId, 'note.update', told);
    else (origin as LiveSocket).to(`note:${room.sessionId}`).emit('note.update', told);
    this.logs.add(room.log, update);
    for (const heard of this.listeners) heard(room);
  }

  private prune(room: NoteRoom): void {
    for (const [id, { socket }] of room.members) {
      if (!socket.connected || !socket.rooms.has(`note:${room.sessionId}`)) this.leave(room, id);
    }
  }

  private async sweep(): Promise<void> {
    for (const [sessionId, opening] of this.rooms) {
      try {
        const room = await opening;
        this.prune(room);
        const idle = room.members.size === 0 && Date.now() - room.quietSince > IDLE && room.frozen === null;
        if (room.log.rows > (idle ? ROWS_AT_REST : ROWS)) await this.logs.compact(room.log, room.doc);
        const free = room.members.size === 0 && room.log.queue.length === 0 && room.log.underWay === null && room.log.readSeq >= room.log.seq;
        if (!idle || !free) continue;
        this.close(room);
      } catch (error) {
        this.log.error(`note of session ${sessionId}: ${String(error)}`);
      }
    }
  }
}
