import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { NOTE_SCHEMA } from '@kenniskamer/shared/note';
import { endSession, readEnding } from '@kenniskamer/shared/report';
import { Known, openDoor, RoomClock, RoomPoints, RoomPresence, runningItem } from '@kenniskamer/shared/room';
import { z } from 'zod';
import { supportHash } from '../../server/src/features/notes/points.rules.js';
import { describe, expect, test, type House } from '../support/house.js';
import { ask, type Nobody } from '../support/resident.js';
import { aKamer, eventually, invited } from './kamer.js';

/** Somebody with the room open: what they hear, and what they ask. */
async function inRoom(who: Nobody, id: string, auth: Record<string, unknown> = {}) {
  const socket: Socket = await who.connect(auth);
  const heard: string[] = [];
  for (const event of ['room.clock', 'room.present', 'room.points', 'room.closed']) socket.on(event, ({ id: of }: { id: string }) => of === id && heard.push(event));
  await ask(socket, 'room.watch', { id });
  return {
    socket,
    heard,
    ask: (event: string, input: object = {}) => ask(socket, event, { id, ...input }),
    points: async () => RoomPoints.parse(await ask(socket, 'points.read', { id })),
    known: async () => z.decode(Known, (await ask(socket, 'known.read', { id })) as z.input<typeof Known>),
    presence: async () => RoomPresence.parse(await ask(socket, 'presence.read', { id })),
    clock: async () => z.decode(RoomClock, (await ask(socket, 'clock.read', { id })) as z.input<typeof RoomClock>),
  };
}

const asGuest = async (house: House, id: string, link: string) => inRoom(house.nobody(), id, { link });

