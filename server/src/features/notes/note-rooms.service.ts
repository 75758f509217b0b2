import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { hashOf, MAX_NOTE, NOTE_FIELD, NOTE_SCHEMA, type Caret } from '@kenniskamer/shared/note';
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import type { LiveSocket } from '../../platform/contract/acks.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { NoteLogs, type NoteLog } from './note-log.service.js';
import { caretOf, Members, type Member } from './note-members.rules.js';
import { NoteRelay, Outgoing } from './note-relay.service.js';
import { dropPending, dropPersonMentions, hasPersonMentions, inspectUpdate } from './note-update.rules.js';

/** A note that somebody has open: the server's own document, who is there, and what they may. */
export interface NoteRoom {
  sessionId: string;
  log: NoteLog;
  doc: Y.Doc;
  /** Octets, at most: what was loaded and what came since. */
  size: number;
  /** As last read; read again when the session changes. */
  facts: SessionFacts;
  members: Members;
  out: Outgoing;
  /** While it becomes final nothing is taken; what comes waits and is judged after. */
  frozen: Promise<void> | null;
  changedAt: number;
  /** The pages have not yet been told what the text comes to since it last changed. */
  unchecked: boolean;
  /** This document is no longer the one; who still holds it must open again. */
  closed: boolean;
}

