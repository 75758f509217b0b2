import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A server that is measured, in a process of its own. */
export interface Contestant {
  name: string;
  kind: 'ours' | 'hocuspocus' | 'relay';
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a Node program and waits for its line `ready URL`. */
export async function contestant(name: string, kind: Contestant['kind'], args: string[], env: Record<string, string> = {}): Promise<Contestant> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { PATH, HOME, TMPDIR, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await readyLine(child);
  return { name, kind, url, pid: child.pid ?? 0, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode === null) child.kill('SIGTERM');
  await over;
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (text) => {
      said += String(text);
      const address = /^ready (\S+)$/m.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('close', () => reject(new Error(`a server ended before it was ready: ${said}`)));
  });
}

/** Milliseconds of processor that a process has used, user and system (Linux: the kernel keeps them in hundredths). */
export function cpuOf(pid: number): number {
  const fields = afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The same of PostgreSQL: its first process, those it has and those it had. */
export function cpuOfPostgres(postmaster: number): number {
  const ended = afterName(readFileSync(`/proc/${postmaster}/stat`, 'utf8'));
  let sum = cpuOf(postmaster) + (Number(ended[13]) + Number(ended[14])) * 10;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const fields = afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      if (Number(fields[1]) === postmaster) sum += (Number(fields[11]) + Number(fields[12])) * 10;
    } catch (error) {
      // It ended while we looked; its parent counts it from now on.
      if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))) throw error;
    }
  }
  return sum;
}

/** Megabytes. */
export const memoryOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const afterName = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
