import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { contentOf, made } from '../server/dist/features/notes/note-content.rules.js';
import { COOKIE } from '../server/dist/platform/sign-in/viewers.service.js';
import { Typist } from './live/client.ts';
import { startProduct, type Product } from './live/product.ts';
import { middle } from './live/shapes.ts';

/** Updates over the life of a note, of which so many are still rows. */
const UPDATES = 100_000;
const ROWS = 5_000;
/** Three months: each sitting ten other pages, every page under an id of its own. */
const SITTINGS = 60;
const WRITERS = 10;
/** Copies of each note, for opening one that nobody has open; and openings of one in which ten people type. */
const COPIES = 3;
const OPENINGS = 9;

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

interface Stored {
  snapshot: Uint8Array;
  rows: Uint8Array[];
}

/** Where somebody types: at the end of a line of their own, or for a word or two within somebody's. */
interface Place {
  line: Y.XmlText;
  at: number;
  left: number;
}

/**
 * A note as it grows: people type words, most at the end of a line, one in seven within one that is there; now and then
 * they take letters back, and a new line comes anywhere.
 */
function longNote(): { long: Stored; fresh: Stored } {
  const doc = new Y.Doc();
  const text = doc.getXmlFragment('note');
  const rows: Uint8Array[] = [];
  let snapshot = new Uint8Array();
  doc.on('update', (update: Uint8Array) => rows.push(update));
  const lines: Y.XmlText[] = [];
  const own = new Map<number, Y.XmlText>();
  const places = new Map<number, Place>();
  const lineOf = (writer: number, at: number): Y.XmlText => {
    const known = own.get(writer);
    if (known && known.length <= 120) return known;
    const paragraph = new Y.XmlElement('paragraph');
    const letters = new Y.XmlText(`Regel ${at} `);
    paragraph.insert(0, [letters]);
    if (at % 7 === 0) paragraph.setAttribute('blockId', `bench-${at}`);
    text.insert(randomInt(text.length + 1), [paragraph]);
    lines.push(letters);
    own.set(writer, letters);
    return letters;
  };
  for (let at = 0; at < UPDATES; at++) {
    if (at === UPDATES - ROWS) {
      snapshot = new Uint8Array(Y.encodeStateAsUpdate(doc));
      rows.length = 0;
    }
    const writer = 1 + Math.floor((at * SITTINGS) / UPDATES) * WRITERS + (at % WRITERS);
    doc.clientID = writer;
    doc.transact(() => {
      let place = places.get(writer);
      if (!place || place.left === 0) {
        const within = randomInt(7) === 0 ? lines[randomInt(lines.length || 1)] : undefined;
        const line = within ?? lineOf(writer, at);
        places.set(writer, (place = { line, at: within ? randomInt(line.length + 1) : line.length, left: 3 + randomInt(5) }));
      }
      place.at = Math.min(place.at, place.line.length);
      const back = randomInt(12) === 0 && place.at >= 3;
      if (back) place.line.delete(place.at - 3, 3);
      else place.line.insert(place.at, 'wo');
      place.at += back ? -3 : 2;
      place.left--;
    });
  }
  const typedAtOnce = new Y.Doc();
  typedAtOnce.getXmlFragment('note').insert(0, made(contentOf(doc)));
  return { long: { snapshot, rows }, fresh: { snapshot: new Uint8Array(Y.encodeStateAsUpdate(typedAtOnce)), rows: [] } };
}

