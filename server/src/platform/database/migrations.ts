import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '../config/cannot-start.js';
import { EngineConnections } from './engine-connections.js';
import { withSchemaEngine, type EngineWork, type MigrationList, type SchemasContainer } from './schema-engine.js';

export const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/**
 * Brings the database to the newest migration and returns the names of those applied. Each is one transaction,
 * together with its being marked as done: a start that is killed half-way is simply tried again by the next one.
 */
export async function migrate(databaseUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const migrationsList = await readMigrations(folder);
  return withEngineOn(databaseUrl, async (engine) => {
    const filters = { externalTables: [], externalEnums: [] };
    const look = () => engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
    // One that failed left nothing behind, so it is simply tried again, perhaps mended.
    for (const migrationName of (await look()).failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    const { history, editedMigrationNames } = await look();
    if (history && history.diagnostic !== 'databaseIsBehind') {
      const [unknown] = history.unpersistedMigrationNames;
      throw new CannotStart(`This database was changed by a newer or other Kenniskamer (it has ${unknown}, which this one does not know); start that version.`);
    }
    const [edited] = editedMigrationNames;
    if (edited) throw new CannotStart(`The migration ${edited} was edited after this database had it; put it back and write a new one.`);
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

/** `work` with Prisma's engine on the database at `url`; all its connections are closed afterwards. */
export async function withEngineOn<T>(url: string, work: EngineWork<T>, schema?: SchemasContainer): Promise<T> {
  const adapters = new EngineConnections(url);
  try {
    return await withSchemaEngine(adapters, work, schema);
  } finally {
    await adapters.close(); // the engine itself leaves them open
  }
}
