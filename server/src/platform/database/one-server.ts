import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { reach } from './reach.js';

/** Our number among the database's advisory locks: "kk". */
const LOCK = [0x6b6b, 1];
/** A predecessor that was just killed lets go within moments. */
const PATIENCE_MS = 3000;
/** How long the database may be away (a restart, a failover) before we must stop. */
const ABSENCE_MS = 60_000;

export interface Claim {
  release(): Promise<void>;
  /** Settles when the database is no longer ours alone, with the reason. */
  lost: Promise<string>;
}

/**
 * Makes this the only server on its database: live rooms are kept in memory, so two would not see each other's. Held
 * by a connection of its own, it goes with the process, however that ends.
 */
export async function claimDatabase(databaseUrl: string): Promise<Claim> {
  let client = await locked(databaseUrl, PATIENCE_MS);
  let released = false;
  let lose!: (why: string) => void;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const watch = () => {
    client.on('error', () => undefined); // 'end' follows
    client.once('end', () => void again());
  };
  const again = async () => {
    const began = Date.now();
    while (!released) {
      try {
        client = await locked(databaseUrl, 0);
        return watch();
      } catch (error) {
        if (error instanceof InUse || Date.now() - began > ABSENCE_MS) return lose(String(error));
        await wait(500);
      }
    }
  };
  watch();
  return {
    lost,
    release: async () => {
      released = true;
      await client.end();
    },
  };
}

class InUse extends CannotStart {}

async function locked(databaseUrl: string, patience: number): Promise<Client> {
  const client = await reach(databaseUrl);
  client.on('error', () => undefined); // the query that meets it rejects as well
  const began = Date.now();
  for (;;) {
    const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1, $2) as ours', LOCK);
    if (rows[0]?.ours) return client;
    if (Date.now() - began >= patience) break;
    await wait(200);
  }
  await client.end();
  throw new InUse('Another Kenniskamer runs on this database; stop that one first.');
}
