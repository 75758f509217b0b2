import { randomUUID } from 'node:crypto';
import { Failure } from '@kenniskamer/shared/failure';
import {
  addAudienceLine,
  addExternal,
  excludeFromAudience,
  listAudienceUnits,
  readAudience,
  removeAudienceLine,
  restoreToAudience,
  searchCandidates,
  sendInvitations,
} from '@kenniskamer/shared/invitation';
import { changeSession, planSession, readSession } from '@kenniskamer/shared/session';
import { hashOf } from '../../server/src/platform/sign-in/viewers.service.js';
import { describe, expect, test, type House } from '../support/house.js';
import { aDraft, aSent, dayFromNow, invitees, sendTo } from '../support/plan.js';

/** A ministry with two DGs, a directorate in each, and a knowledge partner. */
async function ministry(house: House) {
  const bzk = await house.unit({ name: 'Ministerie', kind: 'MINISTRY' });
  const [dgv, dgo] = [await house.unit({ name: 'DG Volkshuisvesting', kind: 'DG', parentId: bzk.id }), await house.unit({ name: 'DG Openbaar Bestuur', kind: 'DG', parentId: bzk.id })];
  const [bouwen, regio] = [await house.unit({ name: 'Bouwen', parentId: dgv.id }), await house.unit({ name: 'Regio', parentId: dgo.id })];
  const university = await house.unit({ name: 'Universiteit Merwestad', kind: 'KNOWLEDGE_PARTNER' });
  const people = {
    marijke: await house.participant({ name: 'Marijke de Wit', unitId: dgv.id, level: 'DG' }),
    ruben: await house.participant({ name: 'Ruben Hofstra', unitId: bouwen.id, level: 'DIRECTOR' }),
    noor: await house.participant({ name: 'Noor Aziz', unitId: regio.id, level: 'DIRECTOR' }),
    sanne: await house.participant({ name: 'Sanne Brouwer', unitId: regio.id, level: 'SPECIALIST' }),
    chidi: await house.participant({ name: 'Chidi Okafor', unitId: university.id }),
    zonder: await house.participant({ name: 'Zonder Functie', unitId: bouwen.id }),
  };
  return { bzk, dgv, dgo, bouwen, regio, university, people };
}

