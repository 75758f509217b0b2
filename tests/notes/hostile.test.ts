import { MAX_NOTE, MAX_PART, type ToldQuiet } from '@kenniskamer/shared/note';
import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import { describe, expect, test, type House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';
import { Writer } from './writer.js';

/** An organiser and a participant who write, and somebody else who was invited and means harm. */
async function aRoom(house: House) {
  const [organiser, participant, other] = [await house.organiser(), await house.participant(), await house.participant()];
  const kamer = await aKamer(house, { organiser });
  for (const person of [participant, other]) await invited(house, kamer.id, person);
  const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
  const hostile = await writerOf(other, kamer.id);
  await one.line('voor alles');
  await eventually(() => two.text.toJSON() === one.text.toJSON());
  return { kamer, one, two, hostile, other };
}

/** The others notice nothing: they write on, are acked, and read the same. */
async function goesOn({ one, two }: { one: Writer; two: Writer }): Promise<void> {
  const changes = one.heard.filter((event) => event.startsWith('note.changed')).length;
  await Promise.all([one.line('en verder'), two.line('en ook')]);
  await eventually(() => one.text.toJSON() === two.text.toJSON());
  expect(one.socket.connected && two.socket.connected).toBe(true);
  expect(one.heard.filter((event) => event.startsWith('note.changed'))).toHaveLength(changes);
}

/** An update as a page with another editor could make it. */
function forged(change: (text: Y.XmlFragment, doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  change(doc.getXmlFragment('note'), doc);
  return Y.encodeStateAsUpdate(doc);
}
const paragraph = (attributes: Record<string, string> = {}, words = 'x', marks: Record<string, unknown> = {}) => {
  const line = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  line.insert(0, [text]);
  text.insert(0, words, marks);
  for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, value);
  return line;
};

describe('a hostile page', () => {
  test('what no page of ours makes is refused with a code, and leaves no trace', async ({ house }) => {
    const room = await aRoom(house);
    const { hostile, one } = room;
    const refused: [Uint8Array, string][] = [
      [new TextEncoder().encode('geen Yjs'), 'NOT_AN_UPDATE'],
      [forged((text) => text.push([paragraph()])).slice(0, -9), 'NOT_AN_UPDATE'],
      [forged((_, doc) => doc.getMap('elders').set('a', 1)), 'NOT_AN_UPDATE'],
      [forged((text) => text.push([named('__proto__')])), 'NOT_AN_UPDATE'],
      [forged((text) => text.push([paragraph({}, 'klik', { link: { href: 'javascript:alert(1)' } })])), 'NOT_AN_UPDATE'],
      [forged((text) => text.push([paragraph()]), room.two.doc.clientID), 'OUT_OF_STEP'],
    ];
    for (const [at, [update, code]] of refused.entries()) await expect(hostile.send(update), `${at}`).rejects.toMatchObject({ code });
    await expect(ask(hostile.socket, 'note.caret', { sessionId: room.kamer.id, caret: { anchor: 'x'.repeat(1024), head: null } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(ask(hostile.socket, 'note.update', { sessionId: crypto.randomUUID(), generation: 1, update: forged((text) => text.push([paragraph()])) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await goesOn(room);
    expect(one.text.toJSON()).not.toContain('klik');
    for (const writer of [room.one, room.two, hostile]) writer.close();
  });

  test('a caret carries the name that the server knows, whatever is sent', async ({ house }) => {
    const room = await aRoom(house);
    await ask(room.hostile.socket, 'note.caret', { sessionId: room.kamer.id, key: 1, name: 'De minister', caret: { anchor: null, head: null, name: 'De minister' } });
    const told = await eventually(() => room.one.heard.find((event) => event.startsWith('note.carets')));
    expect(told).toContain(room.other.name);
    expect(told).not.toContain('minister');
    for (const writer of [room.one, room.two, room.hostile]) writer.close();
  });

  test('ids that are no block ids, and one that stands elsewhere, make no outcome and take none away', async ({ house }) => {
    const room = await aRoom(house);
    const blockId = await room.one.line('Het echte besluit', { kind: 'DECISION' });
    await eventually(async () => house.db.outcome.count({ where: { blockId, text: 'Het echte besluit' } }));
    for (const id of ['<script>', '../..', 'x'.repeat(3000), '__proto__']) await room.hostile.line(`vals ${id.slice(0, 9)}`, { kind: 'DECISION', blockId: id });
    await room.hostile.line('Een vals besluit', { kind: 'DECISION', blockId });
    await eventually(async () => (await house.db.outcome.count({ where: { text: 'Een vals besluit' } })) === 1);
    const rows = await house.db.outcome.findMany({ where: { note: { sessionId: room.kamer.id } }, select: { blockId: true, text: true } });
    expect(rows.find((row) => row.blockId === blockId)?.text).toBe('Het echte besluit');
    expect(rows.filter(({ text }) => text.startsWith('vals'))).toEqual([]);
    for (const writer of [room.one, room.two, room.hostile]) writer.close();
  });

  test('who sends without end is slowed and then cut off, alone', async ({ house }) => {
    const room = await aRoom(house);
    const { hostile } = room;
    const gone = new Promise((resolve) => hostile.socket.once('disconnect', resolve));
    // Tiny ones, without waiting for an ack: some thousand are held at most.
    for (let at = 0; at < 3000; at++) hostile.socket.emit('note.update', { sessionId: room.kamer.id, generation: 1, update: new Uint8Array([0, 0]) });
    await Promise.all([gone, goesOn(room)]);
    room.one.close();
    room.two.close();
  });

  test('one message of fifty megabytes ends its own connection', async ({ house }) => {
    const room = await aRoom(house);
    const gone = new Promise((resolve) => room.hostile.socket.once('disconnect', resolve));
    room.hostile.socket.emit('note.update', { sessionId: room.kamer.id, generation: 1, update: new Uint8Array(50_000_000) });
    await gone;
    await goesOn(room);
    room.one.close();
    room.two.close();
  });

  test('a reader that never reads is cut off at a megabyte', async ({ house }) => {
    const room = await aRoom(house);
    const { hostile } = room;
    lineOf(hostile.socket).pause();
    const words = 'wat er gezegd wordt '.repeat(2000);
    const sockets = () => house.app.get(NoteRooms).peek(room.kamer.id).then((open) => open?.members.size);
    expect(await sockets()).toBe(3);
    for (let at = 0; (await sockets()) === 3 && at < 400; at++) await room.one.line(words);
    await eventually(async () => (await sockets()) === 2);
    await goesOn(room);
    lineOf(hostile.socket).resume();
    for (const writer of [room.one, room.two, hostile]) writer.close();
  });

  test('somebody else’s id cannot be taken while its owner is here', async ({ house }) => {
    const room = await aRoom(house);
    const thief = new Writer(await room.other.connect(), room.kamer.id);
    thief.doc.clientID = room.two.doc.clientID;
    await expect(thief.open()).rejects.toMatchObject({ code: 'OUT_OF_STEP' });
    await goesOn(room);
    for (const writer of [room.one, room.two, room.hostile, thief]) writer.close();
  });
});

/** An element with a name as an attribute that JavaScript gives a meaning. */
function named(attribute: string): Y.XmlElement {
  const line = new Y.XmlElement<Record<string, string>>('paragraph');
  line.setAttribute(attribute, 'x');
  return line as unknown as Y.XmlElement;
}
const lineOf = (socket: Socket) => (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;

/** An organiser and somebody invited who have one note open, both with the same line in it. */
async function twoWithALine(house: House): Promise<[Writer, Writer]> {
  const [organiser, participant] = [await house.organiser(), await house.participant()];
  const kamer = await aKamer(house, { organiser });
  await invited(house, kamer.id, participant);
  const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
  await one.line('Mensen willen weten wie beslist');
  await eventually(() => two.text.toJSON() === one.text.toJSON());
  return [one, two];
}

describe('a page that comes back', () => {
  test('with more than one message may hold brings it in parts, and others get it in parts', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const one = await writerOf(organiser, kamer.id);
    await one.line('voor de onderbreking');
    const lines = Array.from({ length: 60 }, (_, at) => paragraph({}, `${at} `.padEnd(20_000, 'w')));
    one.text.push(lines);
    const update = Y.encodeStateAsUpdate(one.doc, bytesOfVector(one));
    expect(update.byteLength).toBeGreaterThan(4 * MAX_PART);
    for (let from = 0; from < update.byteLength; from += MAX_PART) await one.send(update.subarray(from, from + MAX_PART), from + MAX_PART < update.byteLength ? true : undefined);
    const fresh = await writerOf(organiser, kamer.id);
    expect(fresh.opened.parts).toBeGreaterThan(4);
    expect(fresh.text.toJSON()).toBe(one.text.toJSON());
    for (let at = 0; at * MAX_PART <= MAX_NOTE; at++) {
      const refused = await one.send(new Uint8Array(MAX_PART), true).then(() => null, (error: unknown) => error);
      if (refused) {
        expect(refused).toMatchObject({ code: 'NOTE_FULL' });
        break;
      }
    }
    await one.line('en verder');
    one.close();
    fresh.close();
  });

  test('and missed something without a sign hears after two seconds of quiet that it differs', async ({ house }) => {
    const [one, two] = await twoWithALine(house);
    // A deletion that never came: the state vectors stay equal.
    two.socket.off('note.update');
    await one.edit((text) => text.delete(text.length - 1, 1));
    const quiet = (writer: Writer) => eventually(() => writer.heard.findLast((event) => event.startsWith('note.quiet')));
    const told = JSON.parse((await quiet(two)).slice('note.quiet '.length)) as ToldQuiet;
    expect(one.agrees(told)).toBe(true);
    expect(two.agrees(told)).toBe(false);
    expect(Y.encodeStateVector(two.doc)).toEqual(Y.encodeStateVector(one.doc));
    await two.open();
    expect(two.agrees(told)).toBe(true);
    one.close();
    two.close();
  });

  test('two people who mark the same words at once end with the same text, and nobody is thrown out', async ({ house }) => {
    const [one, two] = await twoWithALine(house);
    const words = (writer: Writer) => writer.lineWith('beslist').get(0) as Y.XmlText;
    for (let round = 0; round < 4; round++) {
      await Promise.all([
        one.edit(() => words(one).format(0, 12, { bold: round % 2 === 0 ? true : null })),
        two.edit(() => words(two).format(6, 12, { bold: round % 2 === 0 ? true : null })),
      ]);
      await eventually(() => two.text.toJSON() === one.text.toJSON());
    }
    expect([...one.heard, ...two.heard].filter((event) => event.startsWith('note.changed'))).toEqual([]);
    one.close();
    two.close();
  });
});

const bytesOfVector = ({ opened }: Writer): Uint8Array => new Uint8Array(opened.stateVector);

