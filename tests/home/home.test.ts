import { changeAction } from '@kenniskamer/shared/action';
import { listOutcomes, listQuestionWork, overviewOfOutcomes, readHome } from '@kenniskamer/shared/home';
import { addOrganiser, listSessions, removeOrganiser } from '@kenniskamer/shared/session';
import { aRoom } from '../actions/room.js';
import { describe, expect, test } from '../support/house.js';
import { aDraft } from '../support/plan.js';
import { ask } from '../support/resident.js';

const kindsOf = (tasks: { kind: string }[]) => tasks.map(({ kind }) => kind);

describe('what must I do now', () => {
  test('an organiser: end what is over, send the report, mend addresses, go on with drafts; others see none of it', async ({ house }) => {
    const organiser = await house.organiser();
    const colleague = await house.organiser();
    const member = await house.participant();
    const over = await aRoom(house, { organiser, title: 'Afgelopen', startsInHours: -50 });
    const ended = await aRoom(house, { organiser, title: 'Afgerond', startsInHours: -26, phase: 'ENDED' });
    await ended.action({ text: 'Van niemand' });
    const coming = await aRoom(house, { organiser, invited: [member], title: 'Komend', startsInHours: 48 });
    await aRoom(house, { organiser, title: 'Klaar', startsInHours: -90, phase: 'FINAL' });
    await house.db.session.create({ data: { title: 'Nog een concept', organisers: { create: { personId: organiser.id } } } });
    const invitation = await house.db.invitation.findFirstOrThrow({ where: { sessionId: coming.id } });
    await house.db.mail.create({ data: { invitationId: invitation.id, kind: 'invitation', address: 'weg@example.nl', messageId: 'weg', state: 'REFUSED', error: '550' } });

    const { tasks } = await organiser.call(readHome);
    expect(tasks).toMatchObject([
      { kind: 'END', sessionId: over.id, title: 'Afgelopen' },
      { kind: 'FINALISE', sessionId: ended.id, withoutOwner: 1 },
      { kind: 'REFUSED', sessionId: coming.id, n: 1, names: [member.name] },
      { kind: 'DRAFT', title: 'Nog een concept' },
    ]);
    expect(tasks).toHaveLength(4);
    expect((await colleague.call(readHome)).tasks).toEqual([]);
    expect((await member.call(readHome)).tasks).toMatchObject([{ kind: 'ANSWER', sessionId: coming.id, title: 'Komend' }]);
    await coming.takeOut(member);
    expect((await member.call(readHome)).tasks).toEqual([]);
  });

  test('what is going on now comes to its people only; an administrator hears of people and questions without a unit', async ({ house }) => {
    const organiser = await house.organiser();
    const member = await house.participant();
    const administrator = await house.administrator();
    const room = await aRoom(house, { organiser, invited: [member], confidentiality: 'CONFIDENTIAL', title: 'Geheim', startsInHours: -0.5 });
    expect((await member.call(readHome)).tasks).toContainEqual(expect.objectContaining({ kind: 'NOTE', sessionId: room.id }));
    const { tasks } = await administrator.call(readHome);
    expect(JSON.stringify(tasks)).not.toContain('Geheim');
    expect(kindsOf(tasks)).toContain('PEOPLE_WITHOUT_UNIT');
    await house.agenda();
    expect((await administrator.call(readHome)).tasks).toContainEqual({ kind: 'QUESTIONS_WITHOUT_UNIT', n: 76 });
    expect(kindsOf((await member.call(readHome)).tasks)).not.toContain('QUESTIONS_WITHOUT_UNIT');
  });
});

describe('actions that press', () => {
  test('an owner hears of their own that are late, a coordinator also of those without owner; never of a session they may not see', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const coordinator = await house.coordinator();
    const stranger = await house.participant();
    const open = await aRoom(house, { organiser, invited: [owner], phase: 'FINAL' });
    const secret = await aRoom(house, { organiser, invited: [owner], phase: 'FINAL', confidentiality: 'CONFIDENTIAL' });
    const actionsOf = async (who: typeof owner) => (await who.call(readHome)).tasks.filter(({ kind }) => kind === 'ACTIONS');
    const before = (await coordinator.call(readHome)).tasks.find(({ kind }) => kind === 'ACTIONS');
    await open.action({ text: 'Tijd genoeg', owner, due: 30 });
    expect(await actionsOf(owner)).toEqual([]);
    await open.action({ text: 'Te laat', owner, due: -3 });
    await open.action({ text: 'Van niemand' });
    await secret.action({ text: 'Geheim te laat', owner, due: -3 });
    expect(await actionsOf(owner)).toEqual([{ kind: 'ACTIONS', whose: 'MINE', overdue: 2, withoutOwner: 0 }]);
    expect(await actionsOf(coordinator)).toEqual([
      // Other tests in this house left one without owner.
      { kind: 'ACTIONS', whose: 'FOLLOWED', overdue: 1, withoutOwner: 1 + (before?.kind === 'ACTIONS' ? before.withoutOwner : 0) },
    ]);
    expect(await actionsOf(stranger)).toEqual([]);
  });
});

