import { addAudienceLine, enterReply, listInvitees, listReplies, reply, sendInvitations, takeOut, type Answer } from '@kenniskamer/shared/invitation';
import { addOrganiser, readSession, listSessions } from '@kenniskamer/shared/session';
import { Replies } from '../../server/src/features/invitations/replies.service.js';
import { ask } from '../support/resident.js';
import { describe, expect, test } from '../support/house.js';
import { aDraft, aSent, dayFromNow, invitees, sendTo } from '../support/plan.js';

describe('an answer', () => {
  test('by the invitee, the organiser by phone, or the personal link: one service, its history kept', async ({ house }) => {
    const organiser = await house.organiser({ name: 'Fatima El Amrani' });
    const [anneke, bram] = [await house.participant({ name: 'Anneke Smits', level: 'DIRECTOR' }), await house.participant({ name: 'Bram de Wit' })];
    const session = await aSent(house, organiser, [anneke, bram]);
    const here = { params: { id: session.id } };
    const own = await anneke.call(reply, { ...here, input: { partstat: 'TENTATIVE', remark: 'Alleen het eerste uur.' } });
    expect(own).toEqual({ id: expect.any(String), partstat: 'TENTATIVE', remark: 'Alleen het eerste uur.', repliedAt: expect.any(Date) });
    expect((await anneke.call(readSession, here)).invitation).toEqual(own);
    const entered = await organiser.call(enterReply, { params: { id: session.id, invitationId: own.id }, input: { partstat: 'ACCEPTED', remark: 'Belde.' } });
    expect(entered).toMatchObject({ partstat: 'ACCEPTED', remark: 'Belde.', via: 'ORGANISER', enteredBy: 'Fatima El Amrani', earlier: null });
    await house.app.get(Replies).reply(own.id, { partstat: 'DECLINED', via: 'LINK', byId: null });
    const { items } = await organiser.call(listReplies, { params: { id: session.id, invitationId: own.id } });
    expect(items.map(({ partstat, remark, via, enteredBy, startsAt }) => [partstat, remark, via, enteredBy, startsAt])).toEqual([
      ['DECLINED', null, 'LINK', null, session.startsAt],
      ['ACCEPTED', 'Belde.', 'ORGANISER', 'Fatima El Amrani', session.startsAt],
      ['TENTATIVE', 'Alleen het eerste uur.', 'APP', null, session.startsAt],
    ]);
    const { counts } = await invitees(organiser, session.id);
    expect(counts).toEqual({
      invited: 2,
      perPartstat: { NEEDS_ACTION: 1, ACCEPTED: 0, TENTATIVE: 0, DECLINED: 1 },
      perGroup: expect.objectContaining({ DIRECTOR: { invited: 1, accepted: 0 }, OUTSIDE: { invited: 1, accepted: 0 } }),
      refused: 0,
      takenOut: 0,
    });
    const [listed] = (await organiser.call(listSessions, { input: { view: 'ORGANISED', when: 'UPCOMING', limit: 10 } })).items;
    expect(listed).toMatchObject({ id: session.id, organises: true, replies: { invited: 2, accepted: 0, unanswered: 1 } });
    const [seen] = (await anneke.call(listSessions, { input: { view: 'MINE', when: 'UPCOMING', limit: 10 } })).items;
    expect(seen).toMatchObject({ id: session.id, organises: false, partstat: 'DECLINED', replies: null });
  });

  test('given twice at once is one, and two at once are in order', async ({ house }) => {
    const [organiser, anneke] = [await house.organiser(), await house.participant()];
    const session = await aSent(house, organiser, [anneke]);
    const say = (partstat: Answer) => anneke.call(reply, { params: { id: session.id }, input: { partstat } });
    await Promise.all([say('ACCEPTED'), say('ACCEPTED'), say('ACCEPTED')]);
    expect(await house.db.reply.count({ where: { invitation: { sessionId: session.id } } })).toBe(1);
    await Promise.all([say('DECLINED'), say('TENTATIVE'), say('ACCEPTED'), say('DECLINED')]);
    const invitation = await house.db.invitation.findFirstOrThrow({ where: { sessionId: session.id }, include: { replies: { orderBy: { at: 'desc' } } } });
    expect(invitation.partstat).toBe(invitation.replies[0]?.partstat);
    expect(invitation.repliedAt).toEqual(invitation.replies[0]?.at);
    expect(new Set(invitation.replies.map(({ at }) => at.getTime())).size).toBe(invitation.replies.length);
  });

  test('of many at once all are kept, and counted', async ({ house }) => {
    const organiser = await house.organiser();
    const unit = await house.unit();
    await house.db.person.createMany({ data: Array.from({ length: 60 }, (_, n) => ({ name: `Velen ${n}`, email: `velen${n}@example.nl`, unitId: unit.id })) });
    const draft = await aDraft(organiser);
    const { toInvite } = await organiser.call(addAudienceLine, { params: { id: draft.id }, input: { unitId: unit.id } });
    await organiser.call(sendInvitations, { params: { id: draft.id }, input: { personIds: toInvite } });
    const rows = await house.db.invitation.findMany({ where: { sessionId: draft.id }, select: { id: true } });
    const replies = house.app.get(Replies);
    await Promise.all(rows.map(({ id }, n) => replies.reply(id, { partstat: n % 3 === 0 ? 'DECLINED' : 'ACCEPTED', via: 'LINK', byId: null })));
    expect((await invitees(organiser, draft.id)).counts).toMatchObject({ invited: 60, perPartstat: { ACCEPTED: 40, DECLINED: 20, NEEDS_ACTION: 0 } });
  });

  test('is for who was asked: not for strangers, nor an organiser who was not', async ({ house }) => {
    const [organiser, anneke, stranger] = [await house.organiser(), await house.participant(), await house.participant()];
    const [session, other] = [await aSent(house, organiser, [anneke]), await aSent(house, await house.organiser(), [stranger], { confidentiality: 'CONFIDENTIAL' })];
    const say = { params: { id: session.id }, input: { partstat: 'ACCEPTED' as const } };
    await expect(stranger.call(reply, say)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organiser.call(reply, say)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(anneke.call(listInvitees, { params: { id: session.id }, input: { show: 'ALL', order: 'NAME', limit: 10 } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const theirs = await house.db.invitation.findFirstOrThrow({ where: { sessionId: other.id } });
    // Another session's invitation by way of one's own session does not exist.
    for (const act of [
      () => organiser.call(enterReply, { params: { id: session.id, invitationId: theirs.id }, input: { partstat: 'ACCEPTED' } }),
      () => organiser.call(listReplies, { params: { id: session.id, invitationId: theirs.id } }),
      () => organiser.call(takeOut, { params: { id: session.id, invitationId: theirs.id } }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await house.db.reply.count({ where: { invitationId: theirs.id } })).toBe(0);
  });

  test('can be given until the end, and is one of three', async ({ house }) => {
    const [organiser, anneke] = [await house.organiser(), await house.participant()];
    const session = await aSent(house, organiser, [anneke]);
    const { id } = await house.db.invitation.findFirstOrThrow({ where: { sessionId: session.id } });
    const replies = house.app.get(Replies);
    const late = (ms: number) => replies.reply(id, { partstat: 'ACCEPTED', via: 'LINK', byId: null }, new Date((session.endsAt?.getTime() ?? 0) + ms));
    await expect(late(0)).rejects.toMatchObject({ code: 'INVITATION_CLOSED' });
    expect(await late(-1)).toMatchObject({ partstat: 'ACCEPTED' });
    for (const body of [{ partstat: 'NEEDS_ACTION' }, { partstat: 'MAYBE' }, {}, { partstat: 'ACCEPTED', remark: 'x'.repeat(501) }, { partstat: 'ACCEPTED', byId: organiser.id }]) {
      const response = await anneke.fetch(`/api/v1/sessions/${session.id}/reply`, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
      expect(await response.json()).toMatchObject({ code: 'INVALID_INPUT', status: 400 });
    }
    const odd = await anneke.call(reply, { params: { id: session.id }, input: { partstat: 'DECLINED', remark: '<script>"’🐦\r\nمرحبا' } });
    expect(odd.remark).toBe('<script>"’🐦\nمرحبا');
  });
});

describe('the organiser’s list', () => {
  test('filters, counts and pages; names in Dutch order', async ({ house }) => {
    const organiser = await house.organiser();
    const names = ['de Wit', 'Aziz', 'Çelik', 'Yıldız', 'van Dam', 'Zwart', 'Émile', 'aalbers'];
    const people = [];
    for (const name of names) people.push(await house.participant({ name }));
    const refused = await house.participant({ name: 'Weigeraar', email: `weiger.${Date.now()}@example.nl` });
    const session = await aSent(house, organiser, [...people, refused]);
    const all = await invitees(organiser, session.id);
    expect(all.items.map(({ name }) => name)).toEqual(['aalbers', 'Aziz', 'Çelik', 'de Wit', 'Émile', 'van Dam', 'Weigeraar', 'Yıldız', 'Zwart']);
    const paged: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await invitees(organiser, session.id, { limit: 4, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    expect(paged).toEqual(all.items.map(({ name }) => name));
    for (const [n, person] of [people[2], people[5], people[0]].entries()) {
      await person?.call(reply, { params: { id: session.id }, input: { partstat: n === 1 ? 'DECLINED' : 'ACCEPTED' } });
    }
    const newest: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await invitees(organiser, session.id, { order: 'NEWEST_REPLY', limit: 2, ...(cursor ? { cursor } : {}) });
      newest.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    expect(newest).toEqual(['de Wit', 'Zwart', 'Çelik', 'aalbers', 'Aziz', 'Émile', 'van Dam', 'Weigeraar', 'Yıldız']);
    expect((await invitees(organiser, session.id, { show: 'ACCEPTED' })).items.map(({ name }) => name)).toEqual(['Çelik', 'de Wit']);
    expect((await invitees(organiser, session.id, { q: 'AALB' })).items.map(({ name }) => name)).toEqual(['aalbers']);
    expect((await invitees(organiser, session.id, { q: '%' })).items).toEqual([]);
    expect((await invitees(organiser, session.id, { group: 'DG' })).items).toEqual([]);
    const { items, counts } = await invitees(organiser, session.id, { show: 'REFUSED' });
    expect(counts.refused).toBe(1);
    expect(items).toMatchObject([{ name: 'Weigeraar', delivery: { state: 'REFUSED', reason: expect.stringContaining('mailbox unknown') } }]);
    await expect(invitees(organiser, session.id, { cursor: 'onzin' })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  test('moves at once on an organiser’s open screen, and is nobody else’s', async ({ house }) => {
    const [organiser, second, anneke, stranger] = [await house.organiser(), await house.organiser(), await house.participant(), await house.organiser()];
    const session = await aSent(house, organiser, [anneke]);
    await organiser.call(addOrganiser, { params: { id: session.id }, input: { personId: second.id } });
    const [screen, annekes, strangers] = [await second.connect(), await anneke.connect(), await stranger.connect()];
    try {
      await expect(ask(annekes, 'invitees.watch', { id: session.id })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(ask(strangers, 'invitees.watch', { id: session.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(ask(strangers, 'session.watch', { id: session.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(ask(screen, 'invitees.watch', { id: 7 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      await ask(screen, 'invitees.watch', { id: session.id });
      await ask(annekes, 'session.watch', { id: session.id });
      const heard: unknown[] = [];
      annekes.onAny((event) => heard.push(event));
      strangers.onAny((event) => heard.push(event));
      const moved = new Promise((resolve) => screen.once('invitees.changed', resolve));
      await anneke.call(reply, { params: { id: session.id }, input: { partstat: 'ACCEPTED' } });
      expect(await moved).toEqual({ id: session.id });
      expect(heard).toEqual([]);
      // Taken out: access ends in the open screen as well.
      const closed = new Promise((resolve) => annekes.once('room.closed', resolve));
      const invitation = await house.db.invitation.findFirstOrThrow({ where: { sessionId: session.id } });
      await organiser.call(takeOut, { params: { id: session.id, invitationId: invitation.id } });
      await expect(anneke.call(readSession, { params: { id: session.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await closed).toEqual({ kind: 'session', id: session.id });
    } finally {
      for (const socket of [screen, annekes, strangers]) socket.disconnect();
    }
  });

  test('of a session in the past asks nobody any more', async ({ house }) => {
    const [organiser, anneke, later] = [await house.organiser(), await house.participant(), await house.participant()];
    const session = await aSent(house, organiser, [anneke]);
    await house.db.session.update({ where: { id: session.id }, data: { startsAt: new Date(Date.now() - 7_200_000), endsAt: new Date(Date.now() - 3_600_000), day: new Date(dayFromNow(0)) } });
    await expect(sendTo(organiser, session.id, [later])).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await expect(anneke.call(reply, { params: { id: session.id }, input: { partstat: 'ACCEPTED' } })).rejects.toMatchObject({ code: 'INVITATION_CLOSED' });
    const draft = await aDraft(organiser);
    await expect(organiser.call(sendInvitations, { params: { id: draft.id }, input: { personIds: [later.id] } })).rejects.toMatchObject({ code: 'AUDIENCE_CHANGED' });
  });
});
