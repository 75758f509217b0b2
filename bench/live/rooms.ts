import { io, type Socket } from 'socket.io-client';
import { COOKIE } from '../../server/dist/platform/sign-in/viewers.service.js';
import { measure } from './measure.ts';
import { memoryOf } from './processes.ts';
import type { Product } from './product.ts';
import { percentile, type Shape } from './shapes.ts';

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
const OPEN = { schema: 1000, generation: null, stateVector: null };

/** A hundred rooms of twenty people, two of whom write two updates a second. */
export async function hundredRooms(product: Product): Promise<void> {
  const shape: Shape = { name: '100 rooms', clients: 20, writers: 2, rate: 2, seconds: 8, carets: false };
  const found = await measure(product.server, shape, product, 100);
  console.log('    100 rooms of 20 people, 2 write × 2 a second (asked: p95 at most 100 ms, at most one core, one commit for all rooms per beat)');
  console.log(`      ${found.p50.toFixed(1)} / ${found.p95.toFixed(1)} / ${found.p99.toFixed(1)} ms; ${found.share.toFixed(2)} of a core; ${(found.commits * found.sent / 1000 / shape.seconds).toFixed(1)} commits a second; ${found.memory.toFixed(0)} MB`);
}

/** So many people who come in within so many seconds, in a note that has text. */
export async function joins(product: Product, count: number, seconds: number): Promise<void> {
  const { id, tokens } = await product.room(200);
  const sockets: Socket[] = [];
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      await pause((at * seconds * 1000) / count);
      const began = performance.now();
      const socket = io(product.server.url, { extraHeaders: { cookie: `${COOKIE}=${tokens[at % tokens.length] ?? ''}` }, reconnection: false, forceNew: true, transports: ['websocket'] });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
      const answer = (await socket.emitWithAck('note.open', { sessionId: id, clientId: at + 1, ...OPEN })) as { ok?: object };
      if (!answer.ok) throw new Error(`a join was refused: ${JSON.stringify(answer)}`);
      took.push(performance.now() - began);
    }),
  );
  const sorted = Float64Array.from(took).sort();
  console.log(`    ${count} joins in ${seconds} s (asked: text at p95 within 1 s): ${percentile(sorted, 0.5).toFixed(0)} / ${percentile(sorted, 0.95).toFixed(0)} / ${percentile(sorted, 0.99).toFixed(0)} ms`);
  for (const socket of sockets) socket.disconnect();
}

/** What notes that are open and in which nobody writes cost, once they left the server's memory. */
export async function idleNotes(product: Product, count: number, meanwhile: () => Promise<void>): Promise<void> {
  await collected(product);
  const before = memoryOf(product.server.pid);
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at++) {
    const { id, tokens } = await product.room(2);
    const socket = io(product.server.url, { extraHeaders: { cookie: `${COOKIE}=${tokens[0] ?? ''}` }, reconnection: false, forceNew: true, transports: ['websocket'] });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    await socket.emitWithAck('note.open', { sessionId: id, clientId: 1, ...OPEN });
  }
  const began = performance.now();
  await meanwhile();
  await pause(Math.max(0, 63_000 - (performance.now() - began)));
  await collected(product);
  const each = ((memoryOf(product.server.pid) - before) * 1024) / count;
  console.log(`    ${count} open notes, each with one page, after a minute in which nobody wrote (asked: at most 200 kB each): ${each.toFixed(0)} kB each`);
  for (const socket of sockets) socket.disconnect();
}

/** The server collects its garbage when it is told to: see the preload that it is started with. */
async function collected(product: Product): Promise<void> {
  process.kill(product.server.pid, 'SIGUSR2');
  await pause(1500);
}
