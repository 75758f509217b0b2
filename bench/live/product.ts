import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startCluster } from '../../server/dist/platform/database/cluster.js';
import { Database } from '../../server/dist/platform/database/database.service.js';
import { hashOf } from '../../server/dist/platform/sign-in/viewers.service.js';
import { makeDatabase } from '../settings.ts';
import { contestant, type Contestant } from './processes.ts';

/** Our own server as it runs for real, with its PostgreSQL, and sessions under way with people who are signed in. */
export interface Product {
  server: Contestant;
  postmaster: number;
  /** A session under way; the first so many people are invited, and their sign-ins are given. */
  room(clients: number): Promise<{ id: string; tokens: string[] }>;
  /** Gives the session's note this past. */
  note(sessionId: string, snapshot: Uint8Array, upToSeq: number, rows: Uint8Array[]): Promise<void>;
  /** How many commits stored updates of these sessions' notes. */
  commits(sessionIds: string[]): Promise<number>;
  stop(): Promise<void>;
}

export async function startProduct(count: number, flags: string[]): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kk-bench-'));
  const cluster = await startCluster({ dataDir });
  await makeDatabase(cluster.url);
  const env = { DATABASE_URL: cluster.url, SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'Kenniskamer <kenniskamer@example.nl>', REPLY_ADDRESS: 'antwoord@example.nl', PUBLIC_URL: 'http://127.0.0.1', SECRET: randomBytes(32).toString('hex'), DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' };
  const server = await contestant('kenniskamer', 'ours', [...flags, '--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning', 'server/dist/main.js'], env);
  const db = new Database(cluster.url);
  const sql = new Client({ connectionString: cluster.url });
  await sql.connect();
  const people = Array.from({ length: count }, (_, at) => ({ id: randomUUID(), name: `Deelnemer ${at}`, email: `deelnemer${at}@example.nl` }));
  const tokens = people.map(() => randomBytes(32).toString('base64url'));
  await db.person.createMany({ data: people });
  await db.signIn.createMany({ data: people.map(({ id }, at) => ({ hash: hashOf(tokens[at] ?? ''), personId: id, endsAt: new Date(Date.now() + 7_200_000) })) });
  return {
    server,
    postmaster: Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    room: async (clients) => ({ id: await session(db, people.slice(0, clients).map(({ id }) => id)), tokens: tokens.slice(0, clients) }),
    note: async (sessionId, snapshot, upToSeq, rows) => {
      const seq = upToSeq + rows.length;
      const { id: noteId } = await db.note.create({ data: { sessionId, snapshot: new Uint8Array(snapshot), upToSeq, readSeq: seq } });
      await db.noteUpdate.createMany({ data: rows.map((bytes, at) => ({ noteId, seq: upToSeq + 1 + at, bytes: new Uint8Array(bytes) })) });
    },
    commits: async (ids) => {
      const { rows } = await sql.query<{ commits: string }>(
        `select count(distinct u."xmin"::text) as commits from "NoteUpdate" u join "Note" n on n."id" = u."noteId" where n."sessionId" = any($1::uuid[])`,
        [ids],
      );
      return Number(rows[0]?.commits);
    },
    stop: async () => {
      await server.stop();
      await sql.end();
      await db.$disconnect();
      await cluster.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function session(db: Database, [organiserId = '', ...invited]: string[]): Promise<string> {
  const startsAt = new Date(Date.now() - 600_000);
  const { id } = await db.session.create({
    data: {
      title: 'Rijksregie door de ogen van burgers',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 5_400_000),
      organisers: { create: { personId: organiserId } },
      sendings: { create: { byId: organiserId, people: invited.length } },
      items: { create: ['Welkom', 'Drie bedrijven', 'Wat we afspreken'].map((title, place) => ({ title, place })) },
    },
  });
  await db.invitation.createMany({
    data: invited.map((personId) => {
      const key = randomUUID();
      return { sessionId: id, personId, address: 'deelnemer@example.nl', language: 'nl' as const, uid: key, linkHash: `l${key}`, replyHash: `r${key}` };
    }),
  });
  return id;
}