/** Milliseconds without a change after which a note leaves memory, whoever still looks at it. */
const IDLE = 60_000;
/** Milliseconds without a change after which the pages are told what the text comes to. */
const QUIET = 2000;
const LOOK = 1000;
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
  /** Who has a note open that left memory because nobody wrote: they are in it again when it comes back. */
  private readonly resting = new Map<string, Members>();
  private readonly look = setInterval(() => void this.sweep(Date.now()), LOOK);
  private readonly listeners: Heard[] = [];
  private sweeping = false;

  constructor(
    private readonly logs: NoteLogs,
    private readonly live: Live,
    private readonly relay: NoteRelay,
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

  join(room: NoteRoom, socket: LiveSocket, given: Pick<Member, 'clientId' | 'schema' | 'name' | 'personId' | 'brought'>): Member {
    const earlier = room.members.of(socket.id);
    // Who takes another id is somebody else from then on, to a reader of carets as well.
    const known = earlier && isNameless(room) && earlier.clientId !== given.clientId ? undefined : earlier;
    if (earlier?.caret && !known) this.relay.caret(room.out, { key: earlier.key, name: null, caret: null });
    const fresh = { socket, key: randomInt(2 ** 40, 2 ** 47), caret: null, writesBy: null, fetching: null, bringing: [] };
    const member = { ...fresh, ...given, ...(known && { key: known.key, caret: known.caret }), ...(earlier && { brought: earlier.brought }) };
    if (!room.members.add(member)) throw new Failure('OUT_OF_STEP');
    return member;
  }

  leave(room: NoteRoom, socketId: string): void {
    const member = room.members.of(socketId);
    if (!member) return;
    room.members.delete(member);
    if (member.caret) this.relay.caret(room.out, { key: member.key, name: null, caret: null });
  }

  /** Out of every note this socket has open. */
  async leaveAll(socketId: string): Promise<void> {
    for (const members of this.resting.values()) {
      const member = members.of(socketId);
      if (member) members.delete(member);
    }
    for (const opening of this.rooms.values()) {
      const room = await opening.catch(() => null); // it did not open: nobody is in it
      if (room) this.leave(room, socketId);
    }
  }

  /**
   * Takes an update of a page. Resolves when it is on disk. The document is not touched by what is refused, but for
   * what Yjs itself trips over: then the note is read again from disk.
   */
  async write(room: NoteRoom, member: Member, update: Uint8Array, most?: number): Promise<void> {
    if (room.closed) throw new Failure('OUT_OF_STEP');
    if (member.schema < NOTE_SCHEMA) throw new Failure('SCHEMA_TOO_OLD');
    const found = inspectUpdate(room.doc, update, most);
    if (typeof found === 'string') throw new Failure(found);
    if (room.size + update.byteLength > MAX_NOTE) throw new Failure('NOTE_TOO_LONG');
    if (room.members.areOthers(found.newClients, member)) throw new Failure('OUT_OF_STEP');
    try {
      if (found.namesPeople && isNameless(room)) this.applyNameless(room.doc, update);
      else Y.applyUpdate(room.doc, update, member.socket.id);
    } catch (error) {
      this.log.warn(`an update could not be applied: ${error instanceof Error ? error.name : 'unknown'}`);
      this.discard(room);
      throw new Failure('NOT_AN_UPDATE');
    }
    if (dropPending(room.doc)) {
      this.discard(room);
      throw new Failure('OUT_OF_STEP');
    }
    member.brought = true;
    await this.logs.stored(room.log);
  }

  setCaret(room: NoteRoom, member: Member, caret: Caret['caret']): void {
    member.caret = caret;
    this.relay.caret(room.out, caretOf(member, room.facts));
  }

  caretsOf(room: NoteRoom, but: Member): Caret[] {
    return [...room.members.all()].filter((member) => member !== but && member.caret !== null).map((member) => caretOf(member, room.facts));
  }

  /** Reads what people may anew; sends out who may no longer be there, and tells the others to ask again what they may. */
  async refresh(sessionId: string): Promise<void> {
    const room = await this.peek(sessionId);
    if (!room) {
      await this.live.recheck('note', sessionId);
      this.live.tell('note', sessionId, 'note.changed');
      return;
    }
    const facts = await this.permissions.factsOf(sessionId);
    const same = JSON.stringify(facts) === JSON.stringify(room.facts);
    if (facts) room.facts = facts;
    this.unname(room);
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
      (error: unknown) => this.log.error(`note of session ${sessionId} could not be read again`, error),
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
    this.relay.tell(room.out);
    this.rooms.delete(room.sessionId);
    room.doc.destroy();
  }

  private async load(sessionId: string): Promise<NoteRoom> {
    const [loaded, facts] = await Promise.all([this.logs.load(sessionId), this.permissions.factsOf(sessionId)]);
    if (!loaded || !facts) throw new Failure('NOT_FOUND');
    const { log, doc } = loaded;
    const members = this.resting.get(sessionId) ?? new Members();
    this.resting.delete(sessionId);
    const room: NoteRoom = {
      sessionId,
      log,
      doc,
      size: loaded.size,
      facts,
      members,
      out: new Outgoing(sessionId),
      frozen: null,
      changedAt: Date.now(),
      unchecked: false,
      closed: false,
    };
    doc.on('update', (update: Uint8Array, origin: unknown) => this.changed(room, update, origin));
    this.unname(room);
    return room;
  }

  /** Applies an update without the mentions of people in it; everybody gets it so, its sender too. */
  private applyNameless(doc: Y.Doc, update: Uint8Array): void {
    Y.transact(
      doc,
      (transaction) => {
        Y.applyUpdate(doc, update);
        dropPersonMentions(doc, transaction);
      },
      SERVER,
      false,
    );
  }

  /** It became Chatham House, and the text has mentions of people from before. */
  private unname(room: NoteRoom): void {
    const { doc } = room;
    if (room.closed || room.frozen || room.facts.final || !isNameless(room) || !hasPersonMentions(doc)) return;
    doc.transact((transaction) => dropPersonMentions(doc, transaction), SERVER);
  }

  /** `origin` is the connection it came from; what the server or Yjs itself changed (it tidies up marks) has none. */
  private changed(room: NoteRoom, update: Uint8Array, origin: unknown): void {
    room.size += update.byteLength;
    room.changedAt = Date.now();
    room.unchecked = true;
    this.relay.update(room.out, update, typeof origin === 'string' ? origin : null, room.members.size);
    this.logs.add(room.log, update);
    for (const heard of this.listeners) heard(room);
  }

  private prune(room: NoteRoom): void {
    for (const { socket } of room.members.all()) {
      if (!socket.connected || !socket.rooms.has(`note:${room.sessionId}`)) this.leave(room, socket.id);
    }
  }

  /** Public so that a test need not wait for the clock. */
  async sweep(now: number): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    for (const [sessionId, opening] of this.rooms) {
      try {
        await this.sweepOne(await opening, now);
      } catch (error) {
        this.log.error(`note of session ${sessionId}`, error);
      }
    }
    this.sweeping = false;
  }

  private async sweepOne(room: NoteRoom, now: number): Promise<void> {
    const { log } = room;
    if (room.unchecked && now - room.changedAt >= QUIET && log.queue.length === 0 && log.underWay === null) {
      room.unchecked = false;
      this.live.tell('note', room.sessionId, 'note.quiet', { seq: log.seq, hash: sumOf(room.doc) });
    }
    const idle = now - room.changedAt > IDLE && room.frozen === null;
    if (log.rows > (idle ? ROWS_AT_REST : ROWS)) await this.logs.compact(log, room.doc);
    if (!idle) return;
    this.prune(room);
    const free = log.queue.length === 0 && log.underWay === null && log.readSeq >= log.seq && now - room.changedAt > IDLE && !room.closed;
    if (!free) return;
    if (room.members.size > 0) this.resting.set(room.sessionId, room.members);
    this.close(room);
  }
}

/** Nobody's name may be tied to this text. */
const isNameless = ({ facts }: NoteRoom): boolean => facts.confidentiality === 'CHATHAM_HOUSE';
const sumOf = (doc: Y.Doc): string => hashOf(Y.encodeSnapshot(Y.snapshot(doc)), doc.getXmlFragment(NOTE_FIELD).toString());
