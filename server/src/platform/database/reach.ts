import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { CannotStart } from '../config/cannot-start.js';

const OLDEST = 150_000;
/** A server that has just been started may still be recovering. */
const RECOVERY_PATIENCE_MS = 60_000;

/** A connection to the database; throws `CannotStart` with why there is none, without the address's password. */
export async function reach(databaseUrl: string): Promise<Client> {
  const began = Date.now();
  for (;;) {
    const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 30_000, keepAlive: true, application_name: 'kenniskamer' });
    try {
      await client.connect();
      await refuseUnfit(client);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined); // what went wrong before is what matters
      const isStarting = error instanceof DatabaseError && error.code === '57P03';
      if (!isStarting || Date.now() - began > RECOVERY_PATIENCE_MS) throw explained(error, databaseUrl);
      await wait(250);
    }
  }
}

async function refuseUnfit(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; readOnly: boolean }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding, pg_is_in_recovery() as "readOnly"`,
  );
  const [is] = rows;
  if (!is || is.version < OLDEST) throw new CannotStart('Kenniskamer needs PostgreSQL 15 or newer; the server at DATABASE_URL is older.');
  if (is.encoding !== 'UTF8') throw new CannotStart(`The database at DATABASE_URL has the encoding ${is.encoding}; make one with encoding UTF8.`);
  if (is.readOnly) throw new CannotStart('The database at DATABASE_URL is a standby that cannot be written; give the address of the primary.');
}

function explained(error: unknown, databaseUrl: string): Error {
  if (error instanceof CannotStart) return error;
  const at = whereIs(databaseUrl);
  if (error instanceof DatabaseError) {
    if (error.code === '28P01' || error.code === '28000') return new CannotStart(`The database at ${at} refuses the user or the password in DATABASE_URL.`);
    if (error.code === '3D000') return new CannotStart(`There is no such database at ${at}; make it, or set DATABASE_URL.`);
    return new CannotStart(`The database at ${at} refuses us: ${error.message} (${error.code}).`);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return new CannotStart(`The database at ${at} cannot be reached (${code ?? message}); look at DATABASE_URL, and whether it runs.`);
}

function whereIs(databaseUrl: string): string {
  const { hostname, port, pathname, searchParams } = new URL(databaseUrl);
  return `${searchParams.get('host') ?? hostname}${port && `:${port}`}${pathname}`;
}
