import { addOrganiser, changeSession, deleteDraft, planSession, readSession, removeOrganiser, searchOrganisers } from '@kenniskamer/shared/session';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '../support/house.js';
import { aDraft, aSent, dayFromNow, questions } from '../support/plan.js';

describe('planning', () => {
  test('a draft needs only a title, and saves as typed', async ({ house }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const draft = await organiser.call(planSession, { input: { title: 'Wonen in 2050' } });
    expect(draft).toEqual({
      id: expect.any(String),
      title: 'Wonen in 2050',
      goal: null,
      zone: 'Europe/Amsterdam',
      place: null,
      video: null,
      levels: [],
      confidentiality: 'OPEN',
      cancelReason: null,
      questions: [],
      items: [],
      organisers: [{ id: organiser.id, name: 'Fatima El Amrani' }],
      startsAt: null,
      endsAt: null,
      sentAt: null,
      cancelledAt: null,
      endedAt: null,
      finalAt: null,
      invitation: null,
      planning: {
        revision: 1,
        day: null,
        startClock: null,
        endClock: null,
        guestsWrite: true,
        createdAt: expect.any(Date),
        changedAt: expect.any(Date),
        invited: 0,
      },
    });
    const here = { params: { id: draft.id } };
    const half = await organiser.call(changeSession, { ...here, input: { revision: 1, day: '2027-12-03', startClock: '13:30' } });
    expect(half).toMatchObject({ startsAt: null, planning: { day: '2027-12-03', startClock: '13:30', endClock: null, revision: 2 } });
    const whole = await organiser.call(changeSession, { ...here, input: { revision: 2, endClock: '15:00' } });
    expect(whole).toMatchObject({ startsAt: new Date('2027-12-03T12:30Z'), endsAt: new Date('2027-12-03T14:00Z') });
    const emptied = await organiser.call(changeSession, { ...here, input: { revision: 3, endClock: null, place: '' } });
    expect(emptied).toMatchObject({ startsAt: null, endsAt: null, place: null });
    expect(await organiser.call(changeSession, { ...here, input: { revision: 4 } })).toEqual(emptied);
  });

  test('the programme keeps its items while they move, and their questions are the session’s', async ({ house }) => {
    const organiser = await house.organiser();
    const [one, two] = await questions(house, organiser);
    if (!one || !two) throw new Error('no questions');
    const [first, second] = [randomUUID(), randomUUID()];
    const item = { minutes: 10, speaker: null, questionIds: [] };
    const draft = await aDraft(organiser, { questionIds: [one.id], items: [{ id: first, title: 'Welkom', ...item }, { id: second, title: 'Wat we weten', ...item }] });
    const here = { params: { id: draft.id } };
    const moved = await organiser.call(changeSession, {
      ...here,
      input: { revision: 1, items: [{ id: second, title: 'Wat we weten', ...item, questionIds: [two.id] }, { title: '', ...item, speaker: 'prof. Chidi Okafor' }, { id: first, title: 'Welkom', ...item }] },
    });
    expect(moved.items.map(({ id, title, speaker, questionIds }) => [id, title, speaker, questionIds])).toEqual([
      [second, 'Wat we weten', null, [two.id]],
      [expect.any(String), '', 'prof. Chidi Okafor', []],
      [first, 'Welkom', null, []],
    ]);
    expect(moved.questions).toEqual([one, two].map(({ id, code, text }) => ({ id, code, text, state: 'OPEN' })));
    const less = await organiser.call(changeSession, { ...here, input: { revision: 2, questionIds: [one.id] } });
    expect(less.items[0]?.questionIds).toEqual([]);
  });

  test('another session’s item is not taken over', async ({ house }) => {
    const [organiser, other] = [await house.organiser(), await house.organiser()];
    const item = { title: 'Geheim onderdeel', minutes: null, speaker: null, questionIds: [] };
    const theirs = await aDraft(other, { confidentiality: 'CONFIDENTIAL', items: [item] });
    const mine = await aDraft(organiser, { items: [{ ...item, id: theirs.items[0]?.id, title: 'Van mij' }] });
    expect(mine.items[0]?.id).not.toBe(theirs.items[0]?.id);
    expect((await other.call(readSession, { params: { id: theirs.id } })).items).toEqual(theirs.items);
  });

  test('what cannot be is told at its field, and nothing is stored', async ({ house }) => {
    const organiser = await house.organiser();
    const draft = await aDraft(organiser);
    const here = { params: { id: draft.id } };
    const refused = async (input: Record<string, unknown>) => {
      const response = await organiser.fetch(`/api/v1/sessions/${draft.id}`, {
        method: 'PATCH',
        body: JSON.stringify({ revision: 1, ...input }),
        headers: { 'content-type': 'application/json' },
      });
      const { code, issues } = (await response.json()) as { code: string; issues?: { path: string[]; code: string; message: string }[] };
      expect(response.status).toBe(400);
      expect(code).toBe('INVALID_INPUT');
      for (const { message } of issues ?? []) expect(message).toMatch(/\w/);
      return issues?.map((issue) => [...issue.path, issue.code].join(' '));
    };
    expect(await refused({ title: 'x'.repeat(201) })).toEqual(['title TOO_LONG']);
    expect(await refused({ title: ' \r\n ' })).toEqual(['title REQUIRED']);
    expect(await refused({ title: 7 })).toEqual(['title NOT_VALID']);
    expect(await refused({ title: null })).toEqual(['title NOT_VALID']);
    expect(await refused({ goal: 'x'.repeat(2001) })).toEqual(['goal TOO_LONG']);
    expect(await refused({ endClock: '13:30' })).toEqual(['endClock ENDS_BEFORE_START']);
    expect(await refused({ endClock: '12:00' })).toEqual(['endClock ENDS_BEFORE_START']);
    expect(await refused({ startClock: '25:00' })).toEqual(['startClock NOT_A_TIME']);
    expect(await refused({ day: '2027-03-28', startClock: '02:30' })).toEqual(['startClock TIME_DOES_NOT_EXIST']);
    expect(await refused({ day: '2027-02-30' })).toEqual(['day NOT_VALID']);
    expect(await refused({ day: '9999-01-01' })).toEqual(['day DAY_OUT_OF_RANGE']);
    expect(await refused({ video: 'javascript:alert(1)' })).toEqual(['video NOT_A_LINK']);
    expect(await refused({ levels: ['MINISTER'] })).toEqual(['levels 0 NOT_VALID']);
    expect(await refused({ questionIds: [randomUUID()] })).toEqual(['questionIds 0 NOT_FOUND']);
    expect(await refused({ questionIds: ['A1.3'] })).toEqual(['questionIds 0 NOT_VALID']);
    expect(await refused({ items: [{ title: 'a', minutes: -1, speaker: null, questionIds: [] }] })).toEqual(['items 0 minutes TOO_SMALL']);
    expect(await refused({ items: [{ title: 'a', minutes: 1.5, speaker: null, questionIds: [] }] })).toEqual(['items 0 minutes NOT_VALID']);
    expect(await refused({ organiserId: organiser.id })).toEqual(['UNKNOWN_FIELD']);
    expect(await refused({ revision: 'nieuw' })).toEqual(['revision NOT_VALID']);
    expect(await organiser.call(readSession, here)).toEqual(draft);
    await expect(organiser.call(readSession, { params: { id: 'geen-id' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organiser.call(readSession, { params: { id: randomUUID() } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('text of people is kept as it is, but for what breaks a line', async ({ house }) => {
    const organiser = await house.organiser();
    const draft = await aDraft(organiser, { title: ' 🏘️ d’Ancona\r\nBcc: iemand@example.nl مرحبا <b> ', goal: 'een\r\ntwee\u0000' });
    expect(draft).toMatchObject({ title: '🏘️ d’Ancona Bcc: iemand@example.nl مرحبا <b>', goal: 'een\ntwee' });
  });
});

describe('two organisers', () => {
  test('of whom the second saves over the first is told who changed what', async ({ house }) => {
    const [fatima, joris] = [await house.organiser({ name: 'Fatima' }), await house.organiser({ name: 'Joris' })];
    const draft = await aDraft(fatima);
    const here = { params: { id: draft.id } };
    await fatima.call(addOrganiser, { ...here, input: { personId: joris.id } });
    await fatima.call(changeSession, { ...here, input: { revision: 1, place: 'Zaal 1' } });
    await fatima.call(changeSession, { ...here, input: { revision: 2, title: 'Anders', goal: 'Kiezen' } });
    await expect(joris.call(changeSession, { ...here, input: { revision: 1, title: 'Van mij' } })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      details: {
        values: {
          revision: 3,
          changes: [
            { by: 'Fatima', at: expect.any(String), fields: ['goal', 'title'] },
            { by: 'Fatima', at: expect.any(String), fields: ['place'] },
          ],
        },
      },
    });
    expect(await joris.call(changeSession, { ...here, input: { revision: 3, title: 'Van mij' } })).toMatchObject({ title: 'Van mij', place: 'Zaal 1' });
  });

  test('who save at once: one is kept, the other is told', async ({ house }) => {
    const organiser = await house.organiser();
    const draft = await aDraft(organiser);
    const save = (title: string) => organiser.call(changeSession, { params: { id: draft.id }, input: { revision: 1, title } });
    const results = await Promise.allSettled(['een', 'twee', 'drie', 'vier'].map(save));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  test('may both do all; one always stays', async ({ house }) => {
    const [fatima, joris] = [await house.organiser({ name: 'Fatima' }), await house.organiser({ name: 'Joris Veldkamp' })];
    const draft = await aDraft(fatima);
    const here = { params: { id: draft.id } };
    await expect(joris.call(readSession, here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await fatima.call(searchOrganisers, { ...here, input: { q: 'veldk', limit: 10 } })).items).toEqual([{ id: joris.id, name: 'Joris Veldkamp', about: null }]);
    await fatima.call(addOrganiser, { ...here, input: { personId: joris.id } });
    const both = await fatima.call(addOrganiser, { ...here, input: { personId: joris.id } });
    expect(both.organisers.map(({ name }) => name)).toEqual(['Fatima', 'Joris Veldkamp']);
    expect((await fatima.call(searchOrganisers, { ...here, input: { q: 'veldk', limit: 10 } })).items).toEqual([]);
    await joris.call(removeOrganiser, { params: { id: draft.id, personId: fatima.id } });
    await expect(fatima.call(readSession, here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(joris.call(removeOrganiser, { params: { id: draft.id, personId: joris.id } })).rejects.toMatchObject({ code: 'LAST_ORGANISER' });
    await expect(joris.call(removeOrganiser, { params: { id: draft.id, personId: fatima.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that take each other out at once leave one', async ({ house }) => {
    const [fatima, joris] = [await house.organiser(), await house.organiser()];
    const draft = await aDraft(fatima);
    await fatima.call(addOrganiser, { params: { id: draft.id }, input: { personId: joris.id } });
    await Promise.allSettled([
      fatima.call(removeOrganiser, { params: { id: draft.id, personId: joris.id } }),
      joris.call(removeOrganiser, { params: { id: draft.id, personId: fatima.id } }),
    ]);
    expect(await house.db.sessionOrganiser.count({ where: { sessionId: draft.id } })).toBe(1);
  });

  test('need the role', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const draft = await aDraft(organiser);
    for (const personId of [participant.id, randomUUID()]) {
      await expect(organiser.call(addOrganiser, { params: { id: draft.id }, input: { personId } })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { issues: [{ path: ['personId'], code: 'NOT_FOUND' }] },
      });
    }
  });
});

describe('rights', () => {
  test('planning is for organisers; to a stranger a session does not exist, an invitee may only read', async ({ house }) => {
    const [organiser, invitee, stranger] = [await house.organiser(), await house.participant(), await house.organiser()];
    await expect(invitee.call(planSession, { input: { title: 'Van mij' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const session = await aSent(house, organiser, [invitee]);
    const here = { params: { id: session.id } };
    const acts = [
      (who: typeof invitee) => who.call(changeSession, { ...here, input: { revision: 1, title: 'Gekaapt' } }),
      (who: typeof invitee) => who.call(deleteDraft, here),
      (who: typeof invitee) => who.call(addOrganiser, { ...here, input: { personId: who.id } }),
      (who: typeof invitee) => who.call(removeOrganiser, { params: { id: session.id, personId: organiser.id } }),
      (who: typeof invitee) => who.call(searchOrganisers, { ...here, input: { q: 'a', limit: 10 } }),
    ];
    for (const act of acts) {
      await expect(act(invitee)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(act(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const seen = await invitee.call(readSession, here);
    expect(seen).toMatchObject({ title: session.title, planning: null, invitation: { partstat: 'NEEDS_ACTION', remark: null, repliedAt: null } });
  });

  test('a draft can be deleted, what was sent cannot; its texts leave the audit trail', async ({ house }) => {
    const [organiser, invitee] = [await house.organiser(), await house.participant()];
    const draft = await aDraft(organiser, { title: 'Zilverreiger' });
    await organiser.call(changeSession, { params: { id: draft.id }, input: { revision: 1, title: 'Zilverreiger twee' } });
    await organiser.call(deleteDraft, { params: { id: draft.id } });
    await expect(organiser.call(readSession, { params: { id: draft.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(JSON.stringify(await house.db.audit.findMany())).not.toContain('Zilverreiger');
    const session = await aSent(house, organiser, [invitee], { day: dayFromNow(3) });
    await expect(organiser.call(deleteDraft, { params: { id: session.id } })).rejects.toMatchObject({ code: 'SESSION_SENT' });
  });
});
