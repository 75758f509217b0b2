import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startCluster, type Cluster } from '../../server/src/platform/database/cluster.js';
import { nextMigration } from '../../server/src/platform/database/migration-diff.js';
import { migrate } from '../../server/src/platform/database/migrations.js';

let cluster: Cluster;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kk-migrations-'));
  cluster = await startCluster({ dataDir: join(scratch, 'data') });
});
afterAll(async () => {
  await cluster.stop();
  await rm(scratch, { recursive: true });
});

let url: string;
let prisma: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  prisma = join(scratch, `prisma-${count}`);
  await sql(cluster.url, `create database toy_${count}`);
  url = cluster.url.replace('/kenniskamer?', `/toy_${count}?`);
});

test('applies each migration once, whole, with what Prisma would cut at its semicolons', async () => {
  await writeMigration('202601010900_pets', `
    create table "Pet" (id int primary key, says text not null default 'miaow; purr');
    create function loudly(pet int) returns text language plpgsql as $$
      begin return (select upper(says) from "Pet" where id = pet); end $$;
  `);
  expect(await migrate(url, join(prisma, 'migrations'))).toEqual(['202601010900_pets']);
  expect(await migrate(url, join(prisma, 'migrations'))).toEqual([]);
  await sql(url, 'insert into "Pet" (id) values (1)');
  expect(await sql(url, 'select loudly(1)')).toEqual([{ loudly: 'MIAOW; PURR' }]);
});

test('a migration that fails leaves nothing, says which and why, and is tried again once mended', async () => {
  await writeMigration('202601010900_pets', 'create table "Pet" (id int); create table "Bowl" (id no_such_type);');
  await expect(migrate(url, join(prisma, 'migrations'))).rejects.toThrow('Migration 202601010900_pets fails: type "no_such_type" does not exist.');
  expect(await tables()).toEqual(['_prisma_migrations']);
  await writeMigration('202601010900_pets', 'create table "Pet" (id int);');
  expect(await migrate(url, join(prisma, 'migrations'))).toEqual(['202601010900_pets']);
  expect(await tables()).toEqual(['Pet', '_prisma_migrations']);
});

test('a migration that was committed just before a kill counts as done', async () => {
  await writeMigration('202601010900_pets', `
    create table "Pet" (id int);
    create function dies() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
    create trigger dies before update of applied_steps_count on _prisma_migrations execute function dies();
  `); // the engine's own mark, after the script, is thereby cut off as a kill would
  await expect(migrate(url, join(prisma, 'migrations'))).rejects.toThrow('killed');
  await sql(url, 'drop trigger dies on _prisma_migrations');
  expect(await migrate(url, join(prisma, 'migrations'))).toEqual([]);
  expect(await tables()).toEqual(['Pet', '_prisma_migrations']);
});

test('a database of a newer version is refused, untouched', async () => {
  await writeMigration('202601010900_pets', 'create table "Pet" (id int);');
  await writeMigration('202701010900_birds', 'create table "Bird" (id int);');
  await migrate(url, join(prisma, 'migrations'));
  await rm(join(prisma, 'migrations', '202701010900_birds'), { recursive: true });
  await expect(migrate(url, join(prisma, 'migrations'))).rejects.toThrow(/newer or other Kenniskamer \(it has 202701010900_birds/);
});

test('an edited migration is refused', async () => {
  await writeMigration('202601010900_pets', 'create table "Pet" (id int);');
  await migrate(url, join(prisma, 'migrations'));
  await writeMigration('202601010900_pets', 'create table "Pet" (id bigint);');
  await expect(migrate(url, join(prisma, 'migrations'))).rejects.toThrow(/202601010900_pets was edited/);
});

test('writes the next migration from the schema, and none when they agree', async () => {
  await writeMigration('202601010900_pets', 'create table "Pet" ("id" integer not null, constraint "Pet_pkey" primary key ("id"), check ("id" > 0));');
  await writeFile(join(prisma, 'schema.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n');
  await mkdir(join(prisma, 'models'), { recursive: true });
  const pet = (more: string) => writeFile(join(prisma, 'models', 'pet.prisma'), `model Pet {\n  id Int @id\n${more}}\n`);
  await pet('');
  expect(await nextMigration(url, prisma)).toBe('');
  await pet('  name String\n');
  expect(await nextMigration(url, prisma)).toContain('ALTER TABLE "Pet" ADD COLUMN     "name" TEXT NOT NULL');
  expect(await sql(url, `select datname from pg_database where datname like 'kenniskamer_shadow%'`)).toEqual([]);
});

async function writeMigration(name: string, script: string): Promise<void> {
  await mkdir(join(prisma, 'migrations', name), { recursive: true });
  await writeFile(join(prisma, 'migrations', name, 'migration.sql'), script);
}

async function tables(): Promise<unknown[]> {
  const rows = await sql(url, `select tablename from pg_tables where schemaname = 'public' order by tablename collate "C"`);
  return rows.map((row) => row['tablename']);
}

async function sql(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
