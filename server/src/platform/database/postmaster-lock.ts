import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * What stands behind a `postmaster.pid` that keeps PostgreSQL from starting. A postmaster that was killed with us
 * keeps its file for a second or two; one whose machine stopped leaves it for ever, and then its pid may by now
 * be another program's (PostgreSQL looks only whether a process of that number exists).
 */
export async function lockHolder(folder: string): Promise<'SERVER' | 'NOBODY'> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = '', , , port = '', socketDir = ''] = text.split('\n').map((line) => line.trim());
  if (socketDir && (await answersFor(folder, socketDir, Number(port)))) return 'SERVER';
  return (await isPostmasterOf(folder, Number(pid))) ? 'SERVER' : 'NOBODY';
}

/** Above the highest number that Linux gives a process. */
const NO_PROCESS = '4194305';

/**
 * Puts a number in the lock file that no process has, so that PostgreSQL takes it for a leftover, and still looks for
 * connections of a former server that live on: removing the file would make it skip that.
 */
export async function disownLock(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.trim() === '') return rm(file, { force: true }); // a full disk cut it off: it names nobody
  await writeFile(file, text.replace(/^.*/, NO_PROCESS));
}

async function answersFor(folder: string, socketDir: string, port: number): Promise<boolean> {
  const client = new Client({ host: socketDir, port, user: 'kenniskamer', database: 'postgres', connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined); // it may stop while we ask: then it does not answer
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === folder;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** By its command line: `/proc/PID/exe` of another user's process may not be read, and its name alone may be Debian's own server. */
async function isPostmasterOf(folder: string, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...args] = line.split('\0');
  return program.endsWith('postgres') && args[args.indexOf('-D') + 1] === folder;
}
