import { spawn, type ChildProcess } from 'node:child_process';
import type { EngineFiles } from './engine-files.js';
import type { EngineUser } from './engine-user.js';

/** A running program of PostgreSQL, with the last lines it wrote. */
export interface Running {
  process: ChildProcess;
  ended: Promise<number>;
  hasEnded(): boolean;
  lastLines(): string[];
}

const LINES_KEPT = 40;

export function runPostmaster(files: EngineFiles, user: EngineUser, folder: string, socketDir: string): Running {
  const settings = {
    listen_addresses: '', // the socket only
    unix_socket_permissions: '0700',
    max_connections: '200',
    log_min_messages: 'warning',
    // A statement that failed is told without the values that it failed on: text of notes and addresses stand there.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return runEngine(files.postgres, ['-D', folder, '-k', socketDir, ...options], user);
}

export async function runInitdb(files: EngineFiles, user: EngineUser, folder: string): Promise<{ code: number; lines: string[] }> {
  const options = [
    '--username=kenniskamer',
    '--auth=trust', // behind a socket folder that only this user may enter
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8', // depends on no locale of the system
    '--no-instructions',
  ];
  const initdb = runEngine(files.initdb, ['-D', folder, ...options], user);
  return { code: await initdb.ended, lines: initdb.lastLines() };
}

function runEngine(program: string, args: string[], user: EngineUser): Running {
  const [command, ...rest] = [...user.prefix, program, ...args] as [string, ...string[]];
  // A process group of its own: Ctrl-C goes to the whole group, and PostgreSQL would stop before our last write.
  const child = spawn(command, rest, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/', // ours may be a folder that its user may not read
  });
  const lines: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - LINES_KEPT));
  });
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      lines.push(error.message);
      resolve(-1);
    });
    child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : -1)));
  });
  let over = false;
  void ended.then(() => (over = true));
  return { process: child, ended, hasEnded: () => over, lastLines: () => [...lines] };
}
