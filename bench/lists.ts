import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createApp } from '../server/dist/app.js';
import { AgendaSeed } from '../server/dist/features/agenda/seed.service.js';
import { startCluster } from '../server/dist/platform/database/cluster.js';
import { Database } from '../server/dist/platform/database/database.service.js';
import { COOKIE, hashOf } from '../server/dist/platform/sign-in/viewers.service.js';
import { listsInSql } from './lists-in-sql.ts';
import { makeDatabase, settings } from './settings.ts';

const SIZES = [50, 5000] as const;
const ROUNDS = 30;

export interface ListResult {
  list: string;
  /** Milliseconds per request over HTTP, the middle one. */
  few: number;
  many: number;
  /** The same rows by one query in SQL, at the large size. */
  sql: number;
  /** many / sql; at most 3 is asked. */
  toSql: number;
  /** many / few: near 1 when the cost grows with the page. */
  growth: number;
}

/** The session list, the question page and the action list, each over HTTP against the same rows in SQL. */
export async function measureLists(): Promise<ListResult[]> {
  const few = await measure(SIZES[0]);
  const many = await measure(SIZES[1]);
  return Object.keys(many.ours).map((list) => {
    const [low, high, sql] = [few.ours[list] ?? 0, many.ours[list] ?? 0, many.sql[list] ?? 0];
    return { list, few: low, many: high, sql, toSql: high / sql, growth: high / low };
  });
}

async function measure(size: number): Promise<{ ours: Record<string, number>; sql: Record<string, number> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kk-bench-'));
  const cluster = await startCluster({ dataDir });
  const sql = new Client({ connectionString: cluster.url });
  try {
    await makeDatabase(cluster.url);
    await sql.connect();
    const app = await createApp({ settings: settings({ dataDir, databaseUrl: cluster.url, smtpUrl: 'smtp://127.0.0.1:9' }), databaseUrl: cluster.url });
    try {
      await app.get(AgendaSeed).load();
      const { token, personId } = await fill(app.get(Database), size);
      await app.listen(0, '127.0.0.1');
      const address = app.getHttpServer().address();
      const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/v1`;
      const get = async (path: string): Promise<void> => {
        const response = await fetch(base + path, { headers: { cookie: `${COOKIE}=${token}` } });
        if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
        await response.arrayBuffer();
      };
      const questionId = (await app.get(Database).wording.findFirstOrThrow({ where: { code: 'A1.3' }, select: { questionId: true } })).questionId;
      const sessions = `/sessions?view=READABLE&when=PAST&limit=50&questionId=${questionId}`;
      const page = ['/questions/A1.3', '/questions/A1.3/outcomes/overview', '/actions?question=A1.3&state=ALL&limit=20', sessions];
      const ours = {
        'session list': await middle(() => get('/sessions?view=READABLE&when=PAST&limit=50')),
        'question page': await middle(async () => void (await Promise.all(page.map(get)))),
        'action list': await middle(() => get('/actions?limit=50')),
      };
      return { ours, sql: await listsInSql(sql, personId, questionId, middle) };
    } finally {
      await app.close();
    }
  } finally {
    await sql.end();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The middle of the times in milliseconds, after a few to warm up. */
async function middle(work: () => Promise<void>): Promise<number> {
  for (let round = 0; round < 5; round += 1) await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((one, other) => one - other)[ROUNDS / 2] ?? 0;
}

/** So many final sessions of the past, twelve people each, with four outcomes of which one an action. */
async function fill(db: Database, size: number): Promise<{ token: string; personId: string }> {
  const unit = await db.unit.create({ data: { code: 'BENCH', name: 'Directie Bench', kind: 'DIRECTORATE' } });
  const people = Array.from({ length: 300 }, (_, index) => ({ id: randomUUID(), name: `Persoon ${index}`, email: `bench${index}@example.nl`, unitId: unit.id }));
  await db.person.createMany({ data: people });
  const questions = await db.wording.findMany({ where: { kind: 'SUB' }, select: { questionId: true }, orderBy: { place: 'asc' } });
  const person = (index: number): string => people[index % people.length]?.id ?? '';
  const question = (index: number): string => questions[index % questions.length]?.questionId ?? '';
  for (let from = 0; from < size; from += 500) {
    const sessions = Array.from({ length: Math.min(500, size - from) }, (_, index) => ({ id: randomUUID(), at: from + index }));
    const startsAt = (at: number): Date => new Date(Date.now() - (at + 2) * 3_600_000 * 6);
    await db.session.createMany({ data: sessions.map(({ id, at }) => ({ id, title: `Kenniskamer ${at}`, startsAt: startsAt(at), endsAt: new Date(startsAt(at).getTime() + 5_400_000), levels: ['DIRECTOR' as const] })) });
    await db.sessionOrganiser.createMany({ data: sessions.map(({ id, at }) => ({ sessionId: id, personId: person(at) })) });
    await db.sessionQuestion.createMany({ data: sessions.flatMap(({ id, at }) => [0, 1].map((place) => ({ sessionId: id, questionId: question(at + place), place }))) });
    for (const [table, data] of [['sending', { people: 12 }], ['ending', {}], ['finalisation', { version: 1 }]] as const) {
      const rows = sessions.map(({ id, at }) => ({ sessionId: id, byId: person(at), ...data }));
      if (table === 'sending') await db.sending.createMany({ data: rows.map((row) => ({ ...row, people: 12 })) });
      else if (table === 'ending') await db.ending.createMany({ data: rows });
      else await db.finalisation.createMany({ data: rows.map((row) => ({ ...row, version: 1 })) });
    }
    await db.invitation.createMany({
      data: sessions.flatMap(({ id, at }) =>
        Array.from({ length: 12 }, (_, seat) => {
          const key = randomUUID();
          return { sessionId: id, personId: person(at * 12 + seat), address: `bench@example.nl`, language: 'nl' as const, uid: key, linkHash: `l${key}`, replyHash: `r${key}`, partstat: 'ACCEPTED' as const };
        }),
      ),
    });
    const notes = sessions.map(({ id, at }) => ({ id: randomUUID(), sessionId: id, at }));
    await db.note.createMany({ data: notes.map(({ id, sessionId }) => ({ id, sessionId })) });
    const kinds = ['DECISION', 'INSIGHT', 'WHITE_SPOT', 'ACTION'] as const;
    const outcomes = notes.flatMap((note) => kinds.map((kind, place) => ({ id: randomUUID(), noteId: note.id, blockId: `block-${place}`, kind, place, text: `Opbrengst ${place} van kenniskamer ${note.at}`, at: note.at })));
    await db.outcome.createMany({ data: outcomes.map(({ id, noteId, blockId, kind, place, text }) => ({ id, noteId, blockId, kind, place, text })) });
    await db.outcomeQuestion.createMany({ data: outcomes.map(({ id, at }) => ({ outcomeId: id, questionId: question(at) })) });
    await db.action.createMany({ data: outcomes.filter(({ kind }) => kind === 'ACTION').map(({ id, at }) => ({ outcomeId: id, ownerId: person(at), dueOn: new Date(Date.UTC(2027, 0, 1 + (at % 300))) })) });
  }
  await db.$executeRaw`analyze`;
  const token = randomBytes(32).toString('base64url');
  await db.signIn.create({ data: { hash: hashOf(token), personId: person(0), endsAt: new Date(Date.now() + 3_600_000) } });
  return { token, personId: person(0) };
}
