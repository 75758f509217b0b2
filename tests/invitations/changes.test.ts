import { cancelSession, enterReply, listChanges, reinvite, reply, takeOut, undoChange, type SentChange } from '@kenniskamer/shared/invitation';
import { changeSession, readSession, type Partstat } from '@kenniskamer/shared/session';
import { readCalendar } from '../support/calendar.js';
import { describe, expect, test, type House } from '../support/house.js';
import { aDraft, aSent, dayFromNow, invitees } from '../support/plan.js';
import type { Resident } from '../support/resident.js';

/** A sent session with somebody who comes, somebody who does not, and somebody who said nothing. */
async function scene(house: House) {
  const organiser = await house.organiser();
  const [comes, declines, silent] = [await house.participant(), await house.participant(), await house.participant()];
  const session = await aSent(house, organiser, [comes, declines, silent]);
  await comes.call(reply, { params: { id: session.id }, input: { partstat: 'ACCEPTED', remark: 'Graag' } });
  await declines.call(reply, { params: { id: session.id }, input: { partstat: 'DECLINED' } });
  const people = [comes, declines, silent];
  const here = { params: { id: session.id } };
  return {
    organiser, comes, declines, silent, session, here, people,
    /** Changes it, with the revision it now has. */
    change: async (input: Record<string, unknown>) => {
      const now = await organiser.call(readSession, here);
      return organiser.call(changeSession, { ...here, input: { revision: now.planning?.revision ?? 0, ...input } });
    },
    changes: async () => (await organiser.call(listChanges, here)).items,
    undo: (change: SentChange | undefined) => organiser.call(undoChange, { params: { id: session.id, changeId: change?.id ?? '' } }),
    answers: async (): Promise<Partstat[]> => {
      const { items } = await invitees(organiser, session.id);
      return people.map(({ id }) => items.find(({ personId }) => personId === id)?.partstat ?? 'NEEDS_ACTION');
    },
    invitationOf: async (person: Resident) => (await house.db.invitation.findFirstOrThrow({ where: { sessionId: session.id, personId: person.id, replacedAt: null } })).id,
    mails: () => people.map(({ email }) => house.post.of(email).length),
    last: (person: Resident) => readCalendar(house.post.of(person.email).at(-1)?.calendar ?? ''),
  };
}

