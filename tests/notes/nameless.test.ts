import { randomUUID } from 'node:crypto';
import { setBlockAction } from '@kenniskamer/shared/action';
import { NOTE_SCHEMA, readGuestNotePage, readNoteOutcomes, readNotePage } from '@kenniskamer/shared/note';
import { takeOut } from '@kenniskamer/shared/invitation';
import { endSession, finaliseSession, reopenSession } from '@kenniskamer/shared/report';
import * as Y from 'yjs';
import { REBUILT_BY } from '../../server/src/features/notes/note-rebuild.rules.js';
import { NoteRooms } from '../../server/src/features/notes/note-rooms.service.js';
import { NotesJobs } from '../../server/src/features/notes/notes.jobs.js';
import { describe, expect, test, type House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';
import type { Writer } from './writer.js';

/** A Chatham House session that is under way, its organiser and a participant with the note open. */
async function aRoom(house: House, confidentiality: 'OPEN' | 'CHATHAM_HOUSE' = 'CHATHAM_HOUSE') {
  const [organiser, participant] = [await house.organiser(), await house.participant({ name: 'Sanne de Wit' })];
  const kamer = await aKamer(house, { organiser, confidentiality, items: ['Welkom', 'Drie bedrijven'] });
  await invited(house, kamer.id, participant);
  const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
  const end = async () => {
    await organiser.call(endSession, { params: { id: kamer.id }, input: { attendedIds: [participant.id] } });
    await organiser.call(finaliseSession, { params: { id: kamer.id } });
  };
  return { id: kamer.id, here: { params: { id: kamer.id } }, organiser, participant, one, two, end };
}

const together = (...writers: Writer[]) => eventually(() => writers.every(({ text }) => text.toJSON() === writers[0]?.text.toJSON()));
const close = (...writers: Writer[]) => writers.forEach((writer) => writer.close());

function line(words: string, marks: Record<string, unknown> = {}): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  element.insert(0, [text]);
  text.insert(0, words, marks);
  return element;
}

/** What is stored of a note, and under which ids. */
async function stored(house: House, sessionId: string) {
  const { snapshot, generation, updates } = await house.db.note.findUniqueOrThrow({ where: { sessionId }, select: { snapshot: true, generation: true, updates: { orderBy: { seq: 'asc' } } } });
  const doc = new Y.Doc();
  for (const bytes of [snapshot, ...updates.map(({ bytes }) => bytes)]) if (bytes) Y.applyUpdate(doc, bytes);
  return { doc, generation, rows: updates.length, clients: [...doc.store.clients.keys()], raw: Buffer.concat([snapshot ?? new Uint8Array(), ...updates.map(({ bytes }) => bytes)]) };
}

describe('a mention of a person in Chatham House', () => {
  const mention = (id: string) => ({ mention: { kind: 'PERSON', id } });

  test('that a page makes all the same becomes plain text, for its sender too, and reaches neither others nor the disk', async ({ house }) => {
    const { id, one, two, participant } = await aRoom(house);
    const heard: Uint8Array[] = [];
    one.doc.on('update', (update: Uint8Array) => heard.push(update));
    await two.edit((text) => text.push([line('dat zei @Sanne de Wit', mention(participant.id))]));
    await two.edit((text) => text.push([line('bij #A1.3', { mention: { kind: 'QUESTION', id: participant.id.replace(/./, 'q') }, 'mention--Xy12': { kind: 'PERSON', id: participant.id } })]));
    await together(one, two);
    expect(one.text.toJSON()).toContain('dat zei @Sanne de Wit');
    expect(two.text.toJSON()).not.toContain('PERSON');
    expect(two.text.toJSON()).toContain('QUESTION');
    await two.line('en verder');
    await together(one, two);
    const { raw } = await stored(house, id);
    for (const bytes of [...heard, raw]) expect(Buffer.from(bytes).includes(participant.id)).toBe(false);
    expect(raw.includes('Sanne de Wit')).toBe(true);
    close(one, two);
  });

  test('goes from a text that had it when the session becomes Chatham House', async ({ house }) => {
    const { id, one, two, participant } = await aRoom(house, 'OPEN');
    await two.edit((text) => text.push([line('zie @Sanne de Wit', mention(participant.id))]));
    await together(one, two);
    expect(one.text.toJSON()).toContain('PERSON');
    await house.db.session.update({ where: { id }, data: { confidentiality: 'CHATHAM_HOUSE' } });
    await house.app.get(NotesJobs).refresh({ sessionId: id });
    await eventually(() => [one, two].every(({ text }) => !text.toJSON().includes('PERSON')));
    expect(one.text.toJSON()).toContain('zie @Sanne de Wit');
    close(one, two);
  });
});

