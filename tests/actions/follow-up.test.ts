import { changeAction, chaseAction, readAction, setBlockAction } from '@kenniskamer/shared/action';
import { ActionChanges } from '../../server/src/features/actions/action-changes.service.js';
import { Digests } from '../../server/src/features/actions/digests.service.js';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import { describe, expect, test } from '../support/house.js';
import type { House } from '../support/house.js';
import { aRoom } from './room.js';

const linkIn = (text: string | undefined) => /\/action\/[\w-]+/.exec(text ?? '')?.[0] ?? '';
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
/** What the ending does for each owner. */
const tell = (house: House, sessionId: string, ownerId: string) =>
  house.db.$transaction((tx) => house.app.get(ActionChanges, { strict: false }).tellOwner(tx, sessionId, ownerId));

describe('an owner hears of their actions', () => {
  test('in one mail of their own language, once; new ones and new owners after that; the link is one action’s and one owner’s', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant({ language: 'en' });
    const next = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner, next], phase: 'ENDED', title: 'Regie <op> afstand' });
    const first = await room.action({ text: 'Panel van tien & meer', owner, due: -2 });
    await room.action({ text: 'Toets opnemen', owner });
    await room.action({ text: 'Al klaar', owner, state: 'DONE' });
    await tell(house, room.id, owner.id);
    await house.settled();
    await tell(house, room.id, owner.id);
    await house.settled();
    const got = house.post.of(owner.email);
    expect(got.map(({ mail }) => mail.subject)).toEqual(['You have 2 actions from a session']);
    expect(got[0]?.mail.text).toContain('2 days ago');
    expect(got[0]?.mail.text).toContain('From the session ‘Regie <op> afstand’');
    expect(got[0]?.mail.html).toContain('Panel van tien &amp; meer');
    expect(got[0]?.mail.text).not.toContain('Al klaar');
    const link = linkIn(got[0]?.mail.text);

    const page = await house.nobody().fetch(link);
    expect(page.status).toBe(200);
    const shown = await page.text();
    expect(shown).toContain('Panel van tien &amp; meer');
    expect(shown).toContain('lang="en"');
    expect(shown).not.toContain(owner.name);
    // GET changes nothing: mail scanners follow links.
    expect(await house.db.action.findUnique({ where: { id: first.id }, select: { state: true, revision: true } })).toEqual({ state: 'OPEN', revision: 1 });
    const saved = await house.nobody().fetch(link, form({ revision: '1', state: 'IN_PROGRESS', remark: 'Acht doen mee.' }));
    expect(saved.status).toBe(303);
    expect(await organiser.call(readAction, { params: { id: first.id } })).toMatchObject({
      state: 'IN_PROGRESS',
      events: [{ by: owner.name, field: 'STATE', remark: 'Acht doen mee.' }],
    });

    // Another owner: they are told, and the former one's link ends.
    await organiser.call(changeAction, { params: { id: first.id }, input: { revision: 2, ownerId: next.id } });
    await house.settled();
    expect(house.post.of(next.email).map(({ mail }) => mail.subject)).toEqual(['U hebt een actie: Panel van tien & meer']);
    const ended = await house.nobody().fetch(link);
    expect(ended.status).toBe(404);
    expect(await ended.text()).not.toContain('Panel');
    expect((await house.nobody().fetch(link, form({ revision: '3', state: 'DONE', remark: '' }))).status).toBe(404);
    expect((await house.nobody().fetch('/action/nothing-of-the-kind')).status).toBe(404);
  });

  test('not while people type: only from the ending on', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner] });
    const { id } = await room.action({});
    await organiser.call(changeAction, { params: { id }, input: { revision: 1, ownerId: owner.id } });
    await tell(house, room.id, owner.id);
    await house.settled();
    expect(house.post.of(owner.email)).toEqual([]);
    await expect(organiser.call(chaseAction, { params: { id } })).rejects.toMatchObject({ code: 'SESSION_NOT_ENDED' });
  });

  test('what is made an action after the ending is told a minute after the last change, also when it was read later', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    await organiser.call(setBlockAction, { params: { id: room.id, blockId: 'laterblok' }, input: { ownerId: owner.id } });
    await house.settled();
    await house.db.outcome.updateMany({ where: { blockId: 'laterblok' }, data: { text: 'Nog een actie', readSeq: 2 } });
    await house.db.$transaction((tx) => house.app.get(Outbox).add(tx, 'outcomes.changed', { sessionId: room.id }, { key: room.id }));
    await house.settled();
    expect(house.post.of(owner.email)).toEqual([]);
    await house.minutePasses();
    expect(house.post.of(owner.email).map(({ mail }) => mail.subject)).toEqual(['U hebt een actie: Nog een actie']);
  });

  test('the page refuses in place and keeps what was typed', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED' });
    const { id } = await room.action({ owner });
    await tell(house, room.id, owner.id);
    await house.settled();
    const link = linkIn(house.post.of(owner.email)[0]?.mail.text);
    const tooLong = await house.nobody().fetch(link, form({ revision: '1', state: 'DONE', remark: `<b>${'a'.repeat(2001)}` }));
    expect(tooLong.status).toBe(400);
    const shown = await tooLong.text();
    expect(shown).toContain('hooguit 2.000 tekens');
    expect(shown).toContain('&lt;b&gt;aaaa');
    expect((await house.nobody().fetch(link, form({ state: 'NONSENSE' }))).status).toBe(400);
    await organiser.call(changeAction, { params: { id }, input: { revision: 1, state: 'IN_PROGRESS' } });
    const meanwhile = await house.nobody().fetch(link, form({ revision: '1', state: 'DONE', remark: 'Af.' }));
    expect(meanwhile.status).toBe(409);
    const again = await meanwhile.text();
    expect(again).toContain('Iemand anders heeft deze actie net gewijzigd');
    expect(again).toContain('Af.');
    expect(again).toContain('name="revision" value="2"');
  });
});

