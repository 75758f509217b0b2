import { fileURLToPath } from 'node:url';
import { endLoad, measure, type Measured } from './live/measure.ts';
import { contestant, type Contestant } from './live/processes.ts';
import { startProduct, type Product } from './live/product.ts';
import { hundredRooms, idleNotes, joins } from './live/rooms.ts';
import { middle, type Shape } from './live/shapes.ts';

const ROUNDS = 3;
const BIG: Shape = { name: '200 people, 20 write', clients: 200, writers: 20, rate: 5, seconds: 4, carets: false };
const SHAPES: Shape[] = [
  BIG,
  { ...BIG, name: '60 people, 10 write', clients: 60, writers: 10, seconds: 3 },
  { ...BIG, name: '20 people, 2 write', clients: 20, writers: 2, seconds: 3 },
  { ...BIG, name: '200 people, 20 write, carets', carets: true },
];

/** Our server beside Hocuspocus and a bare relay. Prints as it goes: the whole takes minutes. */
export async function measureLive(flags: string[] = []): Promise<void> {
  const product = await startProduct(220, ['--expose-gc', '--import', './bench/live/collect.mjs', ...flags]);
  const others = [
    await contestant('bare relay', 'relay', ['bench/live/relay.mjs']),
    await contestant('hocuspocus', 'hocuspocus', ['bench/live/hocuspocus.mjs']),
    await contestant('hocuspocus, flushDelay 20', 'hocuspocus', ['bench/live/hocuspocus.mjs', '20']),
    await contestant('hocuspocus, flushDelay 60', 'hocuspocus', ['bench/live/hocuspocus.mjs', '60']),
  ];
  const all = [...others, product.server];
  const began = performance.now();
  try {
    // Warm: for a quarter of a minute after the first updates V8 still compiles, in threads of its own that count as ours.
    for (const one of [...all, ...all]) await measure(one, { ...BIG, seconds: 4 }, product);
    for (const shape of SHAPES) await compare(shape, all, product);
    await hundredRooms(product);
    await idleNotes(product, 100, () => joins(product, 500, 60));
    console.log(`    ${((performance.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    endLoad();
    for (const other of others) await other.stop();
    await product.stop();
  }
}

async function compare(shape: Shape, all: Contestant[], product: Product): Promise<void> {
  const rounds = shape.carets ? 1 : ROUNDS;
  const found = new Map<string, Measured[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const one of round % 2 === 0 ? all : all.toReversed()) found.get(one.name)?.push(await measure(one, shape, product));
  }
  console.log(`    ${shape.name} × ${shape.rate} a second (the middle of ${rounds}; CPU in ms per 1,000 delivered)`);
  const floor = found.get('bare relay') ?? [];
  for (const [name, results] of found) {
    const of = (key: keyof Omit<Measured, 'equal'>) => middle(results.map((result) => result[key]));
    const ratio = middle(results.map(({ cpu }, round) => cpu / (floor[round]?.cpu ?? NaN)));
    const ours = name === 'kenniskamer' ? `, PostgreSQL ${of('postgres').toFixed(2)}, ${of('commits').toFixed(0)} commits per 1,000` : '';
    console.log(
      `      ${name.padEnd(26)} CPU ${of('cpu').toFixed(2)} = ${ratio.toFixed(2)} × relay; ${of('p50').toFixed(1)} / ${of('p95').toFixed(1)} / ${of('p99').toFixed(1)} ms; ${of('memory').toFixed(0)} MB; ${(of('octets') / of('delivered')).toFixed(0)} octets each${ours}`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await measureLive(process.argv.slice(2));
