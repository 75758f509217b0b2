import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { cpuOf, cpuOfPostgres, memoryOf, type Contestant } from './processes.ts';
import type { Product } from './product.ts';
import type { Outcome, Shape, Task } from './shapes.ts';

export interface Measured extends Outcome {
  /** Milliseconds of processor per 1,000 delivered updates. */
  cpu: number;
  postgres: number;
  /** Of one core, while they typed. */
  share: number;
  memory: number;
  /** Commits that stored updates, per 1,000 sent. */
  commits: number;
}

let running: { load: ChildProcess; said: () => Promise<unknown> } | undefined;

/** The process that the clients live in, started once. */
function theLoad(): { load: ChildProcess; said: () => Promise<unknown> } {
  if (running) return running;
  const load = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), { execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const said = (): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const early = () => reject(new Error('the load ended early'));
    load.once('exit', early);
    load.once('message', (message) => (load.off('exit', early), resolve(message)));
    return promise;
  };
  running = { load, said };
  return running;
}

export function endLoad(): void {
  if (running?.load.connected) running.load.disconnect();
  running = undefined;
}

/** One run of a shape against one of the contestants, in `rooms` rooms of their own. */
export async function measure(to: Contestant, shape: Shape, product: Product, count = 1): Promise<Measured> {
  const rooms: Task['rooms'] = [];
  for (let at = 0; at < count; at++) {
    rooms.push(to.kind === 'ours' ? await product.room(shape.clients) : { id: randomUUID(), tokens: Array.from({ length: shape.clients }, () => '') });
  }
  const { load, said } = theLoad();
  load.send({ kind: to.kind, url: to.url, shape, rooms } satisfies Task);
  await said();
  const before = { cpu: cpuOf(to.pid), postgres: cpuOfPostgres(product.postmaster), at: performance.now() };
  const typed = said();
  load.send('go');
  await typed;
  const [cpu, postgres, spent] = [cpuOf(to.pid) - before.cpu, cpuOfPostgres(product.postmaster) - before.postgres, performance.now() - before.at];
  const memory = memoryOf(to.pid);
  const outcome = (await said()) as Outcome;
  await said();
  const commits = await product.commits(rooms.map(({ id }) => id));
  if (!outcome.equal) throw new Error(`${to.name}, ${shape.name}: not everybody ended with the same text`);
  const thousand = outcome.delivered / 1000;
  return { ...outcome, cpu: cpu / thousand, postgres: postgres / thousand, share: cpu / spent, memory, commits: (commits * 1000) / outcome.sent };
}
