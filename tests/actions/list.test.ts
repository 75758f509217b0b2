import { listActions, overviewOfActions, readAction } from '@kenniskamer/shared/action';
import { describe, expect, test } from '../support/house.js';
import { aQuestion, aRoom } from './room.js';

const page = { limit: 50, whose: 'ALL', state: 'TO_DO' } as const;

describe('the list of actions', () => {
  test('overdue first, then without owner, then by date; page by page the same', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    const made = {
      later: await room.action({ text: 'Later', owner, due: 40 }),
      undated: await room.action({ text: 'Zonder datum', owner }),
      nobodys: await room.action({ text: 'Van niemand', due: 2 }),
      soon: await room.action({ text: 'Binnenkort', owner, due: 3 }),
      late: await room.action({ text: 'Te laat', owner, due: -4 }),
      lateToo: await room.action({ text: 'Ook te laat', due: -1 }),
    };
    await room.action({ text: 'Klaar', owner, state: 'DONE', due: -9 });
    await room.action({ text: '', owner });
    const order = [made.late, made.lateToo, made.nobodys, made.soon, made.later, made.undated].map(({ id }) => id);
    const whole = await organiser.call(listActions, { input: { ...page, session: room.id } });
    expect(whole.items.map(({ id }) => id)).toEqual(order);
    expect(whole.items.map(({ group }) => group)).toEqual(['OVERDUE', 'OVERDUE', 'WITHOUT_OWNER', 'SOON', 'LATER', 'LATER']);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const part = await organiser.call(listActions, { input: { ...page, session: room.id, limit: 2, cursor } });
      seen.push(...part.items.map(({ id }) => id));
      cursor = part.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(order);

    const { groups } = await organiser.call(overviewOfActions, { input: { whose: 'ALL', state: 'ALL', session: room.id } });
    expect(groups).toEqual({ OVERDUE: 2, WITHOUT_OWNER: 1, SOON: 1, LATER: 2, CLOSED: 1 });
    await expect(organiser.call(listActions, { input: { ...page, cursor: 'nonsense' } })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  test('a coordinator follows their units and untied questions, of what they may see; a stranger sees nothing of it', async ({ house }) => {
    const organiser = await house.organiser();
    const stranger = await house.participant();
    const coordinator = await house.coordinator();
    const other = await house.coordinator();
    const tied = await aQuestion(house, 'A1', [coordinator.unitId ?? '']);
    const untied = await aQuestion(house, 'A2');
    const room = await aRoom(house, { organiser, phase: 'ENDED' });
    const secret = await aRoom(house, { organiser, phase: 'ENDED', confidentiality: 'CONFIDENTIAL' });
    const running = await aRoom(house, { organiser });
    const ofTied = await room.action({ text: 'Bij een gekoppelde vraag', questionIds: [tied] });
    const ofUntied = await room.action({ text: 'Bij een losse vraag', questionIds: [untied] });
    await secret.action({ text: 'Geheim', questionIds: [tied] });
    await running.action({ text: 'Nog bezig', questionIds: [tied] });

    const followed = { ...page, whose: 'FOLLOWED' } as const;
    const idsOf = async (who: typeof coordinator) => (await who.call(listActions, { input: followed })).items.map(({ id }) => id);
    expect(await idsOf(coordinator)).toEqual(expect.arrayContaining([ofTied.id, ofUntied.id]));
    expect(await idsOf(other)).toContain(ofUntied.id);
    expect(await idsOf(other)).not.toContain(ofTied.id);
    const rows = (await coordinator.call(listActions, { input: page })).items;
    expect(rows.map(({ text }) => text)).not.toContain('Geheim');
    expect(rows.map(({ text }) => text)).not.toContain('Nog bezig');
    // They may follow the action, and not read the session: so its title does not exist for them.
    expect(rows.find(({ id }) => id === ofTied.id)).toMatchObject({ session: null, questions: [{ code: 'A1' }], may: { assign: true, chase: false } });

    expect(await stranger.call(listActions, { input: page })).toEqual({ items: [], nextCursor: null });
    expect(await stranger.call(overviewOfActions, { input: { whose: 'ALL', state: 'ALL' } })).toEqual({
      groups: { OVERDUE: 0, WITHOUT_OWNER: 0, SOON: 0, LATER: 0, CLOSED: 0 },
      whose: { FOLLOWED: null, MINE: 0, ALL: 0 },
      questions: [],
      owners: [],
      units: [],
    });
    await expect(stranger.call(readAction, { params: { id: ofTied.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const read = await coordinator.call(readAction, { params: { id: ofTied.id } });
    expect(read).toMatchObject({ text: 'Bij een gekoppelde vraag', session: null, from: null });
  });

  test('filters: question, owner, nobody, unit with what is below it, state, overdue', async ({ house }) => {
    const organiser = await house.organiser();
    const ministry = await house.unit();
    const below = await house.unit({ parentId: ministry.id });
    const owner = await house.participant({ unitId: below.id });
    const question = await aQuestion(house, 'B1');
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    const his = await room.action({ owner, due: -2, questionIds: [question] });
    const nobodys = await room.action({ text: 'Van niemand', state: 'IN_PROGRESS' });
    const done = await room.action({ text: 'Klaar', state: 'DONE' });
    const find = async (filter: object) =>
      (await organiser.call(listActions, { input: { ...page, session: room.id, ...filter } })).items.map(({ id }) => id);
    expect(await find({ question: 'B1' })).toEqual([his.id]);
    expect(await find({ owner: owner.id })).toEqual([his.id]);
    expect(await find({ owner: 'none' })).toEqual([nobodys.id]);
    expect(await find({ unit: ministry.id })).toEqual([his.id]);
    expect(await find({ state: 'DONE' })).toEqual([done.id]);
    expect(await find({ state: 'IN_PROGRESS' })).toEqual([nobodys.id]);
    expect(await find({ overdue: true })).toEqual([his.id]);
    expect(await find({ question: 'B9' })).toEqual([]);
    const overview = await organiser.call(overviewOfActions, { input: { whose: 'ALL', state: 'TO_DO', session: room.id } });
    expect(overview.owners.find(({ id }) => id === owner.id)).toEqual({ id: owner.id, name: owner.name, n: 1 });
    expect((await owner.call(listActions, { input: { ...page, whose: 'MINE' } })).items.map(({ id }) => id)).toEqual([his.id]);
  });
});
