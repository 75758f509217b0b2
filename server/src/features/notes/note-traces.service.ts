import { Injectable } from '@nestjs/common';
import * as Y from 'yjs';
import type { Transaction } from '../../platform/database/database.service.js';
import { NoteRooms } from './note-rooms.service.js';
import { linesOf, sightingsIn, type Sightings } from './note-traces.rules.js';

/** Rows that are in memory at once. */
const AT_ONCE = 200;

export interface NoteSightings {
  snapshot: Sightings;
  /** Per stored update, what was deleted since included. */
  updates: AsyncIterable<Sightings>;
  /** The lines that the snapshot does not have: all updates together. Once they were read. */
  lines: () => string[];
}

/** What is stored of a note's text, for whoever looks for traces of people in it. */
@Injectable()
export class NoteTraces {
  constructor(private readonly rooms: NoteRooms) {}

  /** Ids under which pages that have the note open write now. Nobody stores them. */
  async clientsNow(sessionId: string): Promise<number[]> {
    const room = await this.rooms.peek(sessionId);
    return [...(room?.members.all() ?? [])].map(({ clientId }) => clientId);
  }

  /** In its transaction, which must see one moment throughout. */
  async read(tx: Transaction, noteId: string): Promise<NoteSightings> {
    const { snapshot } = await tx.note.findUniqueOrThrow({ where: { id: noteId }, select: { snapshot: true } });
    const doc = new Y.Doc();
    if (snapshot) Y.applyUpdate(doc, snapshot);
    const stored = snapshot ? sightingsIn(snapshot) : { clients: new Set<number>(), values: [] };
    const before = linesOf(doc);
    const known = new Set(before);
    // Text in the order in which it is read: a name that was typed in two pieces is a name.
    const beside = stored.values.filter((value) => typeof value !== 'string');
    return {
      snapshot: { clients: stored.clients, values: [...beside, ...before] },
      updates: this.updates(tx, noteId, doc),
      lines: () => linesOf(doc).filter((line) => !known.has(line)),
    };
  }

  private async *updates(tx: Transaction, noteId: string, doc: Y.Doc): AsyncGenerator<Sightings> {
    for (let seq = 0; ; ) {
      const rows = await tx.noteUpdate.findMany({ where: { noteId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, take: AT_ONCE });
      for (const { bytes } of rows) {
        Y.applyUpdate(doc, bytes);
        yield sightingsIn(bytes);
      }
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return;
      seq = last.seq;
    }
  }
}
