import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { ask, databaseAt } from '../support/cluster.setup.js';
import { asNobody, isRoot, Scratch, ServerProcess } from '../support/server-process.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
/** Starts for real: without a demonstration to load, on the built-in database as well. */
const REAL = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'kk@example.nl', ADMIN_EMAIL: 'beheer@example.nl' };
// Whole servers start here, some three in a row: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make();
  await chmod(scratch.folder, 0o755);
});
afterEach(() => scratch.clear());

const bareStart = (settings: Record<string, string>, as?: string[]) => scratch.track(ServerProcess.bare(settings, as));

test('npm start serves, logs without what is secret, and stops cleanly at Ctrl-C; its demonstration never becomes real', async () => {
  const DATA_DIR = scratch.at('data');
  const server = scratch.track(ServerProcess.npm({ DATA_DIR, LOG_LEVEL: 'trace' }));
  const address = await server.ready();
  expect(address).toMatch(/^http:\/\/localhost:\d+$/);
  expect(await (await fetch(`${address}/health/ready`)).json()).toEqual({ status: 'ok', database: 'ok', disk: 'ok' });
  const token = 'q3v5mZx0YkT7u1Rw9sBcDeFgHiJkLmNo';
  const answer = await fetch(`${address}/api/v1/nothing/${token}?q=vertrouwelijk`, { headers: { cookie: `kenniskamer=${token}`, 'accept-language': 'en' } });
  const { requestId } = (await answer.json()) as { requestId: string };

  expect(await server.stop('SIGINT')).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
  await expect(stat(scratch.at('data/postgres/postmaster.pid'))).rejects.toThrow('ENOENT');
  // What `npm start` itself does before the server is said in words.
  const lines = server.err.trim().split('\n').filter((line) => !line.startsWith('kenniskamer: ')).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.find((line) => line['reqId'] === requestId)).toMatchObject({ level: 'info', method: 'GET', path: '/api/v1/nothing/…', status: 404 });
  for (const secret of [token, 'vertrouwelijk', (await readFile(scratch.at('data/SECRET'), 'utf8')).trim()]) expect(server.err).not.toContain(secret);

  expect(await bareStart({ ...REAL, DATA_DIR }).refusal()).toEqual({
    code: 1, said: 'This database holds a demonstration, with invented people; for real, give another database or data folder.',
  });
});

test('a data folder outlives a start that was broken off, a killed npm and a killed server, and has one user', async () => {
  const DATA_DIR = scratch.at('data');
  const broken = bareStart({ ...REAL, DATA_DIR });
  await until(() => exists(DATA_DIR));
  expect(await broken.stop('SIGTERM')).toBe(0);
  await until(async () => !(await exists(scratch.at('data/postgres/postmaster.pid'))));

  const byNpm = scratch.track(ServerProcess.npm({ ...REAL, DATA_DIR }));
  const address = await byNpm.ready();
  const secret = await readFile(scratch.at('data/SECRET'), 'utf8');
  expect(await byNpm.stop('SIGKILL')).toBe(137);
  await until(async () => !(await answers(address)));
  await until(async () => !(await exists(scratch.at('data/postgres/postmaster.pid'))));

  const killed = bareStart({ ...REAL, DATA_DIR });
  await killed.ready();
  expect(await readFile(scratch.at('data/SECRET'), 'utf8')).toBe(secret);
  expect((await stat(scratch.at('data/SECRET'))).mode & 0o777).toBe(0o600);
  await killed.stop('SIGKILL');

  const goesOn = await bareStart({ ...REAL, DATA_DIR }).ready(); // at once: the killed one's PostgreSQL is still on its way out
  expect(await bareStart({ ...REAL, DATA_DIR }).refusal()).toEqual({ code: 1, said: expect.stringMatching(/^The data folder .* is in use by another Kenniskamer; .*$/) });
  if (isRoot) {
    const refused = await bareStart({ ...REAL, DATA_DIR }, asNobody).refusal();
    expect(refused).toEqual({ code: 1, said: expect.stringMatching(/^The data folder .*data cannot be written by uid 65534 \(EACCES\)\..*$/) });
  }
  expect((await fetch(`${goesOn}/health/ready`)).status).toBe(200);
});

