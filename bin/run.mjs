// Runs the programs that prepare, one or a few at a time, and takes them along when we are asked to stop.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The Node 24 that came with the packages; what runs this file may be older. */
export const NODE = `${ROOT}node_modules/.bin/node`;

/** A sentence for whoever started us, instead of a stack. */
export class Refusal extends Error {}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running.size === 0) process.exit(exitCode(null, signal));
    for (const child of running) child.kill(signal);
  });
}

/** As a shell tells it: a program that a signal ended gives 128 and the signal's number. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** Starts a program and resolves to how it ended. Its output goes to our stderr: stdout belongs to the server. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  running.add(child);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended: ended.finally(() => running.delete(child)) };
}

/** Runs a program to its end; refuses when it fails, and ends with it when a signal ended it. */
export async function run(what, command, args, options) {
  const { code, signal } = await start(command, args, options).ended;
  if (signal) process.exit(exitCode(code, signal));
  if (code !== 0) throw new Refusal(`${what} failed (code ${code}); what it said stands above.`);
}

/** The same for a talkative program: what it says is told only when it fails. */
export async function runQuietly(what, command, args) {
  const { child, ended } = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const { code, signal } = await ended;
  if (signal) process.exit(exitCode(code, signal));
  if (code !== 0) throw new Refusal(`${said}${what} failed (code ${code}).`);
}

/** Says a `Refusal` as its sentence and everything else whole; the exit code is 1. */
export function refuse(error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}

/** Stops us when the `npm` that started us is gone: killed, it takes nobody along. */
export function leaveWithNpm(leave) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(), 500).unref();
}
