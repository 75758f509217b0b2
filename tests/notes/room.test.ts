import type { Socket } from 'socket.io-client';
import { RoomClock, runningItem } from '@kenniskamer/shared/room';
import { z } from 'zod';
import { describe, expect, test, type House } from '../support/house.js';
import { ask, type Nobody } from '../support/resident.js';
import { aKamer, eventually, invited } from './kamer.js';

/** Somebody with the room open: what they hear, and what they ask. */
async function inRoom(who: Nobody, id: string, auth: Record<string, unknown> = {}) {
  const socket: Socket = await who.connect(auth);
  const heard: string[] = [];
  for (const event of ['room.clock', 'room.closed']) socket.on(event, ({ id: of }: { id: string }) => of === id && heard.push(event));
  await ask(socket, 'room.watch', { id });
  return {
    socket,
    heard,
    ask: (event: string, input: object = {}) => ask(socket, event, { id, ...input }),
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
