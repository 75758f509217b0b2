import * as Y from 'yjs';
import { describe, expect, test } from '../support/house.js';
import type { House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { findGuestMentionable, findMentionable, readGuestNoteOutcomes, readNoteOutcomes, readNotePage } from '@kenniskamer/shared/note';
import { aKamer, eventually, guestWriter, invited, writerOf } from './kamer.js';

const outcomesOf = (house: House, sessionId: string) =>
  house.db.outcome.findMany({ where: { note: { sessionId } }, orderBy: { place: 'asc' }, include: { questions: true, action: true } });

async function aQuestion(house: House, state: 'ADOPTED' | 'DRAFT' = 'ADOPTED'): Promise<string> {
  const agenda = (await house.db.agenda.findFirst()) ?? (await house.db.agenda.create({ data: { title: 'Agenda', fromYear: 2025, toYear: 2030 } }));
  const year = 2025 + (await house.db.edition.count());
  const edition = await house.db.edition.create({ data: { agendaId: agenda.id, year } });
  const theme = await house.db.theme.create({ data: { editionId: edition.id, code: 'A', title: 'Sturing', place: 0 } });
  const question = await house.db.question.create({ data: {} });
  await house.db.wording.create({
    data: { editionId: edition.id, questionId: question.id, themeId: theme.id, kind: 'CORE', code: 'A1', title: 'Burgers', text: 'Hoe kijken burgers?', place: 0 },
  });
  if (state === 'ADOPTED') await house.db.edition.update({ where: { id: edition.id }, data: { state, currentAt: new Date() } });
  return question.id;
}

describe('outcomes', () => {
  test('are read soon after a line is marked, with its questions and under its programme item', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser, items: ['Welkom'] });
    const [question, draft] = [await aQuestion(house), await aQuestion(house, 'DRAFT')];
    const writer = await writerOf(organiser, kamer.id);
    const insight = await writer.line('Mensen accepteren sturing.', { kind: 'INSIGHT', questions: `${question} ${draft} geen-vraag` });
    const action = await writer.line('Twee gemeenten vragen.', { kind: 'ACTION' });
    await writer.line('Een vreemd soort', { kind: 'GEHEIM' });
    const rows = await eventually(async () => ((await outcomesOf(house, kamer.id)).length === 2 ? outcomesOf(house, kamer.id) : null));
    expect(rows).toMatchObject([
      { blockId: insight, kind: 'INSIGHT', text: 'Mensen accepteren sturing.', itemId: kamer.items[0]?.id, removedAt: null, action: null, questions: [{ questionId: question }] },
      { blockId: action, kind: 'ACTION', text: 'Twee gemeenten vragen.', questions: [], action: { state: 'OPEN', ownerId: null } },
    ]);
    await eventually(() => writer.heard.some((event) => event.startsWith('note.outcomes')));
    expect((await organiser.call(readNoteOutcomes, { params: { id: kamer.id } })).items.map(({ blockId }) => blockId)).toEqual([insight, action]);
    writer.close();
  });

  test('a line that goes hides its outcome; undo brings it back with its action and that action’s course', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('gewoon');
    const undo = new Y.UndoManager(writer.text, { captureTimeout: 0 });
    const blockId = await writer.line('Vragen aan de raad', { kind: 'ACTION' });
    const [first] = await eventually(async () => ((await outcomesOf(house, kamer.id))[0]?.action ? outcomesOf(house, kamer.id) : null));
    await house.db.action.update({ where: { outcomeId: first?.id ?? '' }, data: { ownerId: organiser.id, state: 'IN_PROGRESS' } });
    await writer.edit((text) => text.delete(text.length - 1, 1));
    await eventually(async () => (await outcomesOf(house, kamer.id))[0]?.removedAt);
    expect((await organiser.call(readNoteOutcomes, { params: { id: kamer.id } })).items).toEqual([]);
    await writer.edit(() => void undo.undo());
    const back = await eventually(async () => (await outcomesOf(house, kamer.id)).find(({ removedAt }) => removedAt === null));
    expect(back).toMatchObject({ id: first?.id, blockId, text: 'Vragen aan de raad', action: { ownerId: organiser.id, state: 'IN_PROGRESS' } });
    writer.close();
  });

  test('while only words change the rest of an outcome is left alone; rows that are not as they were left are put right', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const question = await aQuestion(house);
    const writer = await writerOf(organiser, kamer.id);
    const blockId = await writer.line('Een besluit', { kind: 'DECISION', questions: question });
    const says = (text: string) => eventually(async () => (await outcomesOf(house, kamer.id)).find((row) => row.text === text && row.removedAt === null));
    const types = (text: string) => writer.edit((note) => ((note.get(note.length - 1) as Y.XmlElement).get(0) as Y.XmlText).insert(0, text));
    const first = await says('Een besluit');
    await types('Toch ');
    const second = await says('Toch Een besluit');
    expect(second).toMatchObject({ id: first.id, blockId, questions: [{ questionId: question }] });
    expect(second.readSeq).toBeGreaterThan(first.readSeq);
    await house.db.outcome.update({ where: { id: first.id }, data: { removedAt: new Date() } });
    await types('Nee: ');
    expect(await says('Nee: Toch Een besluit')).toMatchObject({ id: first.id });
    writer.close();
  });

  test('a doubled id that no browser put right is put right here: the one with the original text keeps it', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    const blockId = await writer.line('Het oorspronkelijke besluit', { kind: 'DECISION' });
    await eventually(async () => (await outcomesOf(house, kamer.id)).length === 1);
    await writer.edit((text) => {
      const copy = new Y.XmlElement('paragraph');
      copy.insert(0, [new Y.XmlText('Een kopie die ervoor staat')]);
      copy.setAttribute('blockId', blockId);
      copy.setAttribute('outcome', 'DECISION');
      text.insert(0, [copy]);
    });
    const rows = await eventually(async () => ((await outcomesOf(house, kamer.id)).length === 2 ? outcomesOf(house, kamer.id) : null));
    expect(rows.find((row) => row.blockId === blockId)?.text).toBe('Het oorspronkelijke besluit');
    expect(rows.find((row) => row.blockId !== blockId)?.text).toBe('Een kopie die ervoor staat');
    await eventually(() => writer.lineWith('Een kopie').getAttribute('blockId') !== blockId);
    writer.close();
  });

  test('what a stop left unread is read at the next start', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('Net voor het stoppen', { kind: 'WHITE_SPOT' });
    writer.close();
    await house.stop();
    await house.start();
    const [row] = await eventually(async () => ((await outcomesOf(house, kamer.id)).length === 1 ? outcomesOf(house, kamer.id) : null));
    expect(row?.text).toBe('Net voor het stoppen');
  });

  test('an older reading never overwrites a newer one', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('De eerste', { kind: 'DECISION' });
    await eventually(async () => (await outcomesOf(house, kamer.id)).length === 1);
    await house.db.note.update({ where: { sessionId: kamer.id }, data: { readSeq: 1000 } });
    await writer.line('De tweede', { kind: 'DECISION' });
    const { Notes } = await import('../../server/src/features/notes/notes.service.js');
    await house.app.get(Notes).readOutcomes(kamer.id);
    expect(await outcomesOf(house, kamer.id)).toHaveLength(1);
    writer.close();
  });
});

