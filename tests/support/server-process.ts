import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = `${ROOT}node_modules/.bin/node`;

export const isRoot = process.getuid?.() === 0;

/** Somebody without rights, who may only read where this clone lies (it may be a folder of root's). */
export const asNobody = [
  'setpriv', '--securebits=+no_setuid_fixup', '--reuid=65534', '--regid=65534', '--clear-groups',
  '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search',
];

/** A server as whoever starts one has it: a process of its own, with only the settings given here. */
export class ServerProcess {
  out = '';
  err = '';
  readonly ended: Promise<number>;
  private readonly child: ChildProcess;

  constructor(command: string[], settings: Record<string, string>) {
    const [program, ...args] = command as [string, ...string[]];
    const { PATH, HOME, TMPDIR } = process.env;
    this.child = spawn(program, args, { cwd: ROOT, env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE: `${ROOT}node_modules/.cache/node`, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (text) => (this.out += text));
    this.child.stderr?.on('data', (text) => (this.err += text));
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 128))));
  }

  /** `npm start`, as the README says. */
  static npm(settings: Record<string, string>): ServerProcess {
    return new ServerProcess(['npm', 'start'], { PORT: '0', ...settings });
  }

  /** The server itself, without what prepares it; `as` goes before it. */
  static bare(settings: Record<string, string>, as: string[] = []): ServerProcess {
    return new ServerProcess([...as, NODE, '--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning', `${ROOT}server/dist/main.js`], { PORT: '0', ...settings });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves to its address once it is ready; throws with what it said when it ends instead. */
  async ready(): Promise<string> {
    for (;;) {
      const address = /^ready (\S+)$/m.exec(this.out)?.[1];
      if (address) return address;
      const code = await Promise.race([this.ended, new Promise<undefined>((resolve) => setTimeout(resolve, 20))]);
      if (code !== undefined) throw new Error(`it ended with ${code}: ${this.out}${this.err}`);
    }
  }

  /** How it refused to start: its exit code and what it said on stderr. */
  async refusal(): Promise<{ code: number; said: string }> {
    const code = await this.ended;
    return { code, said: this.err.trim() };
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
    this.kill(signal);
    return this.ended;
  }
}

/** A folder that is gone afterwards, with whatever runs in it stopped first. */
export class Scratch {
  readonly started: ServerProcess[] = [];
  private constructor(readonly folder: string) {}

  static async make(): Promise<Scratch> {
    return new Scratch(await mkdtemp(join(tmpdir(), 'kk-start-')));
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  track(server: ServerProcess): ServerProcess {
    this.started.push(server);
    return server;
  }

  async clear(): Promise<void> {
    await Promise.all(this.started.map((server) => server.stop('SIGTERM')));
    await rm(this.folder, { recursive: true, force: true });
  }
}
