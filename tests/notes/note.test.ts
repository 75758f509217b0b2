import { MAX_UPDATE } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { describe, expect, test } from '../support/house.js';
import type { House } from '../support/house.js';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import { ask } from '../support/resident.js';
import { aKamer, eventually, guestWriter, invited, writerOf } from './kamer.js';
import { Writer } from './writer.js';

async function accessChanges(house: House, sessionId: string) {
  await house.db.$transaction((tx) => house.app.get(Outbox).add(tx, 'access.changed', { sessionId }));
  await house.settled();
}
const storedText = async (house: House, sessionId: string) => {
  const note = await house.db.note.findUniqueOrThrow({ where: { sessionId }, include: { updates: { orderBy: { seq: 'asc' } } } });
  const doc = new Y.Doc();
  if (note.snapshot) Y.applyUpdate(doc, note.snapshot);
  for (const { bytes } of note.updates) Y.applyUpdate(doc, bytes);
  return doc.getXmlFragment('note').toJSON();
};

describe('writing together', () => {
  test('two people write at once and read the same; what is acked is on disk', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'] });
    await invited(house, kamer.id, participant);
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
    expect(one.text.toJSON()).toContain('1. Welkom');
    await Promise.all([
      ...['Mensen willen weten', 'wie beslist'].map((words) => one.line(words)),
      ...['Vier loketten', 'elk een termijn'].map((words) => two.line(words)),
    ]);
    await eventually(() => one.text.toJSON() === two.text.toJSON());
    const stored = await storedText(house, kamer.id);
    expect(stored).toBe(one.text.toJSON());
    for (const words of [...one.acked, ...two.acked]) expect(stored).toContain(words);
    one.close();
    two.close();
  });

  test('who comes back gets what was written meanwhile, and brings what was not acked', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(organiser, kamer.id)];
    await one.line('eerste');
    two.close();
    await one.line('tweede');
    const line = new Y.XmlElement('paragraph');
    two.text.push([line]);
    line.insert(0, [new Y.XmlText('zonder verbinding')]);
    const back = new Writer(await organiser.connect(), kamer.id);
    back.doc = two.doc;
    back.opened = two.opened;
    const { stateVector } = await back.open();
    await back.send(Y.encodeStateAsUpdate(back.doc, stateVector as Uint8Array));
    await eventually(() => one.text.toJSON() === back.text.toJSON());
    expect(one.text.toJSON()).toMatch(/eerste.*tweede/s);
    expect(await storedText(house, kamer.id)).toContain('zonder verbinding');
    one.close();
    back.close();
  });

  test('a long log is merged into the snapshot and stays the same text', async ({ house }) => {
    const { NoteRooms } = await import('../../server/src/features/notes/note-rooms.service.js');
    const { NoteLogs } = await import('../../server/src/features/notes/note-log.service.js');
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    for (const words of ['een', 'twee', 'drie']) await writer.line(words);
    const before = await storedText(house, kamer.id);
    const room = await house.app.get(NoteRooms).open(kamer.id);
    const under = writer.line('terwijl iemand schrijft');
    await house.app.get(NoteLogs).compact(room.log, room.doc);
    await under;
    const note = await house.db.note.findUniqueOrThrow({ where: { sessionId: kamer.id }, include: { updates: true } });
    expect(note.upToSeq).toBeGreaterThanOrEqual(3);
    expect(note.updates.every(({ seq }) => seq > note.upToSeq)).toBe(true);
    expect(await storedText(house, kamer.id)).toContain('terwijl iemand schrijft');
    expect(before).toContain('drie');
    writer.close();
  });

  test('an untouched opening follows the programme; a written one is left alone', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser, items: ['Welkom'] });
    const early = await writerOf(organiser, kamer.id);
    await house.db.programmeItem.create({ data: { sessionId: kamer.id, place: 1, title: 'Drie bedrijven' } });
    await accessChanges(house, kamer.id);
    await eventually(() => early.heard.some((event) => event.startsWith('note.changed')));
    await expect(early.line('over het oude programma')).rejects.toMatchObject({ code: 'OUT_OF_STEP' });
    early.close();
    const writer = await writerOf(organiser, kamer.id);
    expect(writer.text.toJSON()).toContain('2. Drie bedrijven');
    await writer.line('geschreven');
    await house.db.programmeItem.deleteMany({ where: { sessionId: kamer.id, place: 1 } });
    await accessChanges(house, kamer.id);
    await writer.open();
    expect(writer.text.toJSON()).toContain('2. Drie bedrijven');
    writer.close();
  });
});

