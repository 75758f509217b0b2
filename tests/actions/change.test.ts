import { changeAction, ownersForAction, readAction, setBlockAction, setGuestBlockAction } from '@kenniskamer/shared/action';
import { describe, expect, test } from '../support/house.js';
import { ask } from '../support/resident.js';
import { aRoom, today } from './room.js';

describe('one action', () => {
  test('moves on with a remark, and its history tells it; two at once: the second is told', async ({ house }) => {
    const organiser = await house.organiser();
    const owner = await house.participant();
    const stranger = await house.participant();
    const room = await aRoom(house, { organiser, invited: [owner], phase: 'FINAL' });
    const { id, blockId } = await room.action({ owner, due: 3 });
    const here = { params: { id } };
    const read = await owner.call(readAction, here);
    expect(read).toMatchObject({
      state: 'OPEN',
      may: { move: true, assign: false, chase: false },
      from: { session: { id: room.id, title: 'Regie op afstand' }, blockId, link: 'REPORT' },
      events: [],
    });
    const moved = await owner.call(changeAction, { ...here, input: { revision: 1, state: 'IN_PROGRESS', remark: 'Acht bedrijven doen mee.' } });
    expect(moved).toMatchObject({
      state: 'IN_PROGRESS',
      revision: 2,
      events: [{ by: owner.name, field: 'STATE', from: 'OPEN', to: 'IN_PROGRESS', remark: 'Acht bedrijven doen mee.' }],
    });
    await expect(organiser.call(changeAction, { ...here, input: { revision: 1, state: 'DONE' } })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    // Only adding a remark collides with nothing.
    const said = await organiser.call(changeAction, { ...here, input: { revision: 1, remark: 'Mooi.' } });
    expect(said.events[0]).toMatchObject({ by: organiser.name, field: 'REMARK', remark: 'Mooi.' });

    // The report of an open session is for everybody: they read it, and may do nothing.
    expect((await stranger.call(readAction, here)).may).toEqual({ move: false, assign: false, chase: false });
    await expect(stranger.call(changeAction, { ...here, input: { revision: 2, state: 'DONE' } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(owner.call(changeAction, { ...here, input: { revision: 2, dueOn: today() } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(owner.call(changeAction, { ...here, input: { revision: 2 } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const long = JSON.stringify({ revision: 2, remark: 'a'.repeat(2001) });
    const refused = await owner.fetch(`/api/v1/actions/${id}`, { method: 'PATCH', body: long, headers: { 'content-type': 'application/json' } });
    expect(await refused.json()).toMatchObject({ status: 400, code: 'INVALID_INPUT', issues: [{ path: ['remark'], code: 'TOO_LONG' }] });
  });

  test('of a confidential session only its people can own one, and who is taken out lets go of it once undoing is past', async ({ house }) => {
    const organiser = await house.organiser();
    const member = await house.participant({ name: 'Sanne Brouwer' });
    const stranger = await house.participant({ name: 'Sanne van Buiten' });
    const room = await aRoom(house, { organiser, invited: [member], phase: 'ENDED', confidentiality: 'CONFIDENTIAL' });
    const { id } = await room.action({});
    const here = { params: { id } };
    expect(await organiser.call(ownersForAction, { ...here, input: { search: 'sanne' } })).toEqual({ items: [{ id: member.id, name: member.name, unit: null }] });
    await expect(stranger.call(ownersForAction, { ...here, input: { search: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organiser.call(changeAction, { ...here, input: { revision: 1, ownerId: stranger.id } })).rejects.toMatchObject({
      code: 'OWNER_NOT_PRESENT',
      details: { issues: [{ path: ['ownerId'], code: 'OWNER_NOT_PRESENT' }] },
    });
    await organiser.call(changeAction, { ...here, input: { revision: 1, ownerId: member.id } });

    await room.takeOut(member, 10);
    await room.changed();
    await house.settled();
    expect((await organiser.call(readAction, here)).owner).toMatchObject({ id: member.id });
    await expect(member.call(readAction, here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.minutePasses();
    expect(await organiser.call(readAction, here)).toMatchObject({ owner: null, events: [{ field: 'OWNER', by: null, from: member.name, to: null }, { field: 'OWNER' }] });
  });

  test('an open screen hears of a change; who may not see the action does not come in, who no longer may goes out', async ({ house }) => {
    const organiser = await house.organiser();
    const member = await house.participant();
    const stranger = await house.participant();
    const room = await aRoom(house, { organiser, invited: [member], phase: 'ENDED', confidentiality: 'CONFIDENTIAL' });
    const { id } = await room.action({});
    const outside = await stranger.connect();
    await expect(ask(outside, 'action.watch', { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const inside = await member.connect();
    await ask(inside, 'action.watch', { id });
    const heard = new Promise((resolve) => inside.once('action.changed', resolve));
    await organiser.call(changeAction, { params: { id }, input: { revision: 1, state: 'IN_PROGRESS' } });
    expect(await heard).toEqual({ id });
    const closed = new Promise((resolve) => inside.once('room.closed', resolve));
    await room.takeOut(member);
    await room.changed();
    expect(await closed).toEqual({ kind: 'action', id });
    inside.disconnect();
    outside.disconnect();
  });
});

describe('an action in the note', () => {
  test('owner and date can be set before the server has read the block; a stranger and a locked note are refused', async ({ house }) => {
    const organiser = await house.organiser();
    const writer = await house.participant();
    const stranger = await house.participant();
    const room = await aRoom(house, { organiser, invited: [writer] });
    const params = { id: room.id, blockId: 'newblock1' };
    const set = await writer.call(setBlockAction, { params, input: { ownerId: writer.id, dueOn: '2027-01-29' } });
    expect(set).toMatchObject({ blockId: 'newblock1', owner: { id: writer.id, name: writer.name }, dueOn: '2027-01-29', state: 'OPEN' });
    // Not read yet: no list shows it.
    await expect(organiser.call(readAction, { params: { id: set.actionId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const socket = await writer.connect();
    expect(await ask(socket, 'note.action.set', { sessionId: room.id, blockId: 'newblock1', dueOn: null })).toMatchObject({ dueOn: null, owner: { id: writer.id } });
    await house.db.outcome.updateMany({ where: { blockId: 'newblock1' }, data: { text: 'Toets opnemen', readSeq: 3 } });
    expect((await organiser.call(readAction, { params: { id: set.actionId } })).events.map(({ field, by }) => [field, by])).toEqual([
      ['DUE', writer.name],
      ['DUE', writer.name],
      ['OWNER', writer.name],
    ]);
    await expect(stranger.call(setBlockAction, { params, input: { dueOn: null } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.db.ending.create({ data: { sessionId: room.id, byId: organiser.id } });
    await house.db.finalisation.create({ data: { sessionId: room.id, byId: organiser.id, version: 1 } });
    await expect(organiser.call(setBlockAction, { params, input: { dueOn: null } })).rejects.toMatchObject({ code: 'NOTE_LOCKED' });
    socket.disconnect();
  });

  test('a personal link gives an action to itself or to nobody, and only in its own session', async ({ house }) => {
    const organiser = await house.organiser();
    const guest = await house.participant();
    const colleague = await house.participant();
    const room = await aRoom(house, { organiser, invited: [guest, colleague] });
    const params = { token: room.linkOf(guest), blockId: 'guestblock' };
    expect(await house.nobody().call(setGuestBlockAction, { params, input: { ownerId: guest.id } })).toMatchObject({ owner: { id: guest.id } });
    await expect(house.nobody().call(setGuestBlockAction, { params, input: { ownerId: colleague.id } })).rejects.toMatchObject({ code: 'OWNER_NOT_PRESENT' });
    await expect(house.nobody().call(setGuestBlockAction, { params: { ...params, token: 'x'.repeat(40) }, input: { ownerId: null } })).rejects.toMatchObject({ code: 'LINK_NOT_VALID' });
    const other = await aRoom(house, { organiser });
    const socket = await house.nobody().connect({ link: room.linkOf(guest) });
    await expect(ask(socket, 'note.action.set', { sessionId: other.id, blockId: 'guestblock', ownerId: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    socket.disconnect();
  });

  test('in Chatham House nobody is named as having captured it', async ({ house }) => {
    const organiser = await house.organiser();
    const room = await aRoom(house, { organiser, confidentiality: 'CHATHAM_HOUSE' });
    const { actionId } = await organiser.call(setBlockAction, { params: { id: room.id, blockId: 'chatham01' }, input: { ownerId: organiser.id } });
    expect(await house.db.actionEvent.findMany({ where: { actionId }, select: { byId: true } })).toEqual([{ byId: null }]);
    expect(await house.db.audit.findMany({ where: { thingId: actionId }, select: { actorId: true } })).toEqual([{ actorId: null }]);
    // Nor of an afterthought in the note; what becomes of it on its own page has an actor.
    await house.db.ending.create({ data: { sessionId: room.id, byId: organiser.id } });
    await organiser.call(setBlockAction, { params: { id: room.id, blockId: 'chatham01' }, input: { dueOn: '2030-01-01' } });
    expect(await house.db.actionEvent.count({ where: { actionId, byId: { not: null } } })).toBe(0);
  });
});