test.runIf(isRoot)('an ordinary user starts it as well', async () => {
  await mkdir(scratch.at('theirs'), { mode: 0o777 });
  await chmod(scratch.at('theirs'), 0o777);
  const server = bareStart({ ...REAL, DATA_DIR: scratch.at('theirs/data') }, asNobody);
  await server.ready();
  expect((await stat(scratch.at('theirs/data/postgres'))).uid).toBe(65534);
  expect(await server.stop('SIGINT')).toBe(0);
});

test('a port in use is one sentence, before anything is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const PORT = String((other.address() as AddressInfo).port);
  const refused = await bareStart({ ...REAL, DATA_DIR: scratch.at('data'), PORT }).refusal();
  expect(refused).toEqual({ code: 1, said: `Port ${PORT} is in use; stop what uses it, or set PORT to another.` });
  expect(await exists(scratch.at('data/postgres'))).toBe(false);
  await new Promise((resolve) => other.close(resolve));
});

test('a data folder that cannot be written is one sentence', async () => {
  await writeFile(scratch.at('file'), '');
  const refused = await bareStart({ ...REAL, DATA_DIR: scratch.at('file/data') }).refusal();
  expect(refused).toEqual({ code: 1, said: expect.stringMatching(/^The data folder .*file\/data cannot be written by uid \d+ \(ENOTDIR\)\..*$/) });
});

test('a second server on one database refuses, also after the first lost its connections; a real one never becomes a demonstration', async () => {
  const DATABASE_URL = await emptyDatabase();
  const settings = { ...REAL, DATABASE_URL, SECRET, DATA_DIR: scratch.at('data') };
  const first = bareStart(settings);
  const address = await first.ready();
  const refused = { code: 1, said: 'Another Kenniskamer runs on this database; stop that one first.' };
  expect(await bareStart(settings).refusal()).toEqual(refused);
  await ask(inject('cluster'), `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(DATABASE_URL).pathname.slice(1)}'`);
  await until(async () => (await fetch(`${address}/health/ready`)).status === 200);
  expect(await bareStart(settings).refusal()).toEqual(refused);
  await first.stop('SIGKILL');
  // The database is free for another now: it is refused for what it is.
  expect(await bareStart({ ...settings, DEMO: '1' }).refusal()).toEqual({
    code: 1, said: 'This database is real, no demonstration; for a demonstration, give another data folder (DATA_DIR), or leave out DEMO.',
  });
});

test('for real, somebody must be the first administrator', async () => {
  const settings = { DATABASE_URL: await emptyDatabase(), SECRET, SMTP_URL: REAL.SMTP_URL, MAIL_FROM: REAL.MAIL_FROM, DATA_DIR: scratch.at('data') };
  expect(await bareStart(settings).refusal()).toEqual({
    code: 1, said: 'There is no administrator yet: set ADMIN_EMAIL to who gets the first sign-in link.',
  });
});

test('a database that cannot be reached, or lets us not in, is one sentence without its password', async () => {
  const settings = { ...REAL, SECRET, DATA_DIR: scratch.at('data') };
  expect(await bareStart({ ...settings, DATABASE_URL: 'postgresql://kk:hush-hush@127.0.0.1:1/kk' }).refusal()).toEqual({
    code: 1, said: 'The database at 127.0.0.1:1/kk cannot be reached (ECONNREFUSED); look at DATABASE_URL, and whether it runs.',
  });
  const absent = await bareStart({ ...settings, DATABASE_URL: databaseAt(inject('cluster'), 'no_such_database') }).refusal();
  expect(absent).toEqual({ code: 1, said: expect.stringMatching(/^There is no such database at .*; make it, or set DATABASE_URL\.$/) });
});

test('each wrong setting is one sentence, which does not say its value', async () => {
  const refused = await bareStart({ PORT: 'eighty', SMTP_URL: 'http://hush-hush', SECRET: 'short', DEMO: 'perhaps', DATA_DIR: scratch.at('data') }).refusal();
  expect(refused.code).toBe(1);
  expect(refused.said.split('\n')).toEqual([
    'PORT must be a number from 0 to 65535.',
    'SMTP_URL must be an address such as smtp://user:password@host:587.',
    'SECRET must be at least 32 characters that nobody can guess, such as openssl rand -hex 32 gives.',
    'DEMO must be 1 or 0.',
  ]);
});

let databases = 0;
async function emptyDatabase(): Promise<string> {
  const name = `start_${process.pid}_${++databases}`;
  await ask(inject('cluster'), `create database ${name}`);
  return databaseAt(inject('cluster'), name);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(() => true, () => false);
}