describe('who may be in a note', () => {
  test('to strangers and guests of another session it does not exist', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const elsewhere = await aKamer(house, { organiser });
    const link = await invited(house, elsewhere.id, await house.participant());
    await expect(writerOf(await house.participant(), kamer.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(writerOf(await house.administrator(), kamer.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(guestWriter(house, link, kamer.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const guest = await guestWriter(house, link, elsewhere.id);
    await expect(ask(guest.socket, 'note.update', { sessionId: kamer.id, generation: 1, update: new Uint8Array([0, 0]) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    guest.close();
  });

  test('a personal link writes; where the organiser says read, it reads', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const guest = await guestWriter(house, await invited(house, kamer.id, await house.participant()), kamer.id);
    expect(guest.opened.readOnly).toBe(null);
    await guest.line('met alleen een link');
    await house.db.session.update({ where: { id: kamer.id }, data: { guestsWrite: false } });
    await accessChanges(house, kamer.id);
    await expect(guest.line('mag niet meer')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await guest.open()).readOnly).toBe('GUESTS_READ');
    expect(await storedText(house, kamer.id)).not.toContain('mag niet meer');
    guest.close();
  });

  test('before the start those invited read and the organiser writes; a link waits', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, startsInHours: 5 });
    const link = await invited(house, kamer.id, participant);
    expect((await writerOf(organiser, kamer.id)).opened.readOnly).toBe(null);
    expect((await writerOf(participant, kamer.id)).opened.readOnly).toBe('NOT_STARTED');
    await expect(guestWriter(house, link, kamer.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await house.db.noteVisit.count({ where: { sessionId: kamer.id } })).toBe(0);
  });

  test('who is taken out leaves the room at once, and hears and writes nothing more', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    const link = await invited(house, kamer.id, participant);
    const [writer, taken, guest] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id), await guestWriter(house, link, kamer.id)];
    await writer.line('voor iedereen');
    expect(await house.db.noteVisit.findMany({ where: { sessionId: kamer.id }, select: { personId: true } })).toEqual(
      expect.arrayContaining([{ personId: organiser.id }, { personId: participant.id }]),
    );
    await house.db.invitation.updateMany({ where: { sessionId: kamer.id }, data: { removedAt: new Date() } });
    await accessChanges(house, kamer.id);
    await writer.line('niet meer voor u');
    for (const gone of [taken, guest]) {
      await eventually(() => gone.heard.some((event) => event.startsWith('room.closed')));
      await expect(gone.line('toch nog')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(gone.open()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(gone.text.toJSON()).not.toContain('niet meer voor u');
      gone.close();
    }
    expect(await storedText(house, kamer.id)).not.toContain('toch nog');
    writer.close();
  });

  test('after definitief nothing is taken, also not what was on its way', async ({ house }) => {
    const { Notes } = await import('../../server/src/features/notes/notes.service.js');
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('dit telt', { kind: 'DECISION' });
    const late: Promise<unknown>[] = [];
    const kept = await house.app.get(Notes).whileFrozen(kamer.id, async (blocks) => {
      late.push(writer.line('te laat').catch((error: unknown) => error));
      await new Promise((resume) => setTimeout(resume, 100));
      expect(await house.db.outcome.count({ where: { note: { sessionId: kamer.id }, text: 'dit telt' } })).toBe(1);
      await house.db.finalisation.create({ data: { sessionId: kamer.id, version: 1, byId: organiser.id } });
      return JSON.stringify(blocks);
    });
    expect(kept).toContain('dit telt');
    expect(kept).not.toContain('te laat');
    expect(await late[0]).toMatchObject({ code: 'NOTE_LOCKED' });
    expect((await writer.open()).readOnly).toBe('FINAL');
    expect(await storedText(house, kamer.id)).not.toContain('te laat');
    await house.db.finalisation.delete({ where: { sessionId: kamer.id } });
    await accessChanges(house, kamer.id);
    const again = await writerOf(organiser, kamer.id);
    await again.line('na heropenen');
    again.close();
    writer.close();
  });

  test('names stand at carets, and nowhere in Chatham House', async ({ house }) => {
    const [organiser, participant] = [await house.organiser({ name: 'Fatima El Amrani' }), await house.participant({ name: 'Sanne de Wit' })];
    for (const confidentiality of ['OPEN', 'CHATHAM_HOUSE'] as const) {
      const kamer = await aKamer(house, { organiser, confidentiality });
      await invited(house, kamer.id, participant);
      const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
      await ask(two.socket, 'note.caret', { sessionId: kamer.id, caret: { anchor: { tname: 'note' }, head: { tname: 'note' } } });
      const told = await eventually(() => one.heard.find((event) => event.startsWith('note.carets')));
      const third = await writerOf(organiser, kamer.id);
      const all = told + JSON.stringify(third.opened.carets);
      expect(third.opened.carets).toHaveLength(1);
      expect(all.includes('Sanne')).toBe(confidentiality === 'OPEN');
      expect(all).not.toContain(participant.id);
      two.close();
      await eventually(() => one.heard.some((event) => event.startsWith('note.carets') && event.includes('"caret":null')));
      one.close();
      third.close();
    }
  });
});

describe('what is refused', () => {
  test('what is no update, too much at once, text out of step, and an older page', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const [writer, other] = [await writerOf(organiser, kamer.id), await writerOf(participant, kamer.id)];
    await writer.line('voor alles');
    await expect(writer.send(new TextEncoder().encode('geen Yjs'))).rejects.toMatchObject({ code: 'NOT_AN_UPDATE' });
    await expect(writer.send(new Uint8Array(MAX_UPDATE + 1))).rejects.toMatchObject({ code: 'NOTE_FULL' });
    for (const update of ['tekst', 'AA==AAAA', 'AAAA'.repeat(2000)]) {
      await expect(ask(writer.socket, 'note.update', { sessionId: kamer.id, generation: 1, update })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }

    const loose = new Y.Doc();
    loose.getXmlFragment('note').push([new Y.XmlElement('paragraph')]);
    const before = Y.encodeStateVector(loose);
    loose.getXmlFragment('note').push([new Y.XmlElement('paragraph')]);
    await expect(writer.send(Y.encodeStateAsUpdate(loose, before))).rejects.toMatchObject({ code: 'OUT_OF_STEP' });

    const forged = new Y.Doc();
    forged.clientID = other.doc.clientID;
    forged.getXmlFragment('note').push([new Y.XmlElement('paragraph')]);
    await expect(writer.send(Y.encodeStateAsUpdate(forged))).rejects.toMatchObject({ code: 'OUT_OF_STEP' });

    const strange = new Y.Doc();
    strange.getMap('elders').set('a', 1);
    await expect(writer.send(Y.encodeStateAsUpdate(strange))).rejects.toMatchObject({ code: 'NOT_AN_UPDATE' });

    const old = new Writer(await organiser.connect(), kamer.id);
    expect((await old.open(0)).readOnly).toBe('SCHEMA');
    await expect(old.line('met een oude pagina')).rejects.toMatchObject({ code: 'SCHEMA_TOO_OLD' });
    // What was refused left nothing: everybody goes on, and the text is what it was and what comes after.
    await writer.line('en daarna');
    await other.line('en van een ander');
    await eventually(() => writer.text.toJSON() === other.text.toJSON());
    expect(await storedText(house, kamer.id)).toBe(writer.text.toJSON());
    for (const each of [writer, other, old]) each.close();
  });
});
