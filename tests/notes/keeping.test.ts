import * as Y from 'yjs';
import { NoteLogs } from '../../server/src/features/notes/note-log.service.js';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import { describe, expect, test, type House } from '../support/house.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';
import type { Writer } from './writer.js';

const noteOf = (house: House, sessionId: string) => house.db.note.findUniqueOrThrow({ where: { sessionId }, include: { updates: { orderBy: { seq: 'asc' } } } });

async function storedText(house: House, sessionId: string): Promise<string> {
  const { snapshot, updates } = await noteOf(house, sessionId);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot);
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  return doc.getXmlFragment('note').toJSON();
}

describe('what is kept of a note', () => {
  test('numbers follow each other, also when another server writes the same note', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('hier');
    const { id } = await noteOf(house, kamer.id);
    const elsewhere = Buffer.from(Y.encodeStateAsUpdate(new Y.Doc()));
    const store = () => house.db.pool.query('select * from "storeNoteUpdates"($1::uuid[], $2::bytea[])', [[id], [elsewhere]]);
    await Promise.all([writer.line('en hier'), ...Array.from({ length: 12 }, store), writer.line('en hier ook')]);
    const seqs = (await noteOf(house, kamer.id)).updates.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
    await house.db.finalisation.create({ data: { sessionId: kamer.id, version: 1, byId: organiser.id } });
    expect((await store()).rows).toEqual([]);
    writer.close();
  });

  test('merging takes exactly the rows that it merged; an older snapshot never replaces a newer one', async ({ house }) => {
    const [rooms, logs] = [house.app.get(NoteRooms), house.app.get(NoteLogs)];
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    for (const words of ['een', 'twee', 'drie']) await writer.line(words);
    const room = await rooms.open(kamer.id);
    // A row of which this server's document knows nothing.
    const { id } = await noteOf(house, kamer.id);
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(room.doc));
    const before = Y.encodeStateVector(elsewhere);
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText('van een andere server')]);
    elsewhere.getXmlFragment('note').push([line]);
    await house.db.pool.query('select * from "storeNoteUpdates"($1::uuid[], $2::bytea[])', [[id], [Buffer.from(Y.encodeStateAsUpdate(elsewhere, before))]]);
    const old = { ...room.log, seq: 1 };
    await logs.compact(room.log, room.doc);
    const merged = await noteOf(house, kamer.id);
    expect(merged.updates.map(({ seq }) => seq)).toEqual([room.log.seq + 1]);
    expect(merged.upToSeq).toBe(room.log.seq);
    await logs.compact(old, new Y.Doc());
    expect((await noteOf(house, kamer.id)).snapshot).toEqual(merged.snapshot);
    const text = await storedText(house, kamer.id);
    for (const words of ['een', 'twee', 'drie', 'van een andere server']) expect(text).toContain(words);
    writer.close();
  });

  test('a note in which nobody writes leaves memory, with people in it; they write on as if it never left', async ({ house }) => {
    const rooms = house.app.get(NoteRooms);
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(organiser, kamer.id)];
    await one.line('voor de pauze', { kind: 'INSIGHT' });
    await eventually(async () => house.db.outcome.count({ where: { text: 'voor de pauze' } }));
    const before = await rooms.open(kamer.id);
    await eventually(async () => {
      await rooms.sweep(Date.now() + 61_000);
      return before.closed;
    });
    expect(await rooms.peek(kamer.id)).toBe(null);
    await two.line('na de pauze');
    await eventually(() => one.text.toJSON() === two.text.toJSON());
    expect(await storedText(house, kamer.id)).toBe(one.text.toJSON());
    // Who goes while it rests is not in it when it comes back.
    const again = await rooms.open(kamer.id);
    await eventually(async () => {
      await rooms.sweep(Date.now() + 61_000);
      return again.closed;
    });
    two.close();
    await one.line('en verder');
    await eventually(async () => (await rooms.open(kamer.id)).members.size === 1);
    one.close();
  });

  test('five thousand updates that were never merged open as the same text', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('begin');
    writer.close();
    await house.stop();
    const { Database } = await import('../../server/src/platform/database/database.service.js');
    const db = new Database(house.databaseUrl);
    const note = await db.note.findUniqueOrThrow({ where: { sessionId: kamer.id }, include: { updates: true } });
    const doc = new Y.Doc();
    for (const bytes of [note.snapshot, ...note.updates.map((row) => row.bytes)]) if (bytes) Y.applyUpdate(doc, bytes);
    const rows: { noteId: string; seq: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
    let seq = Math.max(note.upToSeq, ...note.updates.map((row) => row.seq));
    doc.on('update', (update: Uint8Array) => rows.push({ noteId: note.id, seq: ++seq, bytes: new Uint8Array(update) }));
    const line = doc.getXmlFragment('note').get(0) as Y.XmlElement;
    const text = new Y.XmlText();
    line.insert(0, [text]);
    for (let at = 0; rows.length < 5000; at++) text.insert(at % 7 === 0 ? Math.floor(text.length / 2) : text.length, `w${at} `);
    await db.noteUpdate.createMany({ data: rows });
    await db.$disconnect();
    await house.start();
    const back = await writerOf(await house.signedInAgain(organiser), kamer.id);
    expect(back.text.toJSON()).toBe(doc.getXmlFragment('note').toJSON());
    await back.line('en verder');
    await eventually(async () => (await noteOf(house, kamer.id)).updates.length < 100);
    expect(await storedText(house, kamer.id)).toBe(back.text.toJSON());
    back.close();
  });
});

describe('what cannot be merged', () => {
  /** As the editor does: the end of the line goes into a new one behind it. */
  const split = (writer: Writer, at: number) =>
    writer.edit((text) => {
      const line = writer.lineWith('Mensen');
      const words = line.get(0) as Y.XmlText;
      const end = words.toString().slice(at);
      words.delete(at, end.length);
      const behind = new Y.XmlElement('paragraph');
      behind.insert(0, [new Y.XmlText(end)]);
      text.insertAfter(line, [behind]);
    });

  test('two people split one line at once: nothing is lost, what both moved stands twice', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
    const blockId = await one.line('Mensen willen weten wie beslist', { kind: 'DECISION' });
    await eventually(() => two.text.toJSON() === one.text.toJSON());
    await Promise.all([split(one, 6), split(two, 19)]);
    await eventually(() => two.text.toJSON() === one.text.toJSON());
    const lines = one.text.toArray().map((line) => line.toJSON().replaceAll(/<[^>]+>/g, '')).filter((line) => line !== '');
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(expect.arrayContaining([' wie beslist', ' willen weten wie beslist', 'Mensen']));
    // The outcome stays with the beginning, which is there once.
    expect(one.lineWith('Mensen').getAttribute('blockId')).toBe(blockId);
    one.close();
    two.close();
  });
});