describe('the audience', () => {
  test('is groups and names; each person once, counted per table and per line', async ({ house }) => {
    const organiser = await house.organiser();
    const { dgv, dgo, regio, university, people } = await ministry(house);
    const left = await house.participant({ unitId: regio.id, level: 'DIRECTOR' });
    await house.db.person.update({ where: { id: left.id }, data: { leftOn: new Date('2020-01-01') } });
    const past = await house.participant({ unitId: regio.id, level: 'DIRECTOR' });
    await house.db.holding.updateMany({ where: { personId: past.id }, data: { untilOn: new Date('2020-01-01') } });
    const draft = await aDraft(organiser);
    const here = { params: { id: draft.id } };

    await organiser.call(addAudienceLine, { ...here, input: { level: 'DIRECTOR', unitId: dgo.id } });
    await organiser.call(addAudienceLine, { ...here, input: { unitId: dgv.id } });
    await organiser.call(addAudienceLine, { ...here, input: { level: 'SPECIALIST', unitId: regio.id } });
    await organiser.call(addAudienceLine, { ...here, input: { unitId: university.id } });
    await organiser.call(addAudienceLine, { ...here, input: { personId: people.noor.id } });
    await organiser.call(addAudienceLine, { ...here, input: { personId: people.noor.id } });
    const all = await organiser.call(addExternal, { ...here, input: { name: 'Ilse Dijkgraaf', email: 'Ilse@Bakkerij.example.nl', organisation: 'Bakkerij Dijkgraaf' } });

    expect(all.people.map(({ name, about, group, invited }) => [name, about, group, invited])).toEqual([
      ['Marijke de Wit', expect.stringMatching(/^Functie \d+, DG Volkshuisvesting$/), 'DG', false],
      ['Noor Aziz', expect.stringMatching(/, Regio$/), 'DIRECTOR', false],
      ['Ruben Hofstra', expect.stringMatching(/, Bouwen$/), 'DIRECTOR', false],
      ['Sanne Brouwer', expect.stringMatching(/, Regio$/), 'SPECIALIST', false],
      ['Chidi Okafor', 'Universiteit Merwestad', 'KNOWLEDGE_PARTNER', false],
      ['Ilse Dijkgraaf', 'Bakkerij Dijkgraaf', 'OUTSIDE', false],
      ['Zonder Functie', 'Bouwen', 'NO_LEVEL', false],
    ]);
    expect(all.perGroup).toEqual({ DG: 1, DIRECTOR: 2, SPECIALIST: 1, KNOWLEDGE_PARTNER: 1, OUTSIDE: 1, NO_LEVEL: 1 });
    expect(all.lines.map(({ level, unit, person, count }) => [level, unit?.name, person?.name, count])).toEqual([
      ['DIRECTOR', 'DG Openbaar Bestuur', undefined, 1],
      [null, 'DG Volkshuisvesting', undefined, 3],
      ['SPECIALIST', 'Regio', undefined, 1],
      [null, 'Universiteit Merwestad', undefined, 1],
      [null, undefined, 'Noor Aziz', 1],
      [null, undefined, 'Ilse Dijkgraaf', 1],
    ]);
    expect(all.toInvite).toEqual(all.people.map(({ id }) => id));

    const without = await organiser.call(excludeFromAudience, { params: { id: draft.id, personId: people.noor.id } });
    expect(without.excluded).toEqual([{ id: people.noor.id, name: 'Noor Aziz' }]);
    expect(without.people.map(({ name }) => name)).not.toContain('Noor Aziz');
    expect(without.lines[0]?.count).toBe(0);
    expect((await organiser.call(restoreToAudience, { params: { id: draft.id, personId: people.noor.id } })).people).toEqual(all.people);
    const line = all.lines[1]?.id ?? '';
    const fewer = await organiser.call(removeAudienceLine, { params: { id: draft.id, lineId: line } });
    expect(fewer.people).toHaveLength(4);
    await expect(organiser.call(removeAudienceLine, { params: { id: draft.id, lineId: line } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organiser.call(excludeFromAudience, { params: { id: draft.id, personId: people.ruben.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an address that already is a person becomes that person; a new one may not sign in', async ({ house }) => {
    const [organiser, known] = [await house.organiser(), await house.participant({ name: 'Sanne Brouwer' })];
    const draft = await aDraft(organiser);
    const here = { params: { id: draft.id } };
    const added = await organiser.call(addExternal, { ...here, input: { name: 'S. Brouwer', email: known.email.toUpperCase() } });
    expect(added.people.map(({ id, name }) => ({ id, name }))).toEqual([{ id: known.id, name: 'Sanne Brouwer' }]);
    const typed = { name: 'Ilse', email: 'ilse2@bakkerij.example.nl', language: 'en' as const };
    await Promise.all([1, 2, 3].map(() => organiser.call(addExternal, { ...here, input: typed })));
    const ilse = await house.db.person.findUniqueOrThrow({ where: { email: typed.email } });
    expect(ilse).toMatchObject({ name: 'Ilse', language: 'en', maySignIn: false });
    expect((await organiser.call(readAudience, here)).people).toHaveLength(2);
    await house.db.person.update({ where: { id: ilse.id }, data: { leftOn: new Date() } });
    await expect(organiser.call(addExternal, { ...here, input: typed })).rejects.toMatchObject({ details: { issues: [{ path: ['email'], code: 'HAS_LEFT' }] } });
  });

  test('what cannot be is told at its field', async ({ house }) => {
    const organiser = await house.organiser();
    const draft = await aDraft(organiser);
    const refused = async (path: string, body: unknown) => {
      const response = await organiser.fetch(`/api/v1/sessions/${draft.id}/audience/${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
      const { code, issues } = (await response.json()) as { code: string; issues: { path: string[]; code: string }[] };
      expect(code).toBe('INVALID_INPUT');
      return issues.map((issue) => [...issue.path, issue.code].join(' '));
    };
    expect(await refused('externals', { name: 'Ilse', email: 'ilse@bakkerij' })).toEqual(['email NOT_AN_ADDRESS']);
    expect(await refused('externals', { name: 'Ilse', email: 'ilse' })).toEqual(['email NOT_AN_ADDRESS']);
    expect(await refused('externals', { name: 'x'.repeat(300), email: 'a@example.nl' })).toEqual(['name TOO_LONG']);
    expect(await refused('externals', { name: '', email: 'a@example.nl' })).toEqual(['name REQUIRED']);
    expect(await refused('externals', { name: 'a', email: 'a@example.nl\r\nBcc: b@example.nl' })).toEqual(['email NOT_AN_ADDRESS']);
    expect(await refused('lines', { personId: randomUUID() })).toEqual(['personId NOT_FOUND']);
    expect(await refused('lines', { unitId: randomUUID() })).toEqual(['unitId NOT_FOUND']);
    await refused('lines', {});
    await refused('lines', { level: 'MINISTER' });
    await refused('lines', { personId: randomUUID(), level: 'DG' });
    const odd = await organiser.call(addExternal, { params: { id: draft.id }, input: { name: 'Zoë 🐦 O’Neill\r\nX: مرحبا', email: 'zoe@example.nl' } });
    expect(odd.people[0]?.name).toBe('Zoë 🐦 O’Neill X: مرحبا');
  });

  test('is chosen from names and units, by organisers only', async ({ house }) => {
    const [organiser, invitee] = [await house.organiser(), await house.participant()];
    const unit = await house.unit({ name: 'Directie Zoekbaar' });
    const found = await house.participant({ name: 'Lieke van Dam', unitId: unit.id, email: 'lieke.vandam@example.nl' });
    const session = await aSent(house, organiser, [invitee]);
    const search = (q: string) => organiser.call(searchCandidates, { params: { id: session.id }, input: { q, limit: 10 } });
    const about = { id: found.id, name: 'Lieke van Dam', about: 'Directie Zoekbaar' };
    for (const q of ['lieke', 'dam zoekbaar', 'LIEKE.VANDAM@example.nl']) expect((await search(q)).items).toEqual([about]);
    for (const q of ['%', '_', 'niemand', '\\']) expect((await search(q)).items).toEqual([]);
    await expect(invitee.call(searchCandidates, { params: { id: session.id }, input: { q: 'lieke', limit: 10 } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const units = (await organiser.call(listAudienceUnits, { params: { id: session.id } })).items;
    expect(units.find(({ name }) => name === 'DG Volkshuisvesting')?.parentId).toBe(units.find(({ name }) => name === 'Ministerie')?.id);
  });
});

describe('sending', () => {
  test('asks exactly those shown, each by one mail, and makes their links from hashes only', async ({ house }) => {
    const organiser = await house.organiser();
    const [anneke, dg] = [await house.participant({ name: 'Anneke Smits' }), await house.participant({ level: 'DG', language: 'en' })];
    const draft = await aDraft(organiser, { confidentiality: 'CONFIDENTIAL' });
    await expect(anneke.call(readSession, { params: { id: draft.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await sendTo(organiser, draft.id, [anneke, dg])).toEqual({ sent: 2, already: 0, at: expect.any(Date) });
    await house.settled();
    expect(await anneke.call(readSession, { params: { id: draft.id } })).toMatchObject({ sentAt: expect.any(Date), planning: null });
    for (const person of [anneke, dg]) {
      const mails = house.post.of(person.email);
      expect(mails).toHaveLength(1);
      const token = /\/invitation\/([\w-]+)/.exec(mails[0]?.mail.text ?? '')?.[1] ?? '';
      const invitation = await house.db.invitation.findFirstOrThrow({ where: { linkHash: hashOf(token) } });
      expect(invitation).toMatchObject({ personId: person.id, address: person.email });
      expect(JSON.stringify(invitation)).not.toContain(token);
    }
    const { items, counts } = await invitees(organiser, draft.id);
    expect(items.map(({ name, group, delivery }) => [name, group, delivery.state])).toEqual([
      ['Anneke Smits', 'OUTSIDE', 'SENT'],
      [dg.name, 'DG', 'SENT'],
    ]);
    expect(counts).toMatchObject({ invited: 2, perPartstat: { NEEDS_ACTION: 2 }, perGroup: { DG: { invited: 1, accepted: 0 } }, refused: 0 });
  });

  test('sends nothing when what it lacks is told per field', async ({ house }) => {
    const [organiser, person] = [await house.organiser(), await house.participant()];
    const bare = await organiser.call(planSession, { input: { title: 'Kaal', items: [{ title: '', minutes: null, speaker: null, questionIds: [] }] } });
    const send = (id: string) => sendTo(organiser, id, [person]);
    await expect(send(bare.id)).rejects.toMatchObject({
      code: 'NOT_READY_TO_SEND',
      details: {
        issues: [
          { path: ['day'], code: 'REQUIRED', message: 'Vul dit in.' },
          { path: ['startClock'], code: 'REQUIRED' },
          { path: ['endClock'], code: 'REQUIRED' },
          { path: ['place'], code: 'REQUIRED' },
          { path: ['items', 0, 'title'], code: 'REQUIRED' },
        ],
      },
    });
    const past = await aDraft(organiser, { day: dayFromNow(-2) });
    await expect(send(past.id)).rejects.toMatchObject({ code: 'NOT_READY_TO_SEND', details: { issues: [{ path: ['day'], code: 'IN_THE_PAST' }] } });
    expect(await house.db.invitation.count({ where: { personId: person.id } })).toBe(0);
    await house.settled();
    expect(house.post.of(person.email)).toEqual([]);
    await expect(organiser.call(sendInvitations, { params: { id: bare.id }, input: { personIds: [] } })).rejects.toMatchObject({ code: 'NOT_READY_TO_SEND' });
    const ready = await aDraft(organiser);
    await expect(organiser.call(sendInvitations, { params: { id: ready.id }, input: { personIds: [] } })).rejects.toMatchObject({ code: 'NOBODY_TO_INVITE' });
  });

  test('stops when the group changed meanwhile, and says in what', async ({ house }) => {
    const organiser = await house.organiser();
    const unit = await house.unit();
    const [stays, goes] = [await house.participant({ unitId: unit.id }), await house.participant({ unitId: unit.id })];
    const draft = await aDraft(organiser);
    const here = { params: { id: draft.id } };
    const shown = await organiser.call(addAudienceLine, { ...here, input: { unitId: unit.id } });
    const comes = await house.participant({ unitId: unit.id });
    await house.db.person.update({ where: { id: goes.id }, data: { leftOn: new Date() } });
    const failure = await organiser.call(sendInvitations, { ...here, input: { personIds: shown.toInvite } }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'AUDIENCE_CHANGED',
      details: { values: { added: [{ id: comes.id, name: comes.name }], removed: [{ id: goes.id, name: goes.name }] } },
    });
    expect((failure as Failure).status).toBe(409);
    expect(await house.db.invitation.count({ where: { sessionId: draft.id } })).toBe(0);
    const now = await organiser.call(readAudience, here);
    expect(await organiser.call(sendInvitations, { ...here, input: { personIds: now.toInvite } })).toMatchObject({ sent: 2 });
    expect((await invitees(organiser, draft.id)).items.map(({ name }) => name).sort()).toEqual([stays.name, comes.name].sort());
  });

  test('pressed twice, by two, at once: each person gets one', async ({ house }) => {
    const organiser = await house.organiser();
    const people = await Promise.all(Array.from({ length: 5 }, () => house.participant()));
    const draft = await aDraft(organiser);
    for (const { id } of people) await organiser.call(addAudienceLine, { params: { id: draft.id }, input: { personId: id } });
    const personIds = people.map(({ id }) => id);
    const send = () => organiser.call(sendInvitations, { params: { id: draft.id }, input: { personIds } });
    const results = await Promise.all([send(), send(), send()]);
    expect(results.map(({ sent, already }) => `${sent} ${already}`).toSorted()).toEqual(['0 5', '0 5', '5 0']);
    expect(await house.db.invitation.count({ where: { sessionId: draft.id } })).toBe(5);
    expect(await house.db.sending.count({ where: { sessionId: draft.id } })).toBe(1);
    await house.settled();
    for (const { email } of people) expect(house.post.of(email)).toHaveLength(1);
  });

  test('who is added later gets a mail, the others none', async ({ house }) => {
    const organiser = await house.organiser();
    const [first, second] = [await house.participant(), await house.participant()];
    const session = await aSent(house, organiser, [first]);
    expect((await organiser.call(readAudience, { params: { id: session.id } })).toInvite).toEqual([]);
    await sendTo(organiser, session.id, [second]);
    await house.settled();
    expect([house.post.of(first.email).length, house.post.of(second.email).length]).toEqual([1, 1]);
  });

  test('a thousand at once', async ({ house }) => {
    const organiser = await house.organiser();
    const unit = await house.unit();
    await house.db.person.createMany({ data: Array.from({ length: 1000 }, (_, n) => ({ name: `Duizend ${n}`, email: `duizend${n}@example.nl`, unitId: unit.id })) });
    const draft = await aDraft(organiser);
    const { toInvite } = await organiser.call(addAudienceLine, { params: { id: draft.id }, input: { unitId: unit.id } });
    expect(await organiser.call(sendInvitations, { params: { id: draft.id }, input: { personIds: toInvite } })).toMatchObject({ sent: 1000 });
    expect(await house.db.invitation.count({ where: { sessionId: draft.id } })).toBe(1000);
    expect(await house.db.outbox.count({ where: { topic: 'invitation.sync', payload: { path: ['invitationId'], not: '' } } })).toBeGreaterThanOrEqual(1000);
    // Moving them all is one act as well, also while their first mails are still leaving.
    await organiser.call(changeSession, { params: { id: draft.id }, input: { revision: 1, startClock: '14:00' } });
  });

  test('confidential titles are nowhere for others', async ({ house }) => {
    const [organiser, other] = [await house.organiser(), await house.organiser()];
    await aSent(house, organiser, [await house.participant()], { title: 'Zilverreiger', confidentiality: 'CONFIDENTIAL', day: dayFromNow(12) });
    const open = await aSent(house, organiser, [await house.participant()], { title: 'Koolmees', day: dayFromNow(12) });
    const day = dayFromNow(12);
    const titles = await (await other.fetch(`/api/v1/session-titles?from=${day}&until=${day}`)).text();
    expect(titles).toContain('Koolmees');
    expect(titles).not.toContain('Zilverreiger');
    for (const path of ['/api/v1/sessions?view=READABLE', '/api/v1/sessions', '/api/v1/search?q=zilverreiger']) expect(await (await other.fetch(path)).text()).not.toContain('Zilverreiger');
    expect(await (await organiser.fetch('/api/v1/search?q=zilverreigers')).text()).toContain('Zilverreiger');
    await expect(other.call(readSession, { params: { id: open.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await (await (await house.participant()).fetch(`/api/v1/session-titles?from=${day}&until=${day}`)).json()).toEqual({ items: [], nextCursor: null });
  });
});
