import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMigrations, withEngineOn } from './migrations.js';

/**
 * The SQL that brings the migrations in `prisma/migrations` to what the schema now says, or '' when they agree.
 * What Prisma cannot say (checks, exclusions, partial and text indexes, triggers) is still to be added by hand,
 * and a statement that would drop such a thing is to be taken out. `databaseUrl` is a server to make a scratch database on.
 */
export async function nextMigration(databaseUrl: string, prismaFolder: string): Promise<string> {
  const files = await readSchema(prismaFolder);
  const migrations = await readMigrations(join(prismaFolder, 'migrations'));
  return withEngineOn(
    databaseUrl,
    async (engine) => {
      const { stdout } = await engine.diff({
        from: { tag: 'migrations', ...migrations },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      });
      return /^-- This is an empty migration/m.test(stdout ?? '') ? '' : (stdout ?? '').trim();
    },
    { files },
  );
}

async function readSchema(folder: string): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(names.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })));
}
