import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { TracePlace, type TraceCheck, type TraceSession } from '@kenniskamer/shared/trace';
import { Id, type PageQuery } from '@kenniskamer/shared/basics';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { recentLines } from '../../platform/log/recent-lines.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { NoteTraces, type NoteSightings } from '../notes/note-traces.service.js';
import { Points } from '../notes/points.service.js';
import { GIVEN, tablePlaces } from './trace-places.rules.js';
import { asJson, isAbout, none, totalOf, Tracer, type Counts, type Participant } from './traces.rules.js';

/** Milliseconds of looking after which others go first: rooms are live meanwhile. */
const SLICE = 10;
/** Milliseconds; a long note with a long log takes seconds. */
const LONGEST = 120_000;

/** Whether all that holds what was said in a Chatham House session tells of nobody: counts per place, never what was found. */
@Injectable()
export class TraceChecks {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly notes: NoteTraces,
    private readonly points: Points,
  ) {}

  /** Final ones, the latest first: of the others an administrator knows nothing. */
  async sessions(viewer: Viewer, { limit, cursor }: PageQuery): Promise<{ items: TraceSession[]; nextCursor: string | null }> {
    requireAdministrator(viewer);
    const after = readCursor(cursor, Id);
    const rows = await this.db.session.findMany({
      where: { confidentiality: 'CHATHAM_HOUSE', finalisation: { isNot: null } },
      orderBy: [{ startsAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      take: limit + 1,
      select: { id: true, title: true, startsAt: true },
    });
    return pageFrom(rows, limit, ({ id }) => id);
  }

  async check(viewer: Viewer, sessionId: string, now = new Date()): Promise<TraceCheck> {
    requireAdministrator(viewer);
    const { confidentiality } = await this.permissions.require(viewer, 'session.read', sessionId);
    if (confidentiality !== 'CHATHAM_HOUSE') throw new Failure('NOT_FOUND');
    return this.db.$transaction((tx) => this.walk(tx, sessionId, now), { isolationLevel: 'RepeatableRead', timeout: LONGEST });
  }

  private async walk(tx: Transaction, sessionId: string, now: Date): Promise<TraceCheck> {
    const { note, ending, finalisation } = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { note: { select: { id: true } }, ending: { select: { at: true } }, finalisation: { select: { at: true } } },
    });
    const people = await this.people(tx, sessionId);
    const found = new Map(TracePlace.options.map((place) => [place, none()]));
    const at = (place: TracePlace): Counts => found.get(place) ?? none();
    const clients = new Set(await this.notes.clientsNow(sessionId));
    if (note) {
      const sightings = await this.notes.read(tx, note.id);
      for (const id of await this.inNote(sightings, new Tracer(people, []), at('SNAPSHOT'), at('UPDATES'))) clients.add(id);
    }
    const tracer = new Tracer(people, clients);
    const given = [sessionId, note?.id ?? sessionId, ending?.at ?? null, finalisation?.at ?? null];
    for (const { place, sql, atOnce } of tablePlaces) for await (const row of rowsOf(tx, sql, given, atOnce)) await look(tracer, row, at(place));
    at('SUPPORTS').ID += await this.points.knowable(tx, sessionId, people.map(({ id }) => id));
    const said = recentLines.all();
    const about = said.filter(({ text }) => isAbout(text, [sessionId, note?.id ?? sessionId]));
    for (const { text } of about) await look(tracer, asJson(text), at('LOG'));
    const places = [...found].map(([place, counts]) => ({ place, counts }));
    const total = places.reduce((sum, { counts }) => sum + totalOf(counts), 0);
    return { sessionId, at: now, places, total, log: { lines: said.length, since: said[0]?.at ?? null } };
  }

  /** Counts in the text as it is stored; gives the client ids that stand there. */
  private async inNote({ snapshot, updates, lines }: NoteSightings, tracer: Tracer, inSnapshot: Counts, inUpdates: Counts): Promise<Set<number>> {
    await look(tracer, snapshot.values, inSnapshot);
    inSnapshot.CLIENT += snapshot.clients.size;
    const clients = new Set<number>();
    for await (const update of updates) {
      await look(tracer, update.values, inUpdates);
      for (const id of update.clients) clients.add(id);
    }
    inUpdates.CLIENT += clients.size;
    // A name that was typed in pieces stands in no update, and in the text.
    const read = none();
    await look(tracer, lines(), read);
    for (const kind of ['ID', 'NAME', 'ADDRESS'] as const) inUpdates[kind] = Math.max(inUpdates[kind], read[kind]);
    return new Set([...snapshot.clients, ...clients]);
  }

  /** Everybody who was asked, organises, was there or was in the room; taken out or replaced since as well. */
  private async people(tx: Transaction, sessionId: string): Promise<Participant[]> {
    const here = { some: { sessionId } };
    const rows = await tx.person.findMany({
      where: { OR: [{ invitations: here }, { organises: here }, { attendances: here }, { noteVisits: here }] },
      select: { id: true, name: true, email: true, invitations: { where: { sessionId }, select: { address: true } } },
    });
    return rows.map(({ id, name, email, invitations }) => ({ id, name, addresses: [...(email ? [email] : []), ...invitations.map(({ address }) => address)] }));
  }
}

async function look(tracer: Tracer, value: unknown, counts: Counts): Promise<void> {
  let since = performance.now();
  for (const _ of tracer.inValue(value, counts)) {
    if (performance.now() - since < SLICE) continue;
    await new Promise((resume) => setImmediate(resume));
    since = performance.now();
  }
}

/** What a query gives, by a cursor of the database: however much it is, little of it is here at once. */
async function* rowsOf(tx: Transaction, sql: string, given: unknown[], atOnce: number): AsyncGenerator<unknown> {
  await tx.$executeRawUnsafe(`declare traces no scroll cursor for ${GIVEN} ${sql}`, ...given);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(`fetch ${atOnce} from traces`);
    for (const row of rows) yield Object.values(row)[0];
    if (rows.length < atOnce) break;
  }
  await tx.$executeRawUnsafe('close traces');
}
