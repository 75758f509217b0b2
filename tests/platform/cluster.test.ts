import { spawn } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startCluster, type Cluster } from '../../server/src/platform/database/cluster.js';
import { makeSocketFolder } from '../../server/src/platform/database/data-folder.js';
import { restoreSymlinks } from '../../server/src/platform/database/engine-files.js';
import { isRoot } from '../support/server-process.js';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let running: Cluster[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kk-cluster-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((cluster) => cluster.stop()));
  await rm(folder, { recursive: true, force: true });
});

const start = async (dataDir = join(folder, 'data')) => {
  const cluster = await startCluster({ dataDir });
  running.push(cluster);
  return cluster;
};

test('is a real PostgreSQL with what we need of it, reached by a socket alone', async () => {
  const { url } = await start();
  const [is] = await ask(url, `select current_setting('server_version_num')::int / 10000 as version, current_setting('listen_addresses') as addresses,
    current_setting('fsync') as fsync, current_setting('data_checksums') as checksums, current_setting('TimeZone') as zone,
    to_tsvector('dutch', 'gemeenten')::text as stemmed, lower('ÉÉN') as lower`);
  expect(is).toEqual({ version: 18, addresses: '', fsync: 'on', checksums: 'on', zone: 'UTC', stemmed: "'gemeent':1", lower: 'één' });
  const names = await ask(url, `select name from (values ('Zeeland'), ('één'), ('Aa')) as t(name) order by name collate "nl-x-icu"`);
  expect(names.map(({ name }) => name)).toEqual(['Aa', 'één', 'Zeeland']);
});

test('what was stored is there after stopping and starting', async () => {
  const first = await start();
  await ask(first.url, 'create table kept (word text)');
  await ask(first.url, `insert into kept values ('boom')`);
  await first.stop();
  const second = await start();
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'boom' }]);
});

test('a lock file that outlived its machine does not keep it from starting, whoever has its number now', async () => {
  await (await start()).stop();
  const other = spawn('sleep', ['120'], { stdio: 'ignore', uid: isRoot ? 65534 : undefined }); // the user PostgreSQL runs as
  try {
    const lock = join(folder, 'data/postgres/postmaster.pid');
    await writeFile(lock, `${other.pid}\n${join(folder, 'data/postgres')}\n1700000000\n5432\n${folder}\n\n\n`);
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    other.kill();
  }
});

test('an empty lock file, left by a full disk, does not either', async () => {
  await (await start()).stop();
  await writeFile(join(folder, 'data/postgres/postmaster.pid'), '');
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('two that begin on one new folder: one runs, the other is told', async () => {
  const both = await Promise.allSettled([start(), start()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = both.filter((one) => one.status === 'rejected');
  expect(String(refused?.reason)).toMatch(/in use by another Kenniskamer/);
});

test('says of a statement that failed what was wrong, and none of its values', async () => {
  const { url, lastLines } = await start();
  await ask(url, 'create table one (word text unique)');
  const twice = async () => ask(url, `insert into one values ('wat niemand mag lezen'), ('wat niemand mag lezen')`);
  await expect(twice()).rejects.toThrow('duplicate key');
  await expect.poll(() => lastLines().join()).toContain('duplicate key');
  expect(lastLines().join()).not.toContain('niemand');
});

test('tells when it is lost', async () => {
  const cluster = await start();
  const [pid] = (await readFile(join(folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  expect(await cluster.lost).toEqual(expect.any(String));
});

test('an initdb that was cut off leaves nothing that hinders', async () => {
  await mkdir(join(folder, 'data/postgres-new-999999999-cut/base'), { recursive: true });
  await start();
  await expect(stat(join(folder, 'data/postgres-new-999999999-cut'))).rejects.toThrow('ENOENT');
});

test('restores the libraries’ symlinks where npm ran without scripts', async () => {
  const home = join(folder, 'package');
  await mkdir(join(home, 'native/lib'), { recursive: true });
  await writeFile(join(home, 'native/lib/libpq.so.5.18'), 'library');
  await writeFile(join(home, 'native/pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]));
  await restoreSymlinks(home);
  await restoreSymlinks(home);
  expect(await readlink(join(home, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(await readFile(join(home, 'native/lib/libpq.so.5'), 'utf8')).toBe('library');
});

test('a socket folder that others may enter is not trusted', async () => {
  const socketDir = join(folder, 'sockets');
  await mkdir(socketDir, { mode: 0o755 });
  const { uid, gid } = await lstat(dirname(socketDir));
  await expect(makeSocketFolder(socketDir, { uid, gid })).rejects.toThrow(/is open to others/);
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
