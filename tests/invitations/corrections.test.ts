import { correctAddress, enterReply, listInvitees, takeOut } from '@kenniskamer/shared/invitation';
import { readCalendar } from '../support/calendar.js';
import { describe, expect, test, type House } from '../support/house.js';
import { aDraft, aSent, invitees } from '../support/plan.js';
import { addExternal, sendInvitations } from '@kenniskamer/shared/invitation';

let count = 0;
/** Somebody from outside whose address the mail server does not know. */
async function refusedOutsider(house: House) {
  const organiser = await house.organiser();
  const draft = await aDraft(organiser);
  const address = `weiger${++count}@bakkerij.example.nl`;
  const { toInvite } = await organiser.call(addExternal, { params: { id: draft.id }, input: { name: 'Ilse Dijkgraaf', email: address } });
  await organiser.call(sendInvitations, { params: { id: draft.id }, input: { personIds: toInvite } });
  await house.settled();
  const [invitee] = (await invitees(organiser, draft.id)).items;
  if (!invitee) throw new Error('nobody invited');
  return { organiser, session: draft, invitee, address, params: { id: draft.id, invitationId: invitee.id } };
}

describe('an address that was wrong', () => {
  test('shows as not arrived; corrected it is a new invitation, and the old address hears nothing', async ({ house }) => {
    const it = await refusedOutsider(house);
    expect(it.invitee.delivery).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('mailbox unknown') });
    await it.organiser.call(enterReply, { params: it.params, input: { partstat: 'ACCEPTED', remark: 'Belde' } });
    const old = await house.db.invitation.findUniqueOrThrow({ where: { id: it.invitee.id } });
    const right = `ilse${count}@bakkerij.example.nl`;
    const corrected = await it.organiser.call(correctAddress, { params: it.params, input: { email: right } });
    expect(corrected).toMatchObject({ personCorrected: true, invitee: { name: 'Ilse Dijkgraaf', address: right, partstat: 'ACCEPTED', remark: 'Belde', delivery: { state: 'WAITING' } } });
    await house.settled();
    const [mail, ...more] = house.post.of(right);
    expect(more).toEqual([]);
    const fresh = await house.db.invitation.findUniqueOrThrow({ where: { id: corrected.invitee.id } });
    expect(readCalendar(mail?.calendar ?? '')).toMatchObject({ method: 'REQUEST', sequence: 0, uid: fresh.uid });
    expect([fresh.uid, fresh.linkHash, fresh.replyHash].some((one) => [old.uid, old.linkHash, old.replyHash].includes(one))).toBe(false);
    expect(house.post.of(it.address)).toEqual([]);
    expect(await house.db.person.findUniqueOrThrow({ where: { id: it.invitee.personId } })).toMatchObject({ email: right });
    const { items, counts } = await invitees(it.organiser, it.session.id);
    expect(items.map(({ address, delivery }) => [address, delivery.state])).toEqual([[right, 'SENT']]);
    expect(counts).toMatchObject({ invited: 1, refused: 0 });
    await expect(it.organiser.call(correctAddress, { params: it.params, input: { email: right } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('but accepted hears that it does not hold any more; the same address again is a second try', async ({ house }) => {
    const [organiser, anneke] = [await house.organiser(), await house.participant()];
    const session = await aSent(house, organiser, [anneke]);
    const [invitee] = (await invitees(organiser, session.id)).items;
    const params = { id: session.id, invitationId: invitee?.id ?? '' };
    const elsewhere = await organiser.call(correctAddress, { params, input: { email: `anders${++count}@example.nl` } });
    await house.settled();
    // Who may sign in keeps the address that sign-in links go to: an organiser must not be able to become them.
    expect(elsewhere.personCorrected).toBe(false);
    expect(await house.db.person.findUniqueOrThrow({ where: { id: anneke.id } })).toMatchObject({ email: anneke.email });
    expect(house.post.of(anneke.email).map(({ calendar }) => readCalendar(calendar ?? '').method)).toEqual(['REQUEST', 'CANCEL']);
    const again = await organiser.call(correctAddress, { params: { id: session.id, invitationId: elsewhere.invitee.id }, input: { email: anneke.email } });
    await house.settled();
    expect(again).toMatchObject({ personCorrected: true, invitee: { address: anneke.email } });
    expect(house.post.of(anneke.email).map(({ calendar }) => readCalendar(calendar ?? '').method)).toEqual(['REQUEST', 'CANCEL', 'REQUEST']);
  });

  test('cannot become somebody else’s, nor one that is no address', async ({ house }) => {
    const it = await refusedOutsider(house);
    const other = await house.participant({ name: 'Sanne Brouwer' });
    await expect(it.organiser.call(correctAddress, { params: it.params, input: { email: other.email } })).rejects.toMatchObject({
      code: 'ADDRESS_TAKEN',
      details: { issues: [{ path: ['email'], code: 'ADDRESS_TAKEN' }], values: { name: 'Sanne Brouwer' } },
    });
    const response = await it.organiser.fetch(`/api/v1/sessions/${it.session.id}/invitations/${it.invitee.id}/correction`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ilse@bakkerij' }),
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: ['email'], code: 'NOT_AN_ADDRESS' }] });
    expect((await invitees(it.organiser, it.session.id)).items.map(({ id }) => id)).toEqual([it.invitee.id]);
    await it.organiser.call(takeOut, { params: it.params });
    await expect(it.organiser.call(correctAddress, { params: it.params, input: { email: 'nieuw@example.nl' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('corrected by two at once makes one new invitation', async ({ house }) => {
    const it = await refusedOutsider(house);
    const correct = () => it.organiser.call(correctAddress, { params: it.params, input: { email: `twee${count}@example.nl` } });
    const results = await Promise.allSettled([correct(), correct()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await house.db.invitation.count({ where: { sessionId: it.session.id, replacedAt: null } })).toBe(1);
    const stranger = await house.organiser();
    await expect(stranger.call(listInvitees, { params: { id: it.session.id }, input: { show: 'ALL', order: 'NAME', limit: 10 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