/** How long it takes until a page that has nothing has the whole text. */
async function opened(product: Product, id: string, token: string): Promise<number> {
  const socket = io(product.server.url, { extraHeaders: { cookie: `${COOKIE}=${token}` }, reconnection: false, forceNew: true, transports: ['websocket'] });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const ask = async <Ok>(event: string, input: object): Promise<Ok> => {
    const answer = (await socket.emitWithAck(event, { sessionId: id, ...input })) as { ok?: Ok };
    if (answer.ok === undefined) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`);
    return answer.ok;
  };
  const began = performance.now();
  const { missing, parts } = await ask<{ missing: Buffer; parts: number }>('note.open', { schema: 1000, clientId: randomInt(2 ** 40), generation: null, stateVector: null });
  const all = [missing];
  while (all.length < parts) all.push(await ask<Buffer>('note.part', { part: all.length }));
  Y.applyUpdate(new Y.Doc(), Buffer.concat(all));
  const took = performance.now() - began;
  socket.disconnect();
  return took;
}

/** Ten people who type, five times a second each, until told to stop. */
async function typing(product: Product, id: string, tokens: string[]): Promise<() => void> {
  const sockets: Socket[] = [];
  const timers = await Promise.all(
    tokens.slice(0, WRITERS).map(async (token, at) => {
      const socket = io(product.server.url, { extraHeaders: { cookie: `${COOKIE}=${token}` }, reconnection: false, forceNew: true, transports: ['websocket'] });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
      const typist = new Typist();
      const answer = (await socket.emitWithAck('note.open', { sessionId: id, schema: 1000, clientId: typist.doc.clientID, generation: null, stateVector: null })) as { ok: { generation: number } };
      const { generation } = answer.ok;
      await pause(at * 20);
      return setInterval(() => socket.emit('note.update', { sessionId: id, generation, update: typist.type() }, (told: object) => {
        if (!('ok' in told)) console.error(`an update was refused: ${JSON.stringify(told)}`);
      }), 200);
    }),
  );
  return () => {
    for (const timer of timers) clearInterval(timer);
    for (const socket of sockets) socket.disconnect();
  };
}

/** Opening a note with a long life beside one that has the same text and no past. In one run, in turns; never asserted. */
export async function measureNotes(): Promise<void> {
  const began = performance.now();
  const { long, fresh } = longNote();
  const octets = long.rows.reduce((sum, { byteLength }) => sum + byteLength, long.snapshot.byteLength);
  console.log(`    ${UPDATES} updates by ${SITTINGS * WRITERS} pages: ${(octets / 1e6).toFixed(2)} MB, ${ROWS} of them rows; the same text typed at once: ${(fresh.snapshot.byteLength / 1e6).toFixed(2)} MB`);
  const product = await startProduct(20, []);
  try {
    const place = async (stored: Stored) => {
      const room = await product.room(15);
      await product.note(room.id, stored.snapshot, UPDATES - stored.rows.length, stored.rows);
      return room;
    };
    const cold: Record<'long' | 'fresh', number[]> = { long: [], fresh: [] };
    const warm: Record<'long' | 'fresh', number[]> = { long: [], fresh: [] };
    const rooms = [];
    // The first pair warms up: code that is not compiled yet would count for whichever comes first.
    for (let copy = 0; copy <= COPIES; copy++) {
      const pair = { long: await place(long), fresh: await place(fresh) };
      rooms.push(pair);
      for (const kind of copy % 2 === 0 ? (['fresh', 'long'] as const) : (['long', 'fresh'] as const)) {
        const took = await opened(product, pair[kind].id, pair[kind].tokens[0] ?? '');
        if (copy > 0) cold[kind].push(took);
      }
    }
    const [, pair] = rooms;
    if (!pair) return;
    const stop = [await typing(product, pair.long.id, pair.long.tokens), await typing(product, pair.fresh.id, pair.fresh.tokens)];
    await pause(1500);
    for (let round = 0; round < OPENINGS; round++) {
      for (const kind of round % 2 === 0 ? (['fresh', 'long'] as const) : (['long', 'fresh'] as const)) warm[kind].push(await opened(product, pair[kind].id, pair[kind].tokens[11] ?? ''));
    }
    for (const end of stop) end();
    for (const [name, found] of [['nobody has it open', cold], ['ten people type in it', warm]] as const) {
      const [one, other] = [middle(found.long), middle(found.fresh)];
      console.log(`      ${name.padEnd(22)} ${one.toFixed(0)} ms against ${other.toFixed(0)} ms: ${(one / other).toFixed(2)} x`);
    }
    console.log(`    ${((performance.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    await product.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await measureNotes();
