// `node bin/migration.mjs WHAT`: writes the next migration, from the difference between the migrations and the schema.
// Read it before you commit it: what Prisma cannot say is written by hand, and it may want to drop such a thing.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { NODE, Refusal, refuse, ROOT, run } from './run.mjs';

async function main() {
  const what = process.argv[2];
  if (!/^[a-z0-9_]{3,60}$/.test(what ?? '')) throw new Refusal('Say what changes, in lower case: node bin/migration.mjs person_birthday');
  if (!process.versions.node.startsWith('24.')) {
    await prepare();
    return run('The migration', NODE, ['--disable-warning=ExperimentalWarning', process.argv[1], what]);
  }
  const { startCluster } = await import('../server/dist/platform/database/cluster.js');
  const { nextMigration } = await import('../server/dist/platform/database/migration-diff.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'kenniskamer-migration-'));
  const cluster = await startCluster({ dataDir });
  try {
    const sql = await nextMigration(cluster.url, join(ROOT, 'prisma'));
    if (!sql) throw new Refusal('The migrations and the schema agree: there is nothing to write.');
    const name = `${new Date().toISOString().replace(/\D/g, '').slice(0, 12)}_${what}`;
    mkdirSync(join(ROOT, 'prisma/migrations', name));
    writeFileSync(join(ROOT, 'prisma/migrations', name, 'migration.sql'), `${sql}\n`);
    console.error(`prisma/migrations/${name}/migration.sql`);
  } finally {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.exit(0); // the engine leaves a timer of ten seconds behind
}

main().catch(refuse);
