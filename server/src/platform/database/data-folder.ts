import { createHash, randomUUID } from 'node:crypto';
import { chown, lstat, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';

/** A unix socket's path has at most 107 characters on Linux, 103 on macOS; PostgreSQL adds its own name. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/** Makes `dataDir` if it is absent and returns its real path. Throws `CannotStart` when we may not write there. */
export async function openDataFolder(dataDir: string): Promise<string> {
  const probe = join(dataDir, `.writable-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
    return await realpath(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const who = `uid ${process.getuid?.() ?? 0}`;
    if (code === 'ENOSPC') throw new CannotStart(`The disk of the data folder ${dataDir} is full.`);
    throw new CannotStart(`The data folder ${dataDir} cannot be written by ${who} (${code ?? String(error)}). Give it to ${who}, or set DATA_DIR to another folder.`);
  }
}

/**
 * A folder for the socket, that nobody else may enter. Its name follows from user and data folder: short, and a
 * leftover of a killed server is used again.
 */
export async function openSocketFolder(dataDir: string, owner: { uid: number; gid: number }): Promise<string> {
  const mine = process.getuid?.() ?? 0;
  const name = `kenniskamer-${createHash('sha256').update(`${mine}:${dataDir}`).digest('hex').slice(0, 16)}`;
  const folder = [join(tmpdir(), name), join('/tmp', name)].find((path) => path.length <= LONGEST_SOCKET_FOLDER);
  if (!folder) throw new CannotStart(`The temporary folder's name is too long for a socket: ${tmpdir()}.`);
  await makeSocketFolder(folder, owner);
  return folder;
}

export async function makeSocketFolder(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  const mine = process.getuid?.() ?? 0;
  const made = await mkdir(folder, { mode: 0o700 }).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return false;
    throw new CannotStart(`The folder for the database's socket, ${folder}, cannot be made (${error.code}).`);
  });
  // Anybody may make names in /tmp: a folder, or a link, that somebody else laid there is not to be trusted.
  const found = await lstat(folder);
  const trusted = found.isDirectory() && (found.mode & 0o077) === 0 && (found.uid === owner.uid || found.uid === mine);
  if (!made && !trusted) throw new CannotStart(`${folder} belongs to somebody else or is open to others; remove it and start again.`);
  if (mine === 0) await chown(folder, owner.uid, owner.gid);
}
