import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { bytesOf, MAX_NOTE, MAX_PART, NOTE_SCHEMA, type Caret, type NoteBlock, type OpenedNote, type OpenNote } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import type { z } from 'zod';
import type { LiveSocket } from '../../platform/contract/acks.js';
import type { Transaction } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { blocksOf } from './note-document.rules.js';
import { NoteLogs } from './note-log.service.js';
import { rebuilt } from './note-rebuild.rules.js';
import type { Member } from './note-members.rules.js';
import { NoteRooms, SERVER, type NoteRoom } from './note-rooms.service.js';
import { readOnlyReason } from './notes.rules.js';
import { OutcomeReading } from './outcome-reading.service.js';
import { Presence } from './presence.service.js';

/** The note of a session as those who write it meet it, and as other features read it. */
@Injectable()
export class Notes {
  private readonly asking = new Map<string, Promise<SessionFacts | null>>();

  constructor(
    private readonly live: Live,
    private readonly permissions: Permissions,
    private readonly rooms: NoteRooms,
    private readonly logs: NoteLogs,
    private readonly reading: OutcomeReading,
    private readonly presence: Presence,
  ) {
    live.guard('note', async (socket, sessionId) => {
      const facts = await this.factsNow(sessionId);
      return facts !== null && this.may(socket, 'note.read', facts);
    });
  }

  /** Lets a page in and gives it what it lacks. Who may not read gets the same answer as for a note that is not there. */
  async open(socket: LiveSocket, input: z.output<typeof OpenNote>): Promise<OpenedNote> {
    const { sessionId, schema, clientId } = input;
    if (!(await this.live.enter(socket, 'note', sessionId))) throw new Failure('NOT_FOUND');
    const room = await this.rooms.open(sessionId);
    const member = this.rooms.join(room, socket, { clientId, schema, name: this.nameOf(socket), personId: personOf(socket), brought: input.generation === null });
    await this.visited(socket, room.facts);
    const known = input.generation === room.log.generation && input.stateVector ? bytesOf(input.stateVector) : undefined;
    const missing = missingFor(room.doc, known);
    if (known) room.unchecked = true; // who comes back may have missed something: all compare once more
    member.fetching = missing.byteLength > MAX_PART ? missing : null;
    return {
      generation: room.log.generation,
      keptAs: keptAs(socket),
      key: member.key,
      readOnly: schema < NOTE_SCHEMA ? 'SCHEMA' : this.reason(socket, room.facts),
      missing: missing.subarray(0, MAX_PART),
      parts: Math.max(1, Math.ceil(missing.byteLength / MAX_PART)),
      stateVector: Y.encodeStateVector(room.doc),
      carets: this.rooms.caretsOf(room, member),
    };
  }

  /** A further part of what the page lacked when it opened. The last one is given once. */
  async part(socket: LiveSocket, sessionId: string, part: number): Promise<Uint8Array> {
    const { member } = await this.placeOf(socket, sessionId);
    const bytes = member.fetching?.subarray(part * MAX_PART, (part + 1) * MAX_PART);
    if (!member.fetching || !bytes?.byteLength) throw new Failure('OUT_OF_STEP');
    if ((part + 1) * MAX_PART >= member.fetching.byteLength) member.fetching = null;
    return bytes;
  }

  /** Keeps a part of an update whose last part comes as `update`. */
  async bring(socket: LiveSocket, sessionId: string, part: Uint8Array): Promise<void> {
    const { room, member } = await this.placeOf(socket, sessionId);
    this.mustWrite(room, member);
    member.bringing.push(part);
    if (member.bringing.reduce((sum, { byteLength }) => sum + byteLength, 0) <= MAX_NOTE) return;
    member.bringing = [];
    throw new Failure('NOTE_FULL');
  }

  /** Resolves when the change is on disk. */
  async update(socket: LiveSocket, sessionId: string, generation: number, last: Uint8Array): Promise<void> {
    const { room, member } = await this.placeOf(socket, sessionId);
    const parts = member.bringing;
    member.bringing = [];
    this.mustWrite(room, member);
    if (generation !== room.log.generation) throw new Failure('OUT_OF_STEP');
    const [update, most] = parts.length === 0 ? [last, undefined] : [Buffer.concat([...parts, last]), MAX_NOTE];
    await this.rooms.write(room, member, update, most).catch((error: unknown) => {
      // It became final between our look and the commit: the document holds what the disk does not.
      if (error instanceof Failure && error.code === 'NOTE_LOCKED') this.rooms.discard(room);
      throw error;
    });
  }

  async caret(socket: LiveSocket, sessionId: string, caret: Caret['caret']): Promise<void> {
    const { room, member } = await this.placeOf(socket, sessionId);
    this.mustWrite(room, member);
    this.rooms.setCaret(room, member, caret);
  }

  async leave(socket: LiveSocket, sessionId: string): Promise<void> {
    await socket.leave(`note:${sessionId}`);
    const room = await this.rooms.peek(sessionId);
    if (room) this.rooms.leave(room, socket.id);
  }