describe('a question’s outcomes', () => {
  test('each follows its session: who may not read that finds neither text nor count', async ({ house }) => {
    await house.agenda();
    const { questionId } = await house.db.wording.findFirstOrThrow({ where: { code: 'A1.3' }, select: { questionId: true } });
    const organiser = await house.organiser();
    const member = await house.participant();
    const reader = await house.participant();
    const open = await aRoom(house, { organiser, invited: [member], phase: 'FINAL', title: 'Openbaar' });
    const draft = await aRoom(house, { organiser, invited: [member], phase: 'ENDED', title: 'Nog niet definitief' });
    const secret = await aRoom(house, { organiser, invited: [member], phase: 'FINAL', confidentiality: 'CONFIDENTIAL', title: 'Geheim' });
    const insight = async (room: typeof open, text: string) => room.outcome({ kind: 'INSIGHT', text, questionIds: [questionId] });
    await insight(open, 'Voor iedereen');
    await insight(draft, 'Nog in de maak');
    await insight(secret, 'Onder ons');
    const gone = await insight(open, 'Weggehaald');
    await house.db.outcome.update({ where: { id: gone.id }, data: { removedAt: new Date() } });
    const here = { params: { key: 'A1.3' } };
    const textsFor = async (who: typeof reader) => (await who.call(listOutcomes, { ...here, input: { kind: 'INSIGHT', limit: 50 } })).items.map(({ text }) => text);
    expect(await textsFor(reader)).toEqual(['Voor iedereen']);
    expect(await textsFor(member)).toEqual(['Onder ons', 'Nog in de maak', 'Voor iedereen']);
    const none = { items: [], nextCursor: null };
    expect(await reader.call(overviewOfOutcomes, here)).toEqual({
      kinds: { DECISION: 0, INSIGHT: 1, WHITE_SPOT: 0, ACTION: 0 },
      sessions: 1,
      first: { DECISION: none, WHITE_SPOT: none, INSIGHT: { items: [expect.objectContaining({ text: 'Voor iedereen' })], nextCursor: null } },
    });
    const overview = await member.call(overviewOfOutcomes, here);
    expect([overview.sessions, overview.first.INSIGHT.items.map(({ text }) => text)]).toEqual([3, ['Onder ons', 'Nog in de maak', 'Voor iedereen']]);
    const first = await member.call(listOutcomes, { ...here, input: { kind: 'INSIGHT', limit: 2 } });
    const rest = await member.call(listOutcomes, { ...here, input: { kind: 'INSIGHT', limit: 2, cursor: first.nextCursor ?? '' } });
    expect(rest.items.map(({ text }) => text)).toEqual(['Voor iedereen']);
    await expect(reader.call(overviewOfOutcomes, { params: { key: 'Z9.9' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the first twenty of a kind come with the counts, and the list goes on after them', async ({ house }) => {
    await house.agenda();
    const { questionId } = await house.db.wording.findFirstOrThrow({ where: { code: 'A1.4' }, select: { questionId: true } });
    const room = await aRoom(house, { organiser: await house.organiser(), phase: 'FINAL' });
    const reader = await house.participant();
    for (let n = 1; n <= 22; n += 1) await room.outcome({ kind: 'INSIGHT', text: `Inzicht ${n}`, questionIds: [questionId] });
    await room.outcome({ kind: 'DECISION', text: 'Besluit', questionIds: [questionId] });
    await room.action({ questionIds: [questionId] });
    const here = { params: { key: 'A1.4' } };
    const { kinds, sessions, first } = await reader.call(overviewOfOutcomes, here);
    expect({ kinds, sessions, decisions: first.DECISION.items.map(({ text }) => text) }).toEqual({
      kinds: { DECISION: 1, INSIGHT: 22, WHITE_SPOT: 0, ACTION: 1 },
      sessions: 1,
      decisions: ['Besluit'],
    });
    const rest = await reader.call(listOutcomes, { ...here, input: { kind: 'INSIGHT', limit: 20, cursor: first.INSIGHT.nextCursor ?? '' } });
    expect([...first.INSIGHT.items, ...rest.items].map(({ text }) => text)).toEqual(Array.from({ length: 22 }, (_, at) => `Inzicht ${22 - at}`));
    expect(rest.nextCursor).toBeNull();
  });
});

test('a question’s sessions: page by page, and only those one may read', async ({ house }) => {
  await house.agenda();
  const { questionId } = await house.db.wording.findFirstOrThrow({ where: { code: 'B2.1' }, select: { questionId: true } });
  const [organiser, member, reader] = [await house.organiser(), await house.participant(), await house.participant()];
  const about = async (title: string, startsInHours: number, given: Partial<Parameters<typeof aRoom>[1]> = {}) => {
    const { id } = await aRoom(house, { organiser, invited: [member], phase: 'FINAL', title, startsInHours, ...given });
    await house.db.sessionQuestion.create({ data: { sessionId: id, questionId, place: 0 } });
  };
  await about('Laatste', -2);
  await about('Geheim', -26, { confidentiality: 'CONFIDENTIAL' });
  await about('Nog niet definitief', -50, { phase: 'ENDED' });
  await about('Eerste', -74);
  await aRoom(house, { organiser, invited: [member], phase: 'FINAL', title: 'Over iets anders' });
  const page = async (who: typeof reader, limit: number, cursor?: string) => {
    const input = { view: 'READABLE' as const, when: 'PAST' as const, questionId, limit, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await who.call(listSessions, { input });
    return { said: items.map(({ title, questionCodes }) => [title, ...questionCodes].join(' ')), nextCursor };
  };
  expect(await page(reader, 50)).toEqual({ said: ['Laatste B2.1', 'Eerste B2.1'], nextCursor: null });
  expect((await page(member, 50)).said).toEqual(['Laatste B2.1', 'Geheim B2.1', 'Nog niet definitief B2.1', 'Eerste B2.1']);
  const first = await page(reader, 1);
  expect([first.said, (await page(reader, 1, first.nextCursor ?? '')).said]).toEqual([['Laatste B2.1'], ['Eerste B2.1']]);
});

test('what was done on a question: under its kernvraag once, and only of what one may read', async ({ house }) => {
  await house.agenda();
  const ids = new Map((await house.db.wording.findMany({ select: { code: true, questionId: true } })).map(({ code, questionId }) => [code, questionId]));
  const idOf = (code: string) => ids.get(code) ?? '';
  const organiser = await house.organiser();
  const member = await house.participant();
  const stranger = await house.participant();
  const about = async (room: { id: string }, ...codes: string[]) =>
    void (await house.db.sessionQuestion.createMany({ data: codes.map((code, place) => ({ sessionId: room.id, questionId: idOf(code), place })) }));
  const held = await aRoom(house, { organiser, invited: [member], phase: 'FINAL' });
  const secret = await aRoom(house, { organiser, invited: [member], phase: 'FINAL', confidentiality: 'CONFIDENTIAL' });
  const coming = await aRoom(house, { organiser, invited: [member], startsInHours: 48 });
  await about(held, 'B4.1', 'B4');
  await about(secret, 'B4.1');
  await about(coming, 'B4.1');
  await held.outcome({ kind: 'INSIGHT', questionIds: [idOf('B4.1'), idOf('B4')] });
  await secret.action({ questionIds: [idOf('B4.1')] });
  const workFor = async (who: typeof member, code: string) => (await who.call(listQuestionWork)).items.find(({ questionId }) => questionId === idOf(code));
  for (const code of ['B4', 'B4.1']) {
    expect(await workFor(stranger, code)).toEqual({ questionId: idOf(code), held: 1, next: null, outcomes: 1, toDo: 0 });
    expect(await workFor(member, code)).toMatchObject({ held: 2, next: expect.any(Date), outcomes: 2, toDo: 1 });
  }
  expect(await workFor(member, 'C1')).toMatchObject({ held: 0, next: null, outcomes: 0, toDo: 0 });
});

describe('an open first screen or list', () => {
  test('hears of exactly what its reader may see, and of what no longer', async ({ house }) => {
    const [organiser, second] = [await house.organiser(), await house.organiser()];
    const [member, stranger] = [await house.participant(), await house.participant()];
    const coordinator = await house.coordinator();
    const secret = await aRoom(house, { organiser, invited: [member], confidentiality: 'CONFIDENTIAL', phase: 'ENDED' });
    const ended = await aRoom(house, { organiser, invited: [member], phase: 'ENDED' });
    const open = await aRoom(house, { organiser, phase: 'FINAL' });
    const draft = await aDraft(organiser);
    const action = { secret: await secret.action(), ended: await ended.action(), open: await open.action() };
    const done = (which: keyof typeof action) => organiser.call(changeAction, { params: { id: action[which].id }, input: { revision: 1, state: 'DONE' } });

    const told = new Set<string>();
    const desks = await Promise.all(
      Object.entries({ organiser, second, member, coordinator, stranger }).map(async ([name, person]) => {
        const socket = await person.connect();
        await ask(socket, 'desk.watch', { id: person.id });
        return socket.on('desk.changed', () => void told.add(name));
      }),
    );
    /** A change is told to all in one go: who was not told by then was not told at all. */
    const tells = async (act: () => Promise<unknown>, ...names: string[]) => {
      told.clear();
      await act();
      await expect.poll(() => names.filter((name) => !told.has(name)), { timeout: 10_000 }).toEqual([]);
      expect([...told].sort()).toEqual(names);
    };

    await tells(() => done('secret'), 'member', 'organiser');
    await tells(() => done('ended'), 'coordinator', 'member', 'organiser');
    await tells(() => done('open'), 'coordinator', 'member', 'organiser', 'second', 'stranger');
    await secret.takeOut(member);
    await tells(secret.changed, 'member', 'organiser');
    await tells(() => organiser.call(addOrganiser, { params: { id: draft.id }, input: { personId: second.id } }), 'organiser', 'second');
    await tells(() => organiser.call(removeOrganiser, { params: { id: draft.id, personId: second.id } }), 'organiser', 'second');
    for (const desk of desks) desk.disconnect();
  });
});