describe('moving', () => {
  test('puts every answer back at once, shows the earlier one, and mails after a minute, decliners too', async ({ house }) => {
    const it = await scene(house);
    const moved = await it.change({ day: dayFromNow(40), startClock: '10:00', endClock: '11:30' });
    expect(await it.answers()).toEqual(['NEEDS_ACTION', 'NEEDS_ACTION', 'NEEDS_ACTION']);
    const { items } = await invitees(it.organiser, it.session.id);
    expect(items.find(({ personId }) => personId === it.comes.id)?.earlier).toEqual({ partstat: 'ACCEPTED', startsAt: it.session.startsAt });
    expect(items.find(({ personId }) => personId === it.silent.id)?.earlier).toBeNull();
    await house.settled();
    expect(it.mails()).toEqual([1, 1, 1]);
    const [change, ...more] = await it.changes();
    expect(more).toEqual([]);
    expect(change).toMatchObject({ kind: 'CHANGED', fields: ['day', 'endClock', 'startClock'], by: it.organiser.name, person: null, canUndo: true, people: 3 });
    expect(change?.secondsLeft).toBeGreaterThan(0);
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 2, 2]);
    expect(it.last(it.declines)).toMatchObject({ method: 'REQUEST', sequence: 1, start: moved.startsAt?.toISOString().replace('.000', '') });
    expect(await it.changes()).toEqual([]);
    await expect(it.undo(change)).rejects.toMatchObject({ code: 'UNDO_TOO_LATE' });
    // Back to the first date, told or not: their answer was to another question.
    await it.change({ day: it.session.planning?.day, startClock: '13:30', endClock: '15:00' });
    expect(await it.answers()).toEqual(['NEEDS_ACTION', 'NEEDS_ACTION', 'NEEDS_ACTION']);
    await house.minutePasses();
    expect(it.last(it.comes)).toMatchObject({ sequence: 2 });
  });

  test('undone within the minute puts everything back, and mails nothing', async ({ house }) => {
    const it = await scene(house);
    const before = await it.organiser.call(readSession, it.here);
    await it.change({ startClock: '16:00', endClock: '17:00', place: 'Zaal 3' });
    const [change] = await it.changes();
    const after = await it.undo(change);
    expect(after).toMatchObject({ startsAt: before.startsAt, endsAt: before.endsAt, place: before.place });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    expect((await it.comes.call(readSession, it.here)).invitation).toMatchObject({ partstat: 'ACCEPTED', remark: 'Graag' });
    // Undone is undone, however often it is pressed.
    expect(await it.undo(change)).toEqual(after);
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 1]);
  });

  test('and moved back by hand brings the answers back and mails nothing; that too can be undone', async ({ house }) => {
    const it = await scene(house);
    await it.change({ startClock: '16:00', endClock: '17:00' });
    await it.change({ startClock: '18:00', endClock: '19:00' });
    await it.change({ startClock: '13:30', endClock: '15:00' });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    const [newest] = await it.changes();
    await it.undo(newest);
    expect(await it.answers()).toEqual(['NEEDS_ACTION', 'NEEDS_ACTION', 'NEEDS_ACTION']);
    await it.change({ startClock: '13:30', endClock: '15:00' });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 1]);
  });

  test('an answer given in that minute is to the new time: undoing brings the old one back', async ({ house }) => {
    const it = await scene(house);
    await it.change({ startClock: '16:00', endClock: '17:00' });
    await it.comes.call(reply, { ...it.here, input: { partstat: 'DECLINED' } });
    await it.silent.call(reply, { ...it.here, input: { partstat: 'ACCEPTED' } });
    expect(await it.answers()).toEqual(['DECLINED', 'NEEDS_ACTION', 'ACCEPTED']);
    await it.undo((await it.changes())[0]);
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    expect((await it.comes.call(readSession, it.here)).invitation?.remark).toBe('Graag');
  });

  test('of two changes of the same the newer is undone first; of others in any order', async ({ house }) => {
    const it = await scene(house);
    await it.change({ startClock: '16:00', endClock: '17:00' });
    await it.change({ startClock: '18:00', endClock: '19:00' });
    await it.change({ place: 'Zaal 3' });
    const [place, second, first] = await it.changes();
    expect([place, second, first].map((change) => change?.canUndo)).toEqual([true, true, false]);
    await expect(it.undo(first)).rejects.toMatchObject({ code: 'UNDO_NEWER_FIRST' });
    await it.undo(second);
    const after = await it.undo(first);
    expect(after).toMatchObject({ startsAt: it.session.startsAt, place: 'Zaal 3' });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 2, 2]);
  });

  test('only the end is moving too; another place keeps the answers', async ({ house }) => {
    const it = await scene(house);
    await it.change({ place: 'Zaal 3' });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    await it.change({ endClock: '16:00' });
    expect(await it.answers()).toEqual(['NEEDS_ACTION', 'NEEDS_ACTION', 'NEEDS_ACTION']);
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 2, 2]);
    expect(it.last(it.silent)).toMatchObject({ sequence: 1, location: 'Zaal 3' });
  });

  test('title and programme are mailed only when asked', async ({ house }) => {
    const it = await scene(house);
    await it.change({ title: 'Anders' });
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 1]);
    await it.change({ title: 'Nog anders', tellDetails: true });
    expect((await it.changes())[0]).toMatchObject({ fields: ['title'], people: 3 });
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 2, 2]);
    expect(it.last(it.comes)).toMatchObject({ sequence: 0 });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
  });

  test('what was sent cannot lose its time or place, nor move into the past', async ({ house }) => {
    const it = await scene(house);
    const refused = (input: Record<string, unknown>) => it.change(input).then(() => 'ok', (error: { details: { issues: { path: string[]; code: string }[] } }) => error.details.issues.map(({ path, code }) => `${path.join('.')} ${code}`));
    expect(await refused({ day: null })).toEqual(['day REQUIRED']);
    expect(await refused({ place: null })).toEqual(['place REQUIRED']);
    expect(await refused({ day: dayFromNow(-3) })).toEqual(['day IN_THE_PAST']);
    expect(await refused({ place: null, video: 'https://video.example.nl/1' })).toBe('ok');
    expect(await it.changes()).toHaveLength(1);
    await house.db.session.update({ where: { id: it.session.id }, data: { startsAt: new Date(Date.now() - 60_000) } });
    expect(await refused({ confidentiality: 'OPEN' })).toBe('ok');
    expect(await refused({ confidentiality: 'CONFIDENTIAL' })).toEqual(['confidentiality FIXED_SINCE_START']);
  });
});

