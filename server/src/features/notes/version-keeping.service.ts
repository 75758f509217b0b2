import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { hashOf } from '@kenniskamer/shared/note';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Live } from '../../platform/live/live.service.js';
import { contentOf, NoteContent, readable, withoutPeople } from './note-content.rules.js';
import { NoteLogs } from './note-log.service.js';
import { NoteRooms, type NoteRoom } from './note-rooms.service.js';
import { keepsWork, momentsOf, MOST_IN_ONE, surplusOf, WORK, type VersionCause } from './note-versions.rules.js';
import { turnsOf } from './room-clock.rules.js';

const LOOK = 15_000;

/**
 * Keeps versions: one row, whole or not at all, read from the server's own document (which a note that rests brings up
 * from the disk). What it is for follows from what is stored, so after a kill it is made still, and never twice.
 */
@Injectable()
export class VersionKeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('notes');
  /** Since when each note has changes that no version holds. */
  private readonly changed = new Map<string, number>();
  private readonly look = setInterval(() => void this.keepWork(Date.now()), LOOK);
  private working: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly rooms: NoteRooms,
    private readonly logs: NoteLogs,
    private readonly live: Live,
  ) {
    this.look.unref();
    rooms.onChange(({ sessionId }) => {
      if (!this.changed.has(sessionId)) this.changed.set(sessionId, Date.now());
    });
  }

  /** What was changed before a kill counts from now. */
  async onApplicationBootstrap(): Promise<void> {
    const behind = await this.db.$queryRaw<{ sessionId: string }[]>`
      select n."sessionId" from "Note" n
      left join lateral (select v."seq" from "NoteVersion" v where v."noteId" = n."id" order by v."at" desc limit 1) last on true
      left join "Finalisation" f on f."sessionId" = n."sessionId"
      where f."sessionId" is null
        and coalesce(last."seq", 0) <> greatest(n."upToSeq", (select max(u."seq") from "NoteUpdate" u where u."noteId" = n."id"))`;
    for (const { sessionId } of behind) this.changed.set(sessionId, Date.now());
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.look);
    await this.working;
  }

  /** Versions for what happened in the session and has none yet. */
  async keepMoments(sessionId: string): Promise<void> {
    const session = await this.db.session.findUnique({
      where: { id: sessionId },
      select: {
        items: { orderBy: { place: 'asc' }, select: { id: true, title: true } },
        clockActs: { orderBy: { seq: 'asc' }, select: { seq: true, kind: true, itemId: true, at: true } },
        ending: { select: { at: true } },
        finalisation: { select: { version: true } },
        note: { select: { versions: { where: { reason: { in: ['ITEM', 'END', 'FINAL'] } }, select: { key: true } } } },
      },
    });
    if (!session?.note) return; // nobody ever opened it
    const known = new Set(session.note.versions.map(({ key }) => key));
    const { turns } = turnsOf(session.clockActs);
    const moments = momentsOf({ items: session.items, turns, endedAt: session.ending?.at ?? null, finalVersion: session.finalisation?.version ?? null });
    for (const moment of moments) if (!known.has(moment.key)) await this.keep(sessionId, moment);
  }

  /** Public so that a test need not wait for the clock. */
  async keepWork(now: number): Promise<void> {
    this.working ??= this.workedOn(now).finally(() => (this.working = undefined));
    await this.working;
  }

  /**
   * The text as it stands, as a version; its id, or that of the last one when that says the same. Null when there is no
   * text, or far too much.
   */
  async keep(sessionId: string, cause: VersionCause | { reason: 'WORK' }): Promise<string | null> {
    const room = await this.opened(sessionId);
    const since = this.changed.get(sessionId);
    this.changed.delete(sessionId); // what comes from here on is not in it
    try {
      const kept = await this.store(room, cause);
      // Open pages of versions; both rooms, since a personal link comes into the second only.
      if (kept) for (const kind of ['session', 'room']) this.live.tell(kind, sessionId, 'note.versions');
      return kept;
    } catch (error) {
      if (since !== undefined) this.changed.set(sessionId, since);
      throw error;
    }
  }

  /** Became Chatham House after versions were kept: who is mentioned in them is kept no longer. The words stay. */
  async unname(sessionId: string): Promise<void> {
    const rows = await this.db.$queryRaw<{ id: string; content: unknown }[]>`
      select v."id", v."content" from "NoteVersion" v join "Note" n on n."id" = v."noteId" join "Session" s on s."id" = n."sessionId"
      where s."id" = ${sessionId}::uuid and s."confidentiality" = 'CHATHAM_HOUSE' and v."content"::text like '%"mention%'`;
    for (const { id, content } of rows) {
      const before = NoteContent.parse(content);
      const after = withoutPeople(before);
      const text = JSON.stringify(after);
      if (text === JSON.stringify(before)) continue;
      await this.db.noteVersion.update({ where: { id }, data: { content: after as Prisma.InputJsonArray, hash: hashOf(Buffer.from(text), '') } });
    }
  }

  private async store(room: NoteRoom, cause: VersionCause | { reason: 'WORK' }): Promise<string | null> {
    const { noteId, seq } = room.log;
    const whole = contentOf(room.doc);
    return this.db.$transaction(async (tx) => {
      const [session] = await tx.$queryRaw<{ chatham: boolean }[]>`
        select s."confidentiality" = 'CHATHAM_HOUSE' as "chatham" from "Note" n join "Session" s on s."id" = n."sessionId" where n."id" = ${noteId}::uuid for update of n`;
      const content = session?.chatham === false ? whole : withoutPeople(whole);
      const text = JSON.stringify(content);
      const size = Buffer.byteLength(text);
      if (size > MOST_IN_ONE) {
        this.log.warn(`note ${noteId} has ${size} octets of text, too many for a version`);
        return null;
      }
      const hash = hashOf(Buffer.from(text), '');
      const { words, outcomes } = readable(content);
      const versions = await tx.noteVersion.findMany({ where: { noteId }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { id: true, at: true, reason: true, size: true, hash: true } });
      const last = versions.at(-1);
      if (last?.hash === hash && (cause.reason === 'WORK' || cause.reason === 'RESTORE' || last.reason === 'WORK')) {
        // It says the same: then it is what was asked for, also when that has a name.
        const named = last.reason === 'WORK' && cause.reason !== 'WORK' && cause.reason !== 'RESTORE' ? cause : {};
        await tx.noteVersion.update({ where: { id: last.id }, data: { ...named, seq } });
        return last.id;
      }
      const key = 'key' in cause ? cause.key : `work-${room.log.generation}-${seq}`;
      const made = { ...cause, key, noteId, seq, hash, words, outcomes, size, content: content as Prisma.InputJsonArray };
      await tx.noteVersion.createMany({ data: made, skipDuplicates: true });
      const kept = await tx.noteVersion.findUniqueOrThrow({ where: { noteId_key: { noteId, key } }, select: { id: true, at: true, reason: true, size: true } });
      const surplus = surplusOf([...versions.filter(({ id }) => id !== kept.id), kept]);
      await tx.noteVersion.deleteMany({ where: { id: { in: surplus } } });
      return kept.id;
    });
  }

  private async workedOn(now: number): Promise<void> {
    const due = [...this.changed].filter(([, since]) => now - since >= WORK);
    for (const [sessionId] of due) {
      try {
        const { facts } = await this.opened(sessionId);
        if (keepsWork(facts)) await this.keep(sessionId, { reason: 'WORK' });
        else this.changed.delete(sessionId);
      } catch (error) {
        // A deleted session has no note; anything else is tried again.
        if (!(await this.db.session.findUnique({ where: { id: sessionId }, select: { id: true } }).catch(() => true))) this.changed.delete(sessionId);
        else this.log.error(`a version of session ${sessionId} could not be kept, trying again: ${String(error)}`);
      }
    }
  }

  /** The note with all that was acked on disk. */
  private async opened(sessionId: string): Promise<NoteRoom> {
    for (;;) {
      const room = await this.rooms.open(sessionId);
      await this.logs.stored(room.log).catch(() => undefined); // locked meanwhile: then what is stored is what counts
      if (!room.closed) return room;
    }
  }
}
