import type { Socket } from 'socket.io-client';
import { NOTE_SCHEMA } from '@kenniskamer/shared/note';
import { readEnding } from '@kenniskamer/shared/report';
import { openDoor, RoomClock, RoomPresence, runningItem } from '@kenniskamer/shared/room';
import { z } from 'zod';
import { describe, expect, test, type House } from '../support/house.js';
import { ask, type Nobody } from '../support/resident.js';
import { aKamer, eventually, invited } from './kamer.js';

/** Somebody with the room open: what they hear, and what they ask. */
async function inRoom(who: Nobody, id: string, auth: Record<string, unknown> = {}) {
  const socket: Socket = await who.connect(auth);
  const heard: string[] = [];
  for (const event of ['room.clock', 'room.present', 'room.closed']) socket.on(event, ({ id: of }: { id: string }) => of === id && heard.push(event));
  await ask(socket, 'room.watch', { id });
  return {
    socket,
    heard,
    ask: (event: string, input: object = {}) => ask(socket, event, { id, ...input }),
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