  /** The text as it is stored, in blocks. For reports and exports: who asks has looked at who may read. */
  async readDocument(sessionId: string): Promise<NoteBlock[]> {
    const room = await this.rooms.open(sessionId);
    await this.logs.stored(room.log);
    return blocksOf(room.doc);
  }

  /** Changes the text as the server itself; resolves when it is on disk. */
  async write(sessionId: string, change: (doc: Y.Doc) => void): Promise<void> {
    let room = await this.rooms.open(sessionId);
    while (room.frozen) {
      await room.frozen;
      room = await this.rooms.open(sessionId);
    }
    room.doc.transact(() => change(room.doc), SERVER);
    await this.logs.stored(room.log);
  }

  /** Outcomes and actions in the tables say what the text says now. */
  readOutcomes(sessionId: string): Promise<void> {
    return this.reading.now(sessionId);
  }

  /**
   * Does `work` with the text while nobody can change it: all that was acked is in it, outcomes are read, and what comes
   * meanwhile waits and is judged by what `work` made of the session. So that *definitief* stores exactly what stands.
   * `remake`, in the transaction of `work`, stores the same text as nobody's: see `rebuilt`. The pages open that then.
   */
  async whileFrozen<Result>(sessionId: string, work: (blocks: NoteBlock[], remake: (tx: Transaction) => Promise<void>) => Promise<Result>): Promise<Result> {
    const room = await this.rooms.open(sessionId);
    while (room.frozen) await room.frozen;
    if (room.closed) return this.whileFrozen(sessionId, work);
    const { promise, resolve: thaw } = Promise.withResolvers<void>();
    room.frozen = promise;
    let remade = false;
    const remake = async (tx: Transaction) => {
      remade = true;
      await this.logs.replace(tx, room.log, rebuilt(room.doc));
    };
    try {
      await this.logs.flush();
      await this.logs.stored(room.log);
      await this.reading.now(sessionId);
      return await work(blocksOf(room.doc), remake);
    } finally {
      const facts = await this.permissions.factsOf(sessionId).catch(() => null);
      if (facts) room.facts = facts;
      room.frozen = null;
      // Also when it failed: what is on disk is what counts. It tells the pages by itself.
      if (remade) this.rooms.discard(room);
      thaw();
      if (!remade) this.live.tell('note', sessionId, 'note.changed');
    }
  }

  private async placeOf(socket: LiveSocket, sessionId: string): Promise<{ room: NoteRoom; member: Member }> {
    if (!socket.rooms.has(`note:${sessionId}`)) throw new Failure('NOT_FOUND');
    for (;;) {
      const room = await this.rooms.open(sessionId);
      if (room.frozen) {
        await room.frozen;
        continue;
      }
      const member = room.members.of(socket.id);
      // Taken out while this message was on its way, or the note was read again: the page opens anew, and then hears which.
      if (!member) throw new Failure(room.facts.final ? 'NOTE_LOCKED' : 'OUT_OF_STEP');
      return { room, member };
    }
  }

  /** The session's facts, read once for all who ask in this same moment: when rights change that is everybody in the room. */
  private factsNow(sessionId: string): Promise<SessionFacts | null> {
    const asked = this.asking.get(sessionId) ?? this.permissions.factsOf(sessionId);
    this.asking.set(sessionId, asked);
    queueMicrotask(() => this.asking.delete(sessionId));
    return asked;
  }

  /** Asked once per member and reading of the session: who may write by these facts may do so until there are others. */
  private mustWrite({ facts }: NoteRoom, member: Member): void {
    if (member.writesBy === facts) return;
    if (!this.may(member.socket, 'note.write', facts)) throw new Failure(facts.final ? 'NOTE_LOCKED' : 'NOT_ALLOWED');
    member.writesBy = facts;
  }

  private may(socket: LiveSocket, act: 'note.read' | 'note.write', facts: SessionFacts): boolean {
    const { guest, viewer } = socket.data;
    // A personal link stands for its invitation, also when its owner is signed in as well.
    if (guest) return this.permissions.canGuest(guest, act, facts);
    return viewer !== null && this.permissions.can(viewer, act, facts);
  }

  private reason(socket: LiveSocket, facts: SessionFacts) {
    const guest = socket.data.guest !== null;
    return readOnlyReason(facts, { guest, mayWrite: this.may(socket, 'note.write', facts), personId: personOf(socket) }, new Date());
  }

  private nameOf({ data }: LiveSocket): string | null {
    return data.guest?.name ?? data.viewer?.name ?? null;
  }

  private async visited(socket: LiveSocket, facts: SessionFacts): Promise<void> {
    await this.presence.mark(facts, personOf(socket), socket.data.guest ? 'LINK' : 'NOTE');
  }
}

/** See `NotePage.keptAs`. */
const keptAs = ({ data }: LiveSocket): string => data.guest?.invitationId ?? data.viewer?.id ?? '';
const personOf = ({ data }: LiveSocket): string => data.guest?.personId ?? data.viewer?.id ?? '';

/** What a document with this state vector lacks; all of it when that vector cannot be read. */
function missingFor(doc: Y.Doc, stateVector: Uint8Array | undefined): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } catch {
    throw new Failure('NOT_AN_UPDATE'); // Yjs throws whatever its decoder trips over
  }
}
