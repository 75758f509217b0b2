import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Started {
  url: string;
  links: Record<string, string>;
  /** Seconds from the command to its `ready` line. */
  seconds: number;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `npm start`'s own script as a demonstration, up to its last line. */
export async function startServer(dataDir: string, port: number): Promise<Started> {
  const began = performance.now();
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['bin/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  const seconds = await new Promise<number>((resolve, reject) => {
    let ready = 0;
    child.stdout.on('data', (text) => {
      said += String(text);
      if (!ready && /^ready /m.test(said)) ready = (performance.now() - began) / 1000;
      if (/^administrator \S+$/m.test(said)) resolve(ready);
    });
    void ended.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  const links = Object.fromEntries([...said.matchAll(/^(\w+) (http\S+)$/gm)].map(([, name, link]) => [name, link]));
  return {
    url: links.ready ?? '',
    links,
    seconds,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** A demonstration of its own, gone afterwards. */
export async function withServer<Result>(work: (server: Started) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kk-bench-'));
  const server = await startServer(dataDir, 3917);
  try {
    return await work(server);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Seconds of a second start. */
export async function measureSecondStart(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kk-bench-'));
  try {
    await (await startServer(dataDir, 3917)).stop();
    const again = await startServer(dataDir, 3917);
    await again.stop();
    return again.seconds;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
