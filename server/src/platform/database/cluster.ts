import { randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { makeSocketFolder, openDataFolder, openSocketFolder } from './data-folder.js';
import { engineFiles, type EngineFiles } from './engine-files.js';
import { engineUser, type EngineUser } from './engine-user.js';
import { disownLock, lockHolder } from './postmaster-lock.js';
import { runInitdb, runPostmaster, type Running } from './postmaster.js';

/** The PostgreSQL that comes with the packages, running on `dataDir/postgres` and reached by a unix socket. */
export interface Cluster {
  url: string;
  stop(): Promise<void>;
  /** Settles when it ended without our asking (a full disk, a kill), with what it said last. */
  lost: Promise<string>;
  /** The last lines it wrote. */
  lastLines: () => string[];
}

/** A killed predecessor needs a second or two to let go, and its last connections perhaps longer. */
const LOCK_PATIENCE_MS = 3_000;
const MEMORY_PATIENCE_MS = 15_000;
/** A server that goes on answering so long is not one that is on its way out. */
const IN_USE_AFTER_MS = 2_500;
/** Recovery after a crash; it replays at most a few checkpoints' work. */
const RECOVERY_PATIENCE_MS = 300_000;
const STOP_PATIENCE_MS = 20_000;

/** Throws `CannotStart`, with a sentence for whoever started us. */
export async function startCluster(given: { dataDir: string; socketDir?: string }): Promise<Cluster> {
  const files = await engineFiles();
  const dataDir = await openDataFolder(given.dataDir);
  const user = await engineUser(dataDir);
  const folder = join(dataDir, 'postgres');
  await makeCluster(files, user, dataDir, folder);
  await refuseOthersFolder(user, folder);
  if (given.socketDir) await makeSocketFolder(given.socketDir, user);
  const socketDir = given.socketDir ?? (await openSocketFolder(dataDir, user));

  const postmaster = await startPostmaster({ files, user, folder, socketDir });
  await makeDatabase(socketDir).catch(async (error: unknown) => {
    await stopPostmaster(postmaster);
    throw error;
  });
  let stopping: Promise<void> | undefined;
  return {
    url: `postgresql://kenniskamer@localhost/kenniskamer?host=${encodeURIComponent(socketDir)}`,
    stop: () => (stopping ??= stopPostmaster(postmaster)),
    lastLines: () => postmaster.lastLines(),
    lost: new Promise((resolve) => {
      void postmaster.ended.then(() => stopping ?? resolve(postmaster.lastLines().at(-1) ?? ''));
    }),
  };
}

/** Made beside and then renamed: a start that is killed half-way leaves no half cluster behind. */
async function makeCluster(files: EngineFiles, user: EngineUser, dataDir: string, folder: string): Promise<void> {
  if (await stat(folder).catch(() => null)) return;
  await clearHalfMade(dataDir);
  const fresh = `${folder}-new-${process.pid}-${randomUUID()}`;
  await mkdir(fresh, { mode: 0o700 });
  if (process.getuid?.() === 0) await chown(fresh, user.uid, user.gid);
  const { code, lines } = await runInitdb(files, user, fresh);
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    throw new CannotStart(`The built-in database cannot be made in ${dataDir}: ${saying(lines)}`);
  }
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!(await stat(folder).catch(() => null))) throw error; // else another start was first; its cluster will do
  });
}

async function clearHalfMade(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^postgres-new-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL wants to own its folder; one that root made, met by an ordinary user, deserves a sentence. */
async function refuseOthersFolder(user: EngineUser, folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (uid === user.uid) return;
  throw new CannotStart(`The data folder ${folder} was made by another user (uid ${uid}); start as that user, or give the folder to uid ${user.uid}.`);
}

interface Place {
  files: EngineFiles;
  user: EngineUser;
  folder: string;
  socketDir: string;
}

async function startPostmaster({ files, user, folder, socketDir }: Place): Promise<Running> {
  const began = Date.now();
  for (;;) {
    const postmaster = runPostmaster(files, user, folder, socketDir);
    if (await becomesReady(postmaster, socketDir)) return postmaster;
    const lines = postmaster.lastLines();
    const hindrance = hindranceIn(lines);
    const waited = Date.now() - began;
    if (hindrance === null || waited > MEMORY_PATIENCE_MS) {
      throw new CannotStart(`The built-in database in ${folder} does not start: ${saying(lines)}`);
    }
    if (hindrance === 'LOCK') {
      const holder = await lockHolder(folder);
      if (holder === 'SERVER' && waited > IN_USE_AFTER_MS) {
        throw new CannotStart(`The data folder ${folder} is in use by another Kenniskamer; stop that one, or set DATA_DIR to another folder.`);
      }
      if (holder === 'NOBODY' && waited > LOCK_PATIENCE_MS) await disownLock(folder);
    }
    await wait(200);
  }
}

/** What another postmaster has, or had until just now: this folder's lock file, or its shared memory. */
function hindranceIn(lines: string[]): 'LOCK' | 'MEMORY' | null {
  if (lines.some((line) => /lock file .* (already exists|is empty)/.test(line))) return 'LOCK';
  return lines.some((line) => /shared memory block .* is still in use/.test(line)) ? 'MEMORY' : null;
}

async function becomesReady(postmaster: Running, socketDir: string): Promise<boolean> {
  const began = Date.now();
  while (!postmaster.hasEnded()) {
    if (await answersAsOurs(postmaster, socketDir)) return true;
    if (Date.now() - began > RECOVERY_PATIENCE_MS) {
      await stopPostmaster(postmaster);
      throw new CannotStart('The built-in database did not get ready in five minutes; see whether its disk works.');
    }
    await wait(25);
  }
  return false;
}

/**
 * Whether a server answers and is the one we started, by the pid in its lock file: an answer alone may be a
 * predecessor's last on the same socket, while ours gives up. While it recovers it refuses with 57P03.
 */
async function answersAsOurs(postmaster: Running, socketDir: string): Promise<boolean> {
  const client = await connected(socketDir, 'postgres').catch(() => null);
  if (!client) return false;
  try {
    const { rows } = await client.query<{ pid: string }>(`select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid`);
    return Number(rows[0]?.pid) === postmaster.process.pid;
  } catch (error) {
    if (error instanceof DatabaseError || postmaster.hasEnded()) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connected(socketDir: string, database: string): Promise<Client> {
  const client = new Client({ host: socketDir, user: 'kenniskamer', database, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // the query that meets it rejects as well
  await client.connect();
  return client;
}

async function makeDatabase(socketDir: string): Promise<void> {
  const client = await connected(socketDir, 'postgres');
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'kenniskamer'`);
    if (rowCount === 0) await client.query('create database kenniskamer');
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions roll back, all that was committed is on disk. */
async function stopPostmaster(postmaster: Running): Promise<void> {
  if (postmaster.hasEnded()) return;
  postmaster.process.kill('SIGINT');
  const stopped = await Promise.race([postmaster.ended.then(() => true), wait(STOP_PATIENCE_MS, false, { ref: false })]);
  if (!stopped) postmaster.process.kill('SIGQUIT'); // at once; the next start recovers from the log
  await postmaster.ended;
}

/** The line that says why, without PostgreSQL's time stamp. */
function saying(lines: string[]): string {
  const line = lines.findLast((text) => /FATAL|PANIC|error/i.test(text)) ?? lines.at(-1) ?? 'it said nothing';
  return line.replace(/^.*?(FATAL|PANIC|error):\s*/i, '').replace(/\.?$/, '.');
}