test('who takes another id with nothing waiting goes on under it, and its caret is another too', async ({ house }) => {
  const { id, one, two } = await aRoom(house);
  await two.line('eerste onderdeel');
  const { key } = two.opened;
  const before = two.doc.clientID;
  two.doc.clientID = before + 1;
  await two.open();
  expect(two.opened.key).not.toBe(key);
  await two.line('tweede onderdeel');
  await together(one, two);
  const { clients } = await stored(house, id);
  expect(clients).toEqual(expect.arrayContaining([before, before + 1]));
  // The former id is nobody's now, and text that was acked under it stays.
  await two.edit((text) => text.delete(text.length - 1, 1));
  await together(one, two);
  expect(one.text.toJSON()).toContain('eerste onderdeel');
  expect(one.text.toJSON()).not.toContain('tweede onderdeel');
  close(one, two);
});

test('who is taken out of a confidential session is sent out of all that stands in the room, by link as well', async ({ house }) => {
  const [organiser, participant] = [await house.organiser(), await house.participant()];
  const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL', items: ['Welkom'] });
  const link = await invited(house, kamer.id, participant);
  const { id: invitationId } = await house.db.invitation.findFirstOrThrow({ where: { sessionId: kamer.id } });
  const [laptop, phone, table] = [await participant.connect(), await house.nobody().connect({ link }), await organiser.connect()];
  const closed = [laptop, phone, table].map((socket) => {
    const kinds: string[] = [];
    socket.on('room.closed', ({ kind }: { kind: string }) => kinds.push(kind));
    return kinds;
  });
  const note = { sessionId: kamer.id, schema: NOTE_SCHEMA, generation: null, stateVector: null };
  for (const [at, socket] of [laptop, phone, table].entries()) {
    await ask(socket, 'note.open', { ...note, clientId: at + 10 });
    await ask(socket, 'room.watch', { id: kamer.id });
  }
  await ask(laptop, 'session.watch', { id: kamer.id });
  await organiser.call(takeOut, { params: { id: kamer.id, invitationId } });
  await eventually(() => closed[0]?.length === 3 && closed[1]?.length === 2);
  expect(closed.map((kinds) => kinds.toSorted())).toEqual([['note', 'room', 'session'], ['note', 'room'], []]);
  const asked: [string, object][] = [
    ['note.open', { ...note, clientId: 20 }],
    ['note.update', { sessionId: kamer.id, generation: 1, update: new Uint8Array([0, 0]) }],
    ['note.part', { sessionId: kamer.id, part: 1 }],
    ...['room.watch', 'clock.read', 'points.read', 'presence.read', 'known.read'].map((event): [string, object] => [event, { id: kamer.id }]),
  ];
  for (const socket of [laptop, phone]) for (const [event, input] of asked) await expect(ask(socket, event, input), event).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(participant.call(readNotePage, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(participant.call(readNoteOutcomes, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(house.nobody().call(readGuestNotePage, { params: { token: link } })).rejects.toMatchObject({ code: 'LINK_NOT_VALID' });
  for (const socket of [laptop, phone, table]) socket.disconnect();
});

test('and that waits for no mail, however many are stuck', async ({ house }) => {
  const [organiser, participant] = [await house.organiser(), await house.participant()];
  const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL' });
  await invited(house, kamer.id, participant);
  const { id: invitationId } = await house.db.invitation.findFirstOrThrow({ where: { sessionId: kamer.id } });
  const reader = await writerOf(participant, kamer.id);
  await house.settled();
  const stuck = { topic: 'signin.link', attempts: { gt: 0 }, doneAt: null };
  await house.db.$transaction(async (tx) => {
    await tx.$executeRaw`lock table "Mail" in exclusive mode`;
    await house.db.outbox.createMany({ data: Array.from({ length: 40 }, () => ({ topic: 'signin.link', payload: { personId: organiser.id, next: '/', mailId: randomUUID() } })) });
    await eventually(async () => (await house.db.outbox.count({ where: stuck })) >= 16);
    await organiser.call(takeOut, { params: { id: kamer.id, invitationId } });
    await eventually(() => reader.heard.some((event) => event.startsWith('room.closed')));
    expect(await house.db.outbox.count({ where: stuck })).toBeGreaterThanOrEqual(16);
  });
  await house.settled();
  reader.close();
});

describe('at definitief of Chatham House', () => {
  test('the text is stored as nobody’s: one id, nothing deleted, no log; blocks, marks and outcomes are as they were', async ({ house }) => {
    const { id, here, one, two, organiser, participant, end } = await aRoom(house);
    const blockId = await two.line('Panel samenstellen', { kind: 'ACTION' });
    await one.line('Een besluit', { kind: 'DECISION' });
    await two.edit((text) => text.push([line('vet en een link', { bold: true, link: { href: 'https://example.nl', rel: 'noopener' } }), line('weg ermee')]));
    await one.edit((text) => text.delete(text.length - 1, 1));
    await one.edit((text) => {
      const list = new Y.XmlElement<{ start: number }>('orderedList');
      list.setAttribute('start', 3);
      const item = new Y.XmlElement('listItem');
      item.insert(0, [line('drie')]);
      list.insert(0, [item]);
      text.push([list as unknown as Y.XmlElement]);
    });
    await together(one, two);
    await organiser.call(setBlockAction, { params: { id, blockId }, input: { ownerId: participant.id } });
    const outcomes = () => house.db.outcome.findMany({ where: { note: { sessionId: id } }, orderBy: { id: 'asc' }, include: { action: true } });
    await eventually(async () => (await outcomes()).filter(({ text }) => text !== '').length === 2);
    const before = { ...(await stored(house, id)), outcomes: await outcomes() };
    expect(before.clients.length).toBeGreaterThan(2);
    const old = await house.app.get(NoteRooms).open(id);

    await end();
    const after = await stored(house, id);
    expect(after).toMatchObject({ generation: before.generation + 1, rows: 0, clients: [REBUILT_BY] });
    expect(after.doc.getXmlFragment('note').toJSON()).toBe(before.doc.getXmlFragment('note').toJSON());
    expect(Y.decodeUpdate(Y.encodeStateAsUpdate(after.doc)).ds.clients.size).toBe(0);
    expect(after.raw.includes('weg ermee')).toBe(false);
    expect(await outcomes()).toEqual(before.outcomes);
    expect(old.closed).toBe(true);

    // The pages open the new making; what they held of the old one is never merged with it.
    for (const writer of [one, two]) await eventually(() => writer.heard.some((event) => event.startsWith('note.changed')));
    await expect(two.line('te laat')).rejects.toMatchObject({ code: 'NOTE_LOCKED' });
    const again = await writerOf(participant, id);
    expect(again.opened).toMatchObject({ generation: after.generation, readOnly: 'FINAL' });
    expect([...again.doc.store.clients.keys()]).toEqual([REBUILT_BY]);

    await organiser.call(reopenSession, { ...here, input: { reason: 'Een woord klopt niet' } });
    await expect(two.send(Y.encodeStateAsUpdate(two.doc))).rejects.toMatchObject({ code: 'OUT_OF_STEP' });
    const later = await writerOf(organiser, id);
    await later.line('Na de heropening');
    await organiser.call(finaliseSession, here);
    const last = await stored(house, id);
    expect(last).toMatchObject({ generation: after.generation + 1, rows: 0, clients: [REBUILT_BY] });
    expect(last.doc.getXmlFragment('note').toJSON()).toBe(later.text.toJSON());
    expect((await outcomes()).map(({ id: own, text }) => [own, text])).toEqual(before.outcomes.map(({ id: own, text }) => [own, text]));
    close(one, two, again, later);
  });

  test('no key, no visit, and no way by which somebody came is left; an open session keeps its log', async ({ house }) => {
    const { id, one, two, participant, end } = await aRoom(house);
    const next = `/sessions/${id}/note`;
    await house.db.outbox.create({ data: { topic: 'signin.link', payload: { personId: participant.id, next, mailId: 'x' }, doneAt: new Date() } });
    await house.db.signInLink.create({ data: { hash: `way to ${id}`, personId: participant.id, next, expiresAt: new Date(Date.now() - 1000) } });
    await end();
    expect(await house.db.noteVisit.count({ where: { sessionId: id } })).toBe(0);
    expect(await house.db.roomSecret.count({ where: { sessionId: id } })).toBe(0);
    expect(await house.db.signInLink.count({ where: { next } })).toBe(0);
    expect(await house.db.outbox.count({ where: { topic: 'signin.link', payload: { path: ['personId'], equals: participant.id } } })).toBe(0);
    close(one, two);

    const open = await aRoom(house, 'OPEN');
    await open.two.line('wie dit schreef mag men weten');
    const before = await stored(house, open.id);
    await open.end();
    expect(await stored(house, open.id)).toMatchObject({ generation: before.generation, rows: before.rows, clients: before.clients });
    close(open.one, open.two);
  });
});
