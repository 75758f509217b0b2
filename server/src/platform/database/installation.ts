import type { Client } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { reach } from './reach.js';

export type Mode = 'DEMO' | 'REAL';

/** A database is a demonstration or real from its first start on: invented people must never meet real ones. */
export async function refuseOtherMode(databaseUrl: string, mode: Mode): Promise<void> {
  const marked = await withDatabase(databaseUrl, readMark);
  if (marked === null || marked === mode) return;
  throw new CannotStart(
    marked === 'DEMO'
      ? 'This database holds a demonstration, with invented people; for real, give another database or data folder.'
      : 'This database is real, no demonstration; for a demonstration, give another data folder (DATA_DIR), or leave out DEMO.',
  );
}

export async function markMode(databaseUrl: string, mode: Mode): Promise<void> {
  await withDatabase(databaseUrl, (client) => client.query('insert into "Installation" (mode) values ($1) on conflict do nothing', [mode]));
  await refuseOtherMode(databaseUrl, mode);
}

/** Without anybody to let people in, and nobody to mail, a real server is of no use. */
export async function refuseWithoutAdministrator(databaseUrl: string): Promise<void> {
  const { rowCount } = await withDatabase(databaseUrl, (client) =>
    client.query(
      `select from "RoleGrant" join "Person" on "Person"."id" = "personId"
       where "role" = 'ADMINISTRATOR' and "maySignIn" and "leftOn" is null limit 1`,
    ),
  );
  if (!rowCount) throw new CannotStart('There is no administrator yet: set ADMIN_EMAIL to who gets the first sign-in link.');
}

async function readMark(client: Client): Promise<string | null> {
  const { rows: there } = await client.query<{ is: boolean }>(`select to_regclass('"Installation"') is not null as is`);
  if (!there[0]?.is) return null;
  const { rows } = await client.query<{ mode: string }>('select mode from "Installation"');
  return rows[0]?.mode ?? null;
}

async function withDatabase<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await reach(databaseUrl);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
