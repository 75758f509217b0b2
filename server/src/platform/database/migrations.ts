import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type Pool } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { withSchemaEngine, type MigrationList } from './schema-engine.js';

export const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/**
 * Brings the database to the newest migration and returns the names of those applied. Each is one transaction,
 * together with its being marked as done: a start that is killed half-way is simply tried again by the next one.
 */
export async function migrate(databaseUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  return withSchemaEngine(new WholeScripts(databaseUrl), async (engine) => {
    const filters = { externalTables: [], externalEnums: [] };
    const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
    if (found.history && found.history.diagnostic !== 'databaseIsBehind') {
      const [unknown] = found.history.unpersistedMigrationNames;
      throw new CannotStart(`This database was changed by a newer or other Kenniskamer (it has ${unknown}, which this one does not know); start that version.`);
    }
    const [edited] = found.editedMigrationNames;
    if (edited) throw new CannotStart(`The migration ${edited} was edited after this database had it; put it back and write a new one.`);
    for (const migrationName of found.failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  });
}

export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => {
      const value = await readFile(join(folder, path, 'migration.sql'), 'utf8');
      return { path, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories };
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * Prisma's adapter splits a script at every `;`, also inside `$$ … $$` and literals, and a failing one leaves half
 * its tables. Sent whole, PostgreSQL runs it as one transaction.
 */
export class WholeScripts extends PrismaPg {
  constructor(private readonly url: string) {
    super(url);
  }

  override async connect(): Promise<Adapter> {
    return sendWhole(await super.connect());
  }

  /** A database of our own: Prisma drops its shadow database while it is still connected to it, which fails. */
  override async connectToShadowDb(): Promise<Adapter> {
    const name = `kenniskamer_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
    await onServer(this.url, `create database ${name}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    const shadow = sendWhole(await new PrismaPg(url.href).connect());
    const leave = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await leave();
      await onServer(this.url, `drop database ${name} with (force)`);
    };
    return shadow;
  }
}

function sendWhole(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    const pool: Pool = adapter.underlyingDriver();
    const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('_prisma_migrations') is not null as there`);
    // Done in the same transaction as the script itself: the engine's own mark, which follows, could miss a kill.
    const mark = `\n;update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null`;
    await pool.query(rows[0]?.there ? script + mark : script);
  };
  return adapter;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
