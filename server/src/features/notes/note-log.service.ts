import { Injectable, Logger } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import * as Y from 'yjs';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { openingOf } from './note-document.rules.js';
import { together } from './note-update.rules.js';

/** Milliseconds that a change waits for others, so that all rooms together make one commit. */
const BEAT = 100;
/** Milliseconds before a commit that failed is tried again: the database is away for a moment. */
const AGAIN = 500;

/** The stored course of one open note. `queue` holds what is in the document already and not on disk yet. */
export interface NoteLog {
  noteId: string;
  sessionId: string;
  generation: number;
  /** The last stored update, and how many rows stand since the snapshot. */
  seq: number;
  rows: number;
  readSeq: number;
  queue: Uint8Array[];
  /** Of the changes in the queue, and of those that are being stored now. */
  coming: Deferred | null;
  underWay: Promise<void> | null;
}

interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: Failure) => void;
}

/**
 * Puts updates on disk: one commit for all notes each beat, numbered under the notes' row locks. Nobody is told that
 * text is stored before `stored` resolves.
 */
@Injectable()
export class NoteLogs {
  private readonly log = new Logger('notes');
  private readonly waiting = new Set<NoteLog>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(private readonly db: Database) {}

  /** The note of a session with its text; made with its opening when it is new, or not yet written in and the programme moved. */
  async load(sessionId: string): Promise<{ log: NoteLog; doc: Y.Doc; size: number } | null> {
    const opening = await this.opening(sessionId);
    if (!opening) return null;
    await this.db.note.createMany({ data: { sessionId, snapshot: opening.bytes }, skipDuplicates: true });
    await this.renew(sessionId, opening);
    // One statement, so of one moment; on the bare pool, since of five thousand rows Prisma's own work outweighs all else.
    const { rows } = await this.db.pool.query<{ id: string; generation: number; readSeq: number; seq: number; bytes: Uint8Array | null }>(
      `select n."id", n."generation", n."readSeq", n."upToSeq" as "seq", n."snapshot" as "bytes" from "Note" n where n."sessionId" = $1
       union all
       select n."id", n."generation", n."readSeq", u."seq", u."bytes" from "Note" n join "NoteUpdate" u on u."noteId" = n."id" and u."seq" > n."upToSeq" where n."sessionId" = $1
       order by "seq"`,
      [sessionId],
    );
    const [note] = rows;
    if (!note) return null; // deleted since
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const { bytes } of rows) if (bytes) Y.applyUpdate(doc, bytes);
    });
    const log: NoteLog = {
      noteId: note.id,
      sessionId,
      generation: note.generation,
      seq: rows.at(-1)?.seq ?? note.seq,
      rows: rows.length - 1,
      readSeq: note.readSeq,
      queue: [],
      coming: null,
      underWay: null,
    };
    return { log, doc, size: rows.reduce((sum, { bytes }) => sum + (bytes?.byteLength ?? 0), 0) };
  }

  /** Takes a change that is in the document already. */
  add(log: NoteLog, update: Uint8Array): void {
    log.queue.push(update);
    log.coming ??= deferred();
    this.waiting.add(log);
    this.arm(BEAT);
  }

  /** Resolves when all that was added before is on disk; throws `NOTE_LOCKED` when the note became final first. */
  async stored(log: NoteLog): Promise<void> {
    if (log.coming) return log.coming.promise;
    if (log.underWay) return log.underWay;
  }

  /** Stores what waits, now. */
  async flush(): Promise<void> {
    while (this.flushing) await this.flushing;
    if (this.waiting.size === 0) return;
    this.flushing = this.store([...this.waiting]).finally(() => (this.flushing = undefined));
    await this.flushing;
  }

  /**
   * Merges the stored rows into the snapshot. Rows that this document has not seen stay, and a newer snapshot is never
   * replaced by an older one. What the document holds beyond the rows is merely stored early.
   */
  async compact(log: NoteLog, doc: Y.Doc): Promise<void> {
    const { noteId, seq } = log;
    await this.db.$transaction(async (tx) => {
      const [note] = await tx.$queryRaw<{ upToSeq: number }[]>`select "upToSeq" from "Note" where "id" = ${noteId}::uuid for update`;
      if (!note || note.upToSeq >= seq) return;
      const rows = await tx.noteUpdate.count({ where: { noteId, seq: { gt: note.upToSeq, lte: seq } } });
      if (rows !== seq - note.upToSeq) throw new Error(`the log of note ${noteId} has a gap below ${seq}`);
      await tx.note.update({ where: { id: noteId }, data: { snapshot: new Uint8Array(Y.encodeStateAsUpdate(doc)), upToSeq: seq } });
      await tx.noteUpdate.deleteMany({ where: { noteId, seq: { lte: seq } } });
    });
    log.rows = log.seq - seq;
  }

  /**
   * Puts another making of the same text in place of all that was stored, under another generation: whoever holds the
   * earlier one can bring nothing of it here any more. The numbers go on, so that what was read is not read again.
   */
  async replace(tx: Transaction, { noteId, seq }: NoteLog, snapshot: Uint8Array<ArrayBuffer>): Promise<void> {
    await tx.$queryRaw`select 1 from "Note" where "id" = ${noteId}::uuid for update`;
    const { _max } = await tx.noteUpdate.aggregate({ where: { noteId }, _max: { seq: true } });
    if ((_max.seq ?? 0) > seq) throw new Failure('OUT_OF_STEP'); // somebody stored what this document does not hold
    await tx.note.update({ where: { id: noteId }, data: { snapshot, upToSeq: seq, generation: { increment: 1 } } });
    await tx.noteUpdate.deleteMany({ where: { noteId } });
  }

  private arm(wait: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, wait);
  }

  private async store(logs: NoteLog[]): Promise<void> {
    const batches = logs.map((log) => {
      const batch = { log, updates: log.queue, done: log.coming ?? deferred() };
      log.queue = [];
      log.coming = null;
      log.underWay = batch.done.promise;
      this.waiting.delete(log);
      return batch;
    });
    try {
      const seqs = await this.write(batches);
      for (const { log, done } of batches) {
        log.underWay = null;
        const seq = seqs.get(log.noteId);
        if (seq === undefined) {
          done.reject(new Failure('NOTE_LOCKED'));
          continue;
        }
        log.rows += seq - log.seq;
        log.seq = seq;
        done.resolve();
      }
    } catch (error) {
      this.log.error(`notes could not be stored, trying again`, error);
      for (const { log, updates, done } of batches) {
        log.queue = [...updates, ...log.queue];
        // Whoever asked meanwhile waits for the same moment.
        const later = log.coming;
        if (later) done.promise.then(later.resolve, later.reject);
        log.coming = done;
        log.underWay = null;
        this.waiting.add(log);
      }
      this.arm(AGAIN);
    }
  }

  /** The number that each note's update got; absent for a note that is final, and for one that is gone. */
  private async write(batches: { log: NoteLog; updates: Uint8Array[] }[]): Promise<Map<string, number>> {
    const ids = batches.map(({ log }) => log.noteId);
    const merged = batches.map(({ updates }) => Buffer.from(together(updates)));
    const { rows } = await this.db.pool.query<{ noteId: string; seq: number }>('select "noteId", "seq" from "storeNoteUpdates"($1::uuid[], $2::bytea[])', [ids, merged]);
    return new Map(rows.map(({ noteId, seq }) => [noteId, seq]));
  }

  private async opening(sessionId: string) {
    const session = await this.db.session.findUnique({
      where: { id: sessionId },
      select: { items: { orderBy: { place: 'asc' }, select: { id: true, title: true } } },
    });
    return session ? { items: session.items, bytes: new Uint8Array(openingOf(session.items)) } : null;
  }

  /** Makes an untouched note anew when the programme moved since. What somebody wrote is never touched by it. */
  private async renew(sessionId: string, opening: { items: { id: string; title: string }[]; bytes: Uint8Array<ArrayBuffer> }): Promise<void> {
    await this.db.$transaction(async (tx) => {
      const [note] = await tx.$queryRaw<{ id: string; upToSeq: number; snapshot: Uint8Array | null }[]>`
        select "id", "upToSeq", case when "upToSeq" = 0 then "snapshot" end as "snapshot" from "Note" where "sessionId" = ${sessionId}::uuid for update`;
      if (!note || note.upToSeq > 0 || !note.snapshot || sameText(note.snapshot, opening.bytes)) return;
      if ((await tx.noteUpdate.count({ where: { noteId: note.id } })) > 0) return;
      await tx.note.update({ where: { id: note.id }, data: { snapshot: opening.bytes, generation: { increment: 1 } } });
    });
  }
}

function sameText(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [one, other].map((bytes) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return JSON.stringify(doc.getXmlFragment('note').toJSON());
  });
  return a === b;
}

function deferred(): Deferred {
  const it: Deferred = Promise.withResolvers<void>();
  // Nobody may be waiting when it is refused; those who are get it all the same.
  it.promise.catch(() => undefined);
  return it;
}