describe('taking out', () => {
  test('ends access at once; undone it is back with its answer, and nobody was mailed', async ({ house }) => {
    const it = await scene(house);
    const invitationId = await it.invitationOf(it.comes);
    const params = { id: it.session.id, invitationId };
    const change = await it.organiser.call(takeOut, { params });
    expect(change).toMatchObject({ kind: 'TAKEN_OUT', person: it.comes.name, people: 1, canUndo: true });
    await expect(it.comes.call(readSession, it.here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(it.comes.call(reply, { ...it.here, input: { partstat: 'DECLINED' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(it.organiser.call(takeOut, { params })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect((await invitees(it.organiser, it.session.id)).counts).toMatchObject({ invited: 2, takenOut: 1 });
    expect((await invitees(it.organiser, it.session.id, { show: 'TAKEN_OUT' })).items.map(({ name }) => name)).toEqual([it.comes.name]);
    await it.undo(change);
    expect((await it.comes.call(readSession, it.here)).invitation).toMatchObject({ partstat: 'ACCEPTED' });
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 1]);
  });

  test('is a CANCEL to that person; asked again they get the same UID, another link, and give an answer anew', async ({ house }) => {
    const it = await scene(house);
    const first = it.last(it.comes);
    const invitationId = await it.invitationOf(it.comes);
    const params = { id: it.session.id, invitationId };
    const old = await house.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    await it.organiser.call(takeOut, { params });
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 1, 1]);
    expect(it.last(it.comes)).toMatchObject({ method: 'CANCEL', uid: first.uid, sequence: 1 });
    const change = await it.organiser.call(reinvite, { params });
    expect(change).toMatchObject({ kind: 'REINVITED', person: it.comes.name });
    expect((await it.comes.call(readSession, it.here)).invitation).toMatchObject({ partstat: 'NEEDS_ACTION' });
    // Undone: out again, with the old link and answer.
    await it.undo(change);
    expect(await house.db.invitation.findUniqueOrThrow({ where: { id: invitationId } })).toMatchObject({ linkHash: old.linkHash, generation: 1, partstat: 'ACCEPTED', removedAt: expect.any(Date) });
    await it.organiser.call(reinvite, { params });
    await house.minutePasses();
    expect(it.last(it.comes)).toMatchObject({ method: 'REQUEST', uid: first.uid, sequence: 2 });
    expect(it.mails()).toEqual([3, 1, 1]);
    expect((await house.db.invitation.findUniqueOrThrow({ where: { id: invitationId } })).linkHash).not.toBe(old.linkHash);
    const { items } = await invitees(it.organiser, it.session.id);
    expect(items.find(({ personId }) => personId === it.comes.id)).toMatchObject({ partstat: 'NEEDS_ACTION', earlier: { partstat: 'ACCEPTED' } });
  });

  test('and asked again within the minute mails nothing and keeps the answer', async ({ house }) => {
    const it = await scene(house);
    const params = { id: it.session.id, invitationId: await it.invitationOf(it.comes) };
    await it.organiser.call(takeOut, { params });
    await it.organiser.call(reinvite, { params });
    expect(await it.answers()).toEqual(['ACCEPTED', 'DECLINED', 'NEEDS_ACTION']);
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 1]);
    await expect(it.organiser.call(reinvite, { params })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });
});

describe('cancelling', () => {
  test('tells exactly those who had a mail, after the minute; undone it tells nobody', async ({ house }) => {
    const it = await scene(house);
    const taken = { id: it.session.id, invitationId: await it.invitationOf(it.silent) };
    await it.organiser.call(takeOut, { params: taken });
    await house.minutePasses();
    const change = await it.organiser.call(cancelSession, { ...it.here, input: { reason: 'Te weinig mensen.' } });
    expect(change).toMatchObject({ kind: 'CANCELLED', people: 2 });
    expect(await it.comes.call(readSession, it.here)).toMatchObject({ cancelledAt: expect.any(Date), cancelReason: 'Te weinig mensen.' });
    await expect(it.comes.call(reply, { ...it.here, input: { partstat: 'DECLINED' } })).rejects.toMatchObject({ code: 'SESSION_CANCELLED' });
    await expect(it.change({ title: 'Toch' })).rejects.toMatchObject({ code: 'SESSION_CANCELLED' });
    await expect(it.organiser.call(reinvite, { params: taken })).rejects.toMatchObject({ code: 'SESSION_CANCELLED' });
    await expect(it.organiser.call(cancelSession, { ...it.here, input: {} })).rejects.toMatchObject({ code: 'SESSION_CANCELLED' });
    await it.undo(change);
    await house.minutePasses();
    expect(it.mails()).toEqual([1, 1, 2]);
    await it.organiser.call(cancelSession, { ...it.here, input: {} });
    await house.minutePasses();
    expect(it.mails()).toEqual([2, 2, 2]);
    expect(it.last(it.declines)).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  test('is for what was sent', async ({ house }) => {
    const organiser = await house.organiser();
    const draft = await aDraft(organiser);
    await expect(organiser.call(cancelSession, { params: { id: draft.id }, input: {} })).rejects.toMatchObject({ code: 'SESSION_NOT_SENT' });
  });
});

describe('at once', () => {
  test('two organisers who cancel and move: one of both is told', async ({ house }) => {
    const it = await scene(house);
    const results = await Promise.allSettled([it.organiser.call(cancelSession, { ...it.here, input: {} }), it.organiser.call(cancelSession, { ...it.here, input: {} })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await it.changes()).toHaveLength(1);
  });

  test('a move and answers at the same moment: what stands is to the time that is', async ({ house }) => {
    const it = await scene(house);
    const invitationId = await it.invitationOf(it.silent);
    await Promise.all([
      it.change({ startClock: '16:00', endClock: '17:00' }),
      it.comes.call(reply, { ...it.here, input: { partstat: 'TENTATIVE' } }),
      it.organiser.call(enterReply, { params: { id: it.session.id, invitationId }, input: { partstat: 'ACCEPTED' } }),
    ]);
    const session = await it.organiser.call(readSession, it.here);
    for (const row of await house.db.invitation.findMany({ where: { sessionId: it.session.id }, include: { replies: { orderBy: [{ at: 'desc' }] } } })) {
      const [last] = row.replies;
      expect(row.partstat).toBe(last?.partstat ?? 'NEEDS_ACTION');
      if (row.partstat !== 'NEEDS_ACTION') expect(last?.forStartsAt).toEqual(session.startsAt);
    }
  });
});