describe('the page round the text', () => {
  test('is for those who may read the note; a link sees no list of people', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant({ name: 'Noor Aziz' })];
    const kamer = await aKamer(house, { organiser, confidentiality: 'CONFIDENTIAL' });
    const link = await invited(house, kamer.id, participant);
    await expect((await house.participant()).call(readNotePage, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await house.administrator()).call(readNoteOutcomes, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(house.nobody().call(readNotePage, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await expect(house.nobody().call(readGuestNoteOutcomes, { params: { token: 'x'.repeat(43) } })).rejects.toMatchObject({ code: 'LINK_NOT_VALID' });
    expect(await participant.call(readNotePage, { params: { id: kamer.id } })).toMatchObject({ title: kamer.title, me: { name: 'Noor Aziz' } });
    expect(await house.nobody().call(readGuestNoteOutcomes, { params: { token: link } })).toEqual({ items: [] });
    const guest = await guestWriter(house, link, kamer.id);
    await expect(ask(guest.socket, 'note.open', { sessionId: 'x', schema: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    guest.close();
  });

  test('a link is offered this session’s people by name and nobody else; who is signed in finds others, but not in a confidential session', async ({ house }) => {
    const [organiser, participant, taken] = [await house.organiser({ name: 'Joris Organisator' }), await house.participant({ name: 'Joris Genodigde' }), await house.participant({ name: 'Joris Weggehaald' })];
    const stranger = await house.participant({ name: 'Joris Vreemdeling' });
    for (const confidentiality of ['OPEN', 'CHATHAM_HOUSE', 'CONFIDENTIAL'] as const) {
      const kamer = await aKamer(house, { organiser, confidentiality });
      const [link, gone] = [await invited(house, kamer.id, participant), await invited(house, kamer.id, taken)];
      await house.db.invitation.updateMany({ where: { sessionId: kamer.id, personId: taken.id }, data: { removedAt: new Date() } });
      const named = async (search: string) => (await house.nobody().call(findGuestMentionable, { params: { token: link }, input: { search } })).items;
      expect(await named('joris')).toEqual([
        { id: participant.id, name: 'Joris Genodigde' },
        { id: organiser.id, name: 'Joris Organisator' },
      ]);
      expect(await named('Vreemdeling')).toEqual([]);
      expect((await named('')).map(({ name }) => name)).toEqual(['Joris Genodigde', 'Joris Organisator']);
      await expect(house.nobody().call(findGuestMentionable, { params: { token: gone }, input: { search: '' } })).rejects.toMatchObject({ code: 'LINK_NOT_VALID' });
      await expect(stranger.call(findMentionable, { params: { id: kamer.id }, input: { search: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const { items } = await participant.call(findMentionable, { params: { id: kamer.id }, input: { search: 'Joris V' } });
      expect(items).toEqual(confidentiality === 'CONFIDENTIAL' ? [] : [{ id: stranger.id, name: 'Joris Vreemdeling' }]);
    }
  });
});