describe('asking how it stands', () => {
  test('mails the owner a link of its own; twice at once asks once; who only reads may not', async ({ house }) => {
    const organiser = await house.organiser({ name: 'Joost Verhagen' });
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'FINAL' });
    const { id } = await room.action({ text: 'Panel samenstellen', owner });
    const nobodys = await room.action({});
    const done = await room.action({ owner, state: 'DONE' });
    const here = { params: { id } };
    await Promise.all([organiser.call(chaseAction, here), organiser.call(chaseAction, here)]);
    await house.settled();
    const got = house.post.of(owner.email);
    expect(got.map(({ mail }) => mail.subject)).toEqual(['Hoe staat het met: Panel samenstellen']);
    expect(got[0]?.mail.text).toContain('Joost Verhagen vraagt hoe het staat met uw actie.');
    expect((await house.nobody().fetch(linkIn(got[0]?.mail.text))).status).toBe(200);
    expect((await organiser.call(readAction, here)).events).toMatchObject([{ field: 'CHASE', by: organiser.name, to: owner.name }]);
    await expect(organiser.call(chaseAction, { params: { id: nobodys.id } })).rejects.toMatchObject({ code: 'ACTION_WITHOUT_OWNER' });
    await expect(organiser.call(chaseAction, { params: { id: done.id } })).rejects.toMatchObject({ code: 'ACTION_CLOSED' });
    const reader = await house.participant();
    await expect(reader.call(chaseAction, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('nothing goes to who may no longer see it', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'ENDED', confidentiality: 'CONFIDENTIAL' });
    const { id } = await room.action({ text: 'Geheim', owner, due: -1 });
    await tell(house, room.id, owner.id);
    await house.settled();
    const link = linkIn(house.post.of(owner.email)[0]?.mail.text);
    expect((await house.nobody().fetch(link)).status).toBe(200);
    await room.takeOut(owner);
    expect((await house.nobody().fetch(link)).status).toBe(404);
    await organiser.call(chaseAction, { params: { id } });
    await house.app.get(Digests, { strict: false }).begin(new Date('2026-11-25T07:30:00Z'));
    await house.settled();
    expect(house.post.of(owner.email)).toHaveLength(1);
  });
});

describe('the digest', () => {
  test('stands in the clock’s book', async ({ house }) => {
    const rows = await house.db.$queryRaw`select "name", "cron", "timezone" from "pgboss"."schedule"`;
    expect(rows).toContainEqual({ name: 'actions.digest', cron: '0 8 * * 1-5', timezone: 'Europe/Amsterdam' });
  });

  test('on working days from eight in Amsterdam: one per owner and day, of what is overdue or due within three days', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const calm = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner, calm], phase: 'ENDED', confidentiality: 'CONFIDENTIAL', title: 'Besloten' });
    const running = await aRoom(house, { organiser, invited: [owner] });
    const digests = house.app.get(Digests, { strict: false });
    const due = async (text: string, dueOn: string, who = owner, where = room) => {
      const { id } = await where.action({ text, owner: who });
      await house.db.action.update({ where: { id }, data: { dueOn: new Date(dueOn) } });
    };
    await due('Te laat', '2027-02-01');
    await due('Binnen drie dagen', '2027-02-06');
    await due('Over vier dagen', '2027-02-07');
    await due('Nog niet afgelopen', '2027-02-01', owner, running);
    await due('Ver weg', '2027-09-01', calm);
    await digests.begin(new Date('2027-02-03T06:59:00Z')); // 7.59 in Amsterdam
    await digests.begin(new Date('2027-02-06T09:00:00Z')); // a Saturday
    await house.settled();
    expect(house.post.of(owner.email)).toEqual([]);
    await digests.begin(new Date('2027-02-03T07:00:00Z'));
    await digests.begin(new Date('2027-02-03T12:00:00Z'));
    await house.settled();
    await digests.begin(new Date('2027-02-03T13:00:00Z'));
    await house.settled();
    const got = house.post.of(owner.email);
    expect(got.map(({ mail }) => mail.subject)).toEqual(['2 acties vragen uw aandacht']);
    expect(got[0]?.mail.text).toMatch(/Te laat[\s\S]*2 dagen geleden[\s\S]*Binnen drie dagen/);
    expect(got[0]?.mail.text).not.toMatch(/Over vier dagen|Nog niet afgelopen/);
    expect(got[0]?.mail.html).toContain('Binnen drie dagen');
    expect(house.post.of(calm.email)).toEqual([]);
    await digests.begin(new Date('2027-02-04T07:30:00Z'));
    await house.settled();
    expect(house.post.of(owner.email)).toHaveLength(2);
  });
});
