import { execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { ask, databaseAt } from './cluster.setup.js';
import { isRoot } from './server-process.js';

const run = promisify(execFile);
const NOBODY = 65534;

/** PostgreSQL as Debian packages it and a ministry runs it, on a folder and a port of its own: not the system's cluster. */
export class DebianPostgres {
  private constructor(
    private readonly programs: string,
    private readonly port: number,
    private readonly ended: Promise<void>,
    private readonly kill: () => void,
  ) {}

  static async start(folder: string): Promise<DebianPostgres> {
    const programs = await newest();
    await mkdir(folder);
    if (isRoot) await chown(folder, NOBODY, NOBODY); // it refuses to run as root
    await chmod(folder, 0o700);
    const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const options = { ...as, cwd: '/', env: { PATH: process.env['PATH'], HOME: '/nonexistent', LC_ALL: 'C.UTF-8' } };
    await run(`${programs}/initdb`, ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '-D', `${folder}/data`], options);
    const port = await freePort();
    const child = spawn(`${programs}/postgres`, ['-D', `${folder}/data`, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-F'], { ...options, stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const cluster = new DebianPostgres(programs, port, ended, () => child.kill('SIGINT'));
    await cluster.answers();
    await ask(cluster.at('postgres', 'postgres'), 'create role kenniskamer login');
    return cluster;
  }

  /** An empty database, as its administrator makes it: of a user who may do no more than own it. */
  async makes(name: string): Promise<string> {
    await ask(this.at('postgres', 'postgres'), `create database ${name} owner kenniskamer encoding 'UTF8' template template0`);
    return this.at(name);
  }

  at(name: string, user = 'kenniskamer'): string {
    return databaseAt(`postgresql://${user}@127.0.0.1:${this.port}/`, name);
  }

  /** Of the same version as the server: `pg_dump` and `pg_restore` as an administrator runs them. */
  async runs(program: 'pg_dump' | 'pg_restore', args: string[]): Promise<void> {
    await run(`${this.programs}/${program}`, args);
  }

  async stop(): Promise<void> {
    this.kill();
    await this.ended;
  }

  private async answers(): Promise<void> {
    for (;;) {
      const up = await ask(this.at('postgres', 'postgres'), 'select').then(() => true, () => false);
      if (up) return;
      const gone = await Promise.race([this.ended.then(() => true), new Promise<false>((resume) => setTimeout(() => resume(false), 50))]);
      if (gone) throw new Error('the PostgreSQL of Debian did not start');
    }
  }
}

async function newest(): Promise<string> {
  const versions = (await readdir('/usr/lib/postgresql')).sort((a, b) => Number(b) - Number(a));
  return `/usr/lib/postgresql/${versions[0]}/bin`;
}

/** A moment later somebody else may have it; then starting fails and says so. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