describe('the clock of the room', () => {
  test('is moved by the organiser and seen by all at once, also by link; two who press at once move on once; it survives a restart', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'], guestsWrite: false });
    const link = await invited(house, kamer.id, participant);
    const table = await inRoom(organiser, kamer.id);
    const phone = await asGuest(house, kamer.id, link);
    expect(await table.clock()).toMatchObject({ seq: 0, turns: [], done: false, may: { turn: true } });
    expect(await phone.clock()).toMatchObject({ may: { turn: false } });

    await table.ask('clock.turn', { act: 'NEXT', after: 0 });
    await eventually(() => phone.heard.includes('room.clock'));
    expect(runningItem(await phone.clock())).toMatchObject({ itemId: kamer.items[0]?.id, extra: 0 });
    const pressed = await Promise.allSettled([1, 2].map(() => table.ask('clock.turn', { act: 'LONGER', after: 1 })));
    expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pressed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CLOCK_MOVED' } });
    await expect(phone.ask('clock.turn', { act: 'NEXT', after: 2 })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(phone.ask('clock.undo', { seq: 2 })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    await table.ask('clock.turn', { act: 'NEXT', after: 2 });
    await expect(table.ask('clock.undo', { seq: 2 })).rejects.toMatchObject({ code: 'CLOCK_MOVED' });
    await table.ask('clock.undo', { seq: 3 });
    table.socket.disconnect();
    phone.socket.disconnect();
    await house.stop();
    await house.start();
    const after = await asGuest(house, kamer.id, link);
    expect(runningItem(await after.clock())).toMatchObject({ itemId: kamer.items[0]?.id, extra: 5 });
    after.socket.disconnect();
  });

  test('moves neither before the people come nor after the ending, and takes no nonsense', async ({ house }) => {
    const organiser = await house.organiser();
    const later = await aKamer(house, { organiser, items: ['Welkom'], startsInHours: 3 });
    const room = await inRoom(organiser, later.id);
    await expect(room.ask('clock.turn', { act: 'NEXT', after: 0 })).rejects.toMatchObject({ code: 'SESSION_NOT_STARTED' });
    for (const input of [{ act: 'DONE', after: 0 }, { act: 'NEXT', after: -1 }, { act: 'NEXT' }, { act: 'NEXT', after: 1e9 }, { id: 'x', act: 'NEXT', after: 0 }]) {
      await expect(room.ask('clock.turn', input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await house.db.ending.create({ data: { sessionId: later.id, byId: organiser.id } });
    await expect(room.ask('clock.turn', { act: 'NEXT', after: 0 })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    room.socket.disconnect();
  });

  test('who is taken out is sent out of the room', async ({ house }) => {
    const { Outbox } = await import('../../server/src/platform/outbox/outbox.service.js');
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser, items: ['Welkom'] });
    await invited(house, kamer.id, participant);
    const room = await inRoom(participant, kamer.id);
    await house.db.invitation.updateMany({ where: { sessionId: kamer.id }, data: { removedAt: new Date() } });
    await house.db.$transaction((tx) => house.app.get(Outbox).add(tx, 'access.changed', { sessionId: kamer.id }));
    await eventually(() => room.heard.includes('room.closed'));
    await expect(room.clock()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    room.socket.disconnect();
  });
});

describe('who is here', () => {
  const names = ({ people }: RoomPresence) => people?.filter(({ here }) => here).map(({ name }) => name) ?? null;

  test('is counted for all; names are for the signed in, and in Chatham House for organisers alone', async ({ house }) => {
    const [organiser, participant, guest] = [await house.organiser({ name: 'Fatima El Amrani' }), await house.participant({ name: 'Noor Aziz' }), await house.participant({ name: 'Sanne de Wit' })];
    for (const confidentiality of ['OPEN', 'CHATHAM_HOUSE'] as const) {
      const kamer = await aKamer(house, { organiser, confidentiality });
      await invited(house, kamer.id, participant);
      const table = await inRoom(organiser, kamer.id);
      const laptop = await inRoom(participant, kamer.id);
      const phone = await asGuest(house, kamer.id, await invited(house, kamer.id, guest));
      const second = await inRoom(await house.signedInAgain(participant), kamer.id);
      await eventually(() => table.heard.includes('room.present'));
      expect(names(await table.presence())).toEqual(['Fatima El Amrani', 'Noor Aziz', 'Sanne de Wit']);
      expect(await phone.presence()).toEqual({ count: 3, people: null, may: { tick: false } });
      expect(names(await laptop.presence())).toEqual(confidentiality === 'OPEN' ? ['Fatima El Amrani', 'Noor Aziz', 'Sanne de Wit'] : null);
      expect((await laptop.presence()).count).toBe(3);

      second.socket.disconnect();
      laptop.socket.disconnect();
      await phone.ask('room.leave');
      await eventually(async () => (await table.presence()).count === 1);
      await expect(phone.ask('presence.tick', { personId: guest.id, here: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      phone.socket.disconnect();
      table.socket.disconnect();
    }
  });

  test('by link, by code, ticked or signed in it becomes the pre-ticked attendance', async ({ house }) => {
    const organiser = await house.organiser();
    const [byLink, ticked, unticked, absent, stranger] = [await house.participant(), await house.participant(), await house.participant(), await house.participant(), await house.participant()];
    const kamer = await aKamer(house, { organiser, confidentiality: 'CHATHAM_HOUSE' });
    const link = await invited(house, kamer.id, byLink);
    for (const one of [ticked, unticked, absent]) await invited(house, kamer.id, one);
    const phone = await asGuest(house, kamer.id, link);
    await ask(phone.socket, 'note.open', { sessionId: kamer.id, schema: NOTE_SCHEMA, clientId: 9, generation: null, stateVector: null });
    const table = await inRoom(organiser, kamer.id);
    for (const personId of [ticked.id, unticked.id, unticked.id]) await table.ask('presence.tick', { personId, here: true });
    await table.ask('presence.tick', { personId: unticked.id, here: false });
    await expect(table.ask('presence.tick', { personId: stranger.id, here: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { people } = await organiser.call(readEnding, { params: { id: kamer.id } });
    expect(people.filter(({ attended }) => attended).map(({ id }) => id).sort()).toEqual([byLink.id, ticked.id].sort());
    // No moment stands beside a name there.
    const visits = await house.db.noteVisit.findMany({ where: { sessionId: kamer.id } });
    expect(visits.map(({ via, firstAt }) => `${via} ${firstAt.getTime() - (kamer.startsAt?.getTime() ?? 0)}`).sort()).toEqual(['LINK 0', 'ORGANISER 0']);
    phone.socket.disconnect();
    table.socket.disconnect();
  });
});

describe('the code on the wall', () => {
  const door = async (organiser: Awaited<ReturnType<House['organiser']>>, id: string) => new URL((await organiser.call(openDoor, { params: { id } })).url).pathname;

  test('marks who is known on that device, by personal link or sign-in, and gives nobody access', async ({ house }) => {
    const [organiser, participant, guest, stranger] = [await house.organiser(), await house.participant(), await house.participant({ name: 'Sanne de Wit' }), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const link = await invited(house, kamer.id, guest);
    const path = await door(organiser, kamer.id);
    const [cookie = ''] = (await house.nobody().fetch(`/invitation/${link}`)).headers.getSetCookie();
    expect(cookie).toContain(`Path=${path}`);
    expect(cookie).toContain('HttpOnly');
    const phone = await house.nobody().fetch(path, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await phone.text()).toContain('Sanne de Wit, u staat op de lijst');
    expect(await (await participant.fetch(path)).text()).toContain('u staat op de lijst');
    // Not of this session, not known at all, or with something that is no link: the same page, and not a word of the session.
    for (const response of [await stranger.fetch(path), await house.nobody().fetch(path), await house.nobody().fetch(path, { headers: { cookie: 'kenniskamer-link=x' } })]) {
      const text = await response.text();
      expect([response.status, text.includes('Wie bent u?'), text.includes(kamer.title)]).toEqual([200, true, false]);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect((await house.db.noteVisit.findMany({ where: { sessionId: kamer.id } })).map(({ personId, via }) => `${personId} ${via}`).sort()).toEqual([`${guest.id} CODE`, `${participant.id} CODE`].sort());
    expect((await house.nobody().fetch('/d/bestaatniet')).status).toBe(404);
  });

  test('mails their own link to who is on the list; the answer is the same for who is not, and it is bounded', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const path = await door(organiser, kamer.id);
    const send = (email: string) => house.nobody().fetch(path, { method: 'POST', body: new URLSearchParams({ email }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const answers = [await send(participant.email.toUpperCase()), await send('niemand@example.nl')];
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(Array(2).fill([303, `${path}?mailed&language=nl`]));
    await house.settled();
    const mails = house.post.of(participant.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.raw).toContain('/invitation/');
    expect(house.post.of('niemand@example.nl')).toHaveLength(0);
    expect((await send('geen adres')).status).toBe(400);
    expect((await send('x'.repeat(5000))).status).toBe(400);
    for (let count = 0; count < 4; count++) await send('niemand@example.nl');
    expect((await send('niemand@example.nl')).status).toBe(429);
  });

  test('is for who organises, once the invitations went out', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    await expect(participant.call(openDoor, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await house.db.sending.deleteMany({ where: { sessionId: kamer.id } });
    await expect(organiser.call(openDoor, { params: { id: kamer.id } })).rejects.toMatchObject({ code: 'SESSION_NOT_SENT' });
  });
});

describe('points from the room', () => {
  test('are put on the list and supported once each by whoever is there, also by link; the organiser takes them into the note once', async ({ house }) => {
    const [organiser, participant, guest] = [await house.organiser(), await house.participant({ name: 'Noor Aziz' }), await house.participant({ name: 'Sanne de Wit' })];
    const kamer = await aKamer(house, { organiser, guestsWrite: false });
    await invited(house, kamer.id, participant);
    const table = await inRoom(organiser, kamer.id);
    const laptop = await inRoom(participant, kamer.id);
    const phone = await asGuest(house, kamer.id, await invited(house, kamer.id, guest));
    const [first, second] = [randomUUID(), randomUUID()];
    await phone.ask('points.add', { pointId: first, text: 'Waarom mag een ondernemer\nniet zelf kiezen?', named: true });
    await phone.ask('points.add', { pointId: first, text: 'Nog eens, na een verloren antwoord', named: true });
    await laptop.ask('points.add', { pointId: second, text: 'Geldt dit ook voor Saba?', named: false });
    // Twice at once, and from two pages of one person: one support.
    await Promise.all([laptop, laptop, phone].map((one) => one.ask('points.support', { pointId: second, on: true })));
    await eventually(() => table.heard.includes('room.points'));
    expect(await table.points()).toEqual({
      items: [
        { id: second, text: 'Geldt dit ook voor Saba?', author: null, supports: 2, supported: false, own: false, taken: false },
        { id: first, text: 'Waarom mag een ondernemer niet zelf kiezen?', author: 'Sanne de Wit', supports: 0, supported: false, own: false, taken: false },
      ],
      names: true,
      may: { add: true, organise: true, chooseNames: true },
    });
    await laptop.ask('points.support', { pointId: second, on: false });
    expect((await phone.points()).items).toMatchObject([{ supports: 1, supported: true }, { own: true }]);

    // Only the organiser takes, chooses and removes; whose name stands under it takes it away again.
    for (const [event, input] of [['take', { pointId: first, taken: true }], ['name', { names: false }]] as const) {
      await expect(laptop.ask(`points.${event}`, input)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    await expect(laptop.ask('points.remove', { pointId: first, removed: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const taken = await Promise.allSettled([1, 2].map(() => table.ask('points.take', { pointId: second, taken: true })));
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(taken.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'POINT_TAKEN' } });
    await table.ask('points.name', { names: false });
    expect((await laptop.points()).items.map(({ author, taken: isTaken }) => [author, isTaken])).toEqual([[null, false], [null, true]]);
    await phone.ask('points.remove', { pointId: first, removed: true });
    expect((await table.points()).items).toHaveLength(1);

    // A point of another room is not there.
    const other = await aKamer(house, { organiser });
    const elsewhere = await inRoom(await house.signedInAgain(organiser), other.id);
    await expect(elsewhere.ask('points.support', { pointId: second, on: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(elsewhere.ask('points.take', { pointId: second, taken: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const one of [table, laptop, phone, elsewhere]) one.socket.disconnect();
  });

  test('in Chatham House have no author, and at the end nobody can tell whose a support was', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant({ name: 'Noor Aziz' })];
    const kamer = await aKamer(house, { organiser, confidentiality: 'CHATHAM_HOUSE' });
    await invited(house, kamer.id, participant);
    const [table, laptop] = [await inRoom(organiser, kamer.id), await inRoom(participant, kamer.id)];
    const pointId = randomUUID();
    await laptop.ask('points.add', { pointId, text: 'Wie betaalt de fouten?', named: true });
    await laptop.ask('points.support', { pointId, on: true });
    expect(await laptop.points()).toMatchObject({ items: [{ author: null, own: false, supported: true, supports: 1 }], names: false, may: { chooseNames: false } });
    await expect(table.ask('points.name', { names: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const stored = JSON.stringify([await house.db.point.findMany({ where: { sessionId: kamer.id }, include: { supports: true } }), await house.db.outbox.findMany({ where: { topic: 'points.changed' } })]);
    for (const trace of [participant.id, 'Noor Aziz', participant.email]) expect(stored).not.toContain(trace);
    const secret = await house.db.roomSecret.findUniqueOrThrow({ where: { sessionId: kamer.id } });
    expect(await house.db.pointSupport.findMany({ where: { pointId } })).toEqual([{ pointId, hash: supportHash(secret.key, pointId, participant.id) }]);

    await organiser.call(endSession, { params: { id: kamer.id }, input: { attendedIds: [] } });
    expect(await house.db.roomSecret.count({ where: { sessionId: kamer.id } })).toBe(0);
    await expect(laptop.ask('points.support', { pointId, on: true })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    await expect(laptop.ask('points.add', { pointId: randomUUID(), text: 'Nog iets', named: false })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(await laptop.points()).toMatchObject({ items: [{ supports: 1, supported: false }], may: { add: false } });
    expect(await house.db.roomSecret.count({ where: { sessionId: kamer.id } })).toBe(0);
    for (const one of [table, laptop]) one.socket.disconnect();
  });

  test('keys of sessions that nobody ended go after a day; names go when a session becomes Chatham House', async ({ house }) => {
    const { Points } = await import('../../server/src/features/notes/points.service.js');
    const organiser = await house.organiser();
    const [now, old] = [await aKamer(house, { organiser }), await aKamer(house, { organiser, startsInHours: -30 })];
    for (const { id: sessionId } of [now, old]) {
      await house.db.roomSecret.create({ data: { sessionId, key: new Uint8Array(32) } });
      await house.db.point.create({ data: { id: randomUUID(), sessionId, text: 'Een punt', authorId: organiser.id } });
    }
    await house.app.get(Points).forget();
    expect((await house.db.roomSecret.findMany({ where: { sessionId: { in: [now.id, old.id] } } })).map(({ sessionId }) => sessionId)).toEqual([now.id]);
    await house.app.get(Points).unname(now.id);
    expect(await house.db.point.findFirst({ where: { sessionId: now.id } })).toMatchObject({ authorId: organiser.id });
    await house.db.session.update({ where: { id: now.id }, data: { confidentiality: 'CHATHAM_HOUSE' } });
    await house.app.get(Points).unname(now.id);
    expect(await house.db.point.findFirst({ where: { sessionId: now.id } })).toMatchObject({ authorId: null });
  });

  test('are bounded, and bad ones are refused with a code', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, participant);
    const room = await inRoom(participant, kamer.id);
    const add = (text: unknown, pointId: unknown = randomUUID()) => room.ask('points.add', { pointId, text, named: false });
    for (const text of ['', '  ', 'x'.repeat(301), 5, null, '\u0000']) await expect(add(text)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(add('goed', 'geen-id')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(room.ask('points.support', { pointId: randomUUID(), on: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const text of ['<script>alert(1)</script>', '😀 ‏שלום', "o'clock --", '=1+1']) await add(text);
    expect((await room.points()).items.map(({ text }) => text)).toContain('<script>alert(1)</script>');
    const many = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => add(`Punt ${n}`)));
    expect(many.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])).every((code) => code === 'TOO_MANY')).toBe(true);
    expect((await room.points()).items.length).toBeLessThanOrEqual(20);
    await house.db.point.createMany({ data: Array.from({ length: 300 }, () => ({ id: randomUUID(), sessionId: kamer.id, text: 'vol' })) });
    const other = await inRoom(organiser, kamer.id);
    await expect(other.ask('points.add', { pointId: randomUUID(), text: 'Nog een', named: false })).rejects.toMatchObject({ code: 'POINTS_FULL' });
    for (const one of [room, other]) one.socket.disconnect();
  });
});

test('what was known already is told only as far as the reader may see it', async ({ house }) => {
  await house.agenda();
  const { questionId } = await house.db.wording.findFirstOrThrow({ where: { code: 'A1.3', edition: { state: 'ADOPTED' } } });
  const [organiser, participant, guest] = [await house.organiser(), await house.participant(), await house.participant()];
  const aboutIt = { questions: { create: { questionId, place: 0 } } };
  const kamer = await aKamer(house, { organiser });
  await house.db.session.update({ where: { id: kamer.id }, data: aboutIt });
  await invited(house, kamer.id, participant);
  const earlier = async (text: string, confidentiality: 'OPEN' | 'CONFIDENTIAL', final: boolean) => {
    const session = await aKamer(house, { organiser, confidentiality, startsInHours: -200 });
    const [kinds, questions] = [['INSIGHT', 'ACTION'] as const, { create: { questionId } }];
    await house.db.note.create({ data: { sessionId: session.id, outcomes: { create: kinds.map((kind, place) => ({ blockId: randomUUID(), kind, text: `${text} ${kind}`, place, questions, ...(kind === 'ACTION' ? { action: { create: {} } } : {}) })) } } });
    if (final) await house.db.session.update({ where: { id: session.id }, data: { ending: { create: { byId: organiser.id } }, finalisation: { create: { byId: organiser.id, version: 1 } } } });
  };
  await earlier('openbaar', 'OPEN', true);
  await earlier('concept', 'OPEN', false);
  await earlier('geheim', 'CONFIDENTIAL', true);
  const seen = async (room: Awaited<ReturnType<typeof inRoom>>) => {
    const { outcomes, actions } = await room.known();
    room.socket.disconnect();
    return [...outcomes, ...actions].map(({ text }) => text).sort();
  };
  expect(await seen(await inRoom(organiser, kamer.id))).toEqual(['concept ACTION', 'concept INSIGHT', 'geheim ACTION', 'geheim INSIGHT', 'openbaar ACTION', 'openbaar INSIGHT']);
  expect(await seen(await inRoom(participant, kamer.id))).toEqual(['openbaar ACTION', 'openbaar INSIGHT']);
  expect(await seen(await asGuest(house, kamer.id, await invited(house, kamer.id, guest)))).toEqual([]);
});
