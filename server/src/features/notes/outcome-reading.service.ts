import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { newBlockId } from '@kenniskamer/shared/outcome';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { blocksOf, doubledIn, outcomesIn, repairDoubled, type ReadOutcome } from './note-document.rules.js';
import { NoteLogs, type NoteLog } from './note-log.service.js';
import { NoteRooms, SERVER, type NoteRoom } from './note-rooms.service.js';
import { linksDiffer, otherWords, outcomeChanges } from './notes.rules.js';

/** Milliseconds after a change in which more of them are read at once. Two seconds are promised. */
const PATIENCE = 1000;
/** Milliseconds after which is written down up to where notes were read whose outcomes did not change, or only in their words. */
const LATER = 10_000;

/** A note as it is at this moment. */
type Noted = Pick<NoteLog, 'sessionId' | 'noteId' | 'seq'>;

/** `seq`: up to which update. */
interface Reading {
  read: ReadOutcome[];
  facts: object;
  seq: number;
}

/** Reads outcomes out of the text into the tables: soon after a change, and what a crash left unread at the start. */
@Injectable()
export class OutcomeReading implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('notes');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly reading = new Map<string, Promise<void>>();
  /** What was last read of a note, by which facts. As long as it reads the same there is nothing to store. */
  private readonly last = new WeakMap<NoteRoom, Reading>();
  /** Notes of which is not written down yet how far they were read, and not told yet, but to who looks, that words differ. */
  private readonly unread = new Map<string, Noted & { words: boolean }>();
  private readonly later = setInterval(() => void this.mark(), LATER);
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly outbox: Outbox,
    private readonly rooms: NoteRooms,
    private readonly logs: NoteLogs,
  ) {
    rooms.onChange((room) => this.soon(room.sessionId));
    this.later.unref();
  }

  async onApplicationBootstrap(): Promise<void> {
    const unread = await this.db.$queryRaw<{ sessionId: string }[]>`
      select n."sessionId" from "Note" n
      where n."readSeq" < greatest(n."upToSeq", (select max(u."seq") from "NoteUpdate" u where u."noteId" = n."id"))`;
    for (const { sessionId } of unread) this.soon(sessionId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    // What is left unread is read at the next start.
    await Promise.all(this.reading.values());
    clearInterval(this.later);
    await this.mark();
  }

  /** Reads now, and resolves when the tables say what the text says. One reading of a note at a time. */
  now(sessionId: string): Promise<void> {
    return this.inTurn(sessionId, true);
  }

  private async inTurn(sessionId: string, always: boolean): Promise<void> {
    const before = this.reading.get(sessionId);
    const reading = (async () => {
      await before;
      await this.read(await this.rooms.open(sessionId), always);
    })();
    const settled = reading.catch(() => undefined);
    this.reading.set(sessionId, settled);
    void settled.then(() => this.reading.get(sessionId) === settled && this.reading.delete(sessionId));
    await reading;
  }

  private soon(sessionId: string): void {
    if (this.timers.has(sessionId) || this.stopping) return;
    const timer = setTimeout(() => {
      this.timers.delete(sessionId);
      this.inTurn(sessionId, false).catch((error: unknown) => {
        this.log.error(`outcomes of session ${sessionId} could not be read, trying again`, error);
        this.soon(sessionId);
      });
    }, PATIENCE);
    timer.unref();
    this.timers.set(sessionId, timer);
  }

  private async read(room: NoteRoom, always: boolean): Promise<void> {
    await this.repair(room);
    await this.logs.stored(room.log).catch(() => undefined); // locked meanwhile: then what is stored is what counts
    if (room.closed) return;
    const { facts } = room;
    const { sessionId, noteId, seq } = room.log;
    const noted = { sessionId, noteId, seq };
    const read = outcomesIn(blocksOf(room.doc));
    const last = this.last.get(room);
    const words = !always && last?.facts === facts ? otherWords(last.read, read) : null;
    if (words?.length === 0) this.unread.set(noteId, { ...noted, words: this.unread.get(noteId)?.words ?? false });
    else if (!last || !words || !(await this.storeWords(noted, last.seq, words))) await this.db.$transaction((tx) => this.store(tx, noted, read));
    this.last.set(room, { read, facts, seq });
    room.log.readSeq = Math.max(room.log.readSeq, seq);
  }

  /** After a crash before it, those notes are read once more at the start: no more than that. */
  private async mark(): Promise<void> {
    const notes = [...this.unread.values()];
    if (notes.length === 0) return;
    this.unread.clear();
    await this.db
      .$transaction(async (tx) => {
        await tx.$executeRaw`
          update "Note" n set "readSeq" = given."seq" from unnest(${notes.map(({ noteId }) => noteId)}::uuid[], ${notes.map(({ seq }) => seq)}::int[]) as given ("id", "seq")
          where n."id" = given."id" and n."readSeq" < given."seq"`;
        const changed = notes.filter(({ words }) => words).map(({ sessionId }) => ({ payload: { sessionId }, key: sessionId }));
        await this.outbox.addMany(tx, 'outcomes.changed', changed);
      })
      .catch((error: unknown) => {
        this.log.error(`how far notes were read could not be written down`, error);
        for (const note of notes) if (!this.unread.has(note.noteId)) this.unread.set(note.noteId, note);
      });
  }

  private async repair(room: NoteRoom): Promise<void> {
    if (room.facts.final || room.frozen || !doubledIn(room.doc)) return;
    const known = await this.db.outcome.findMany({ where: { noteId: room.log.noteId }, select: { blockId: true, text: true } });
    if (room.closed) return;
    const texts = new Map(known.map(({ blockId, text }) => [blockId, text]));
    room.doc.transact(() => repairDoubled(room.doc, texts, newBlockId), SERVER);
  }

  /**
   * While people type in outcomes only their words differ from what was stored at `since`, each second: one statement on
   * the bare pool does, without all that hangs on them. A page of the note has the words itself, and who looks at the
   * session is told at once; all others when how far it was read is written down. False, and nothing stored, when the
   * tables are not as we left them.
   */
  private async storeWords(noted: Noted, since: number, words: ReadOutcome[]): Promise<boolean> {
    const { sessionId, noteId, seq } = noted;
    const { rowCount } = await this.db.pool.query(
      `with given as (select * from unnest($4::text[], $5::text[]) as given ("blockId", "text")),
         old as (select o."id", given."text" from "Outcome" o join given using ("blockId") where o."noteId" = $1 and o."removedAt" is null),
         note as (update "Note" set "readSeq" = $2 where "id" = $1 and "readSeq" <= $3 and (select count(*) from old) = cardinality($4) returning "id")
       update "Outcome" o set "text" = old."text", "readSeq" = $2 from note, old where o."id" = old."id"`,
      [noteId, seq, since, words.map(({ blockId }) => blockId), words.map(({ text }) => text)],
    );
    if (rowCount !== words.length) return false;
    this.unread.set(noteId, { ...noted, words: true });
    this.live.tell('session', sessionId, 'session.changed');
    return true;
  }

  private async store(tx: Transaction, { sessionId, noteId, seq }: Noted, read: ReadOutcome[]): Promise<void> {
    const [note] = await tx.$queryRaw<{ readSeq: number }[]>`select "readSeq" from "Note" where "id" = ${noteId}::uuid for update`;
    if (!note || note.readSeq > seq) return; // somebody read it later than we did
    const rows = await tx.outcome.findMany({
      where: { noteId },
      include: { questions: { select: { questionId: true } }, action: { select: { id: true } } },
    });
    const stored = rows.map(({ questions, action, ...row }) => ({
      ...row,
      questionIds: questions.map(({ questionId }) => questionId),
      hasAction: action !== null,
    }));
    const { added, changed, gone } = outcomeChanges(stored, await this.validated(tx, sessionId, read));
    for (const { questionIds, ...outcome } of added) {
      const { id } = await tx.outcome.create({ data: { noteId, readSeq: seq, ...outcome } });
      await this.link(tx, id, outcome.kind, questionIds);
    }
    // All at once: while twenty people type in twenty outcomes these are twenty rows each second.
    const now = changed.map(({ old, outcome }) => ({ id: old.id, ...outcome }));
    await tx.$executeRaw`
      update "Outcome" o set "kind" = given."kind"::"OutcomeKind", "text" = given."text", "place" = given."place", "itemId" = given."itemId", "readSeq" = ${seq}, "removedAt" = null
      from unnest(${now.map(({ id }) => id)}::uuid[], ${now.map(({ kind }) => kind)}::text[], ${now.map(({ text }) => text)}::text[], ${now.map(({ place }) => place)}::int[], ${now.map(({ itemId }) => itemId)}::uuid[])
        as given ("id", "kind", "text", "place", "itemId")
      where o."id" = given."id"`;
    for (const { old, outcome: { kind, questionIds } } of changed.filter(({ old, outcome }) => linksDiffer(old, outcome))) {
      await tx.outcomeQuestion.deleteMany({ where: { outcomeId: old.id, questionId: { notIn: questionIds } } });
      await this.link(tx, old.id, kind, questionIds);
    }
    await tx.outcome.updateMany({ where: { id: { in: gone.map(({ id }) => id) } }, data: { removedAt: new Date(), readSeq: seq } });
    await tx.note.update({ where: { id: noteId }, data: { readSeq: seq } });
    if (added.length + changed.length + gone.length > 0) await this.outbox.add(tx, 'outcomes.changed', { sessionId }, { key: sessionId });
  }

  /** An outcome of kind ACTION has a course; it keeps it when the line stops being one, and has it again if it returns. */
  private async link(tx: Transaction, outcomeId: string, kind: ReadOutcome['kind'], questionIds: string[]): Promise<void> {
    await tx.outcomeQuestion.createMany({ data: questionIds.map((questionId) => ({ outcomeId, questionId })), skipDuplicates: true });
    if (kind === 'ACTION') await tx.action.createMany({ data: [{ outcomeId }], skipDuplicates: true });
  }

  /** Without what the text names and is not there: questions of no adopted edition, items of another session. */
  private async validated(tx: Transaction, sessionId: string, read: ReadOutcome[]): Promise<ReadOutcome[]> {
    const asked = [...new Set(read.flatMap(({ questionIds }) => questionIds))];
    const questions = await tx.question.findMany({
      where: { id: { in: asked }, wordings: { some: { edition: { state: 'ADOPTED' } } } },
      select: { id: true },
    });
    const items = await tx.programmeItem.findMany({ where: { sessionId }, select: { id: true } });
    const real = new Set([...questions, ...items].map(({ id }) => id));
    return read.map((outcome) => ({
      ...outcome,
      questionIds: outcome.questionIds.filter((id) => real.has(id)),
      itemId: outcome.itemId !== null && real.has(outcome.itemId) ? outcome.itemId : null,
    }));
  }
}
