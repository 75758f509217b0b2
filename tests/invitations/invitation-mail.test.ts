import { readByPython, readCalendar } from '../support/calendar.js';
import { describe, expect, test, type House } from '../support/house.js';
import { anInvitation, aSentSession, sync } from '../support/invite.js';

const scene = async (house: House, given: Parameters<typeof aSentSession>[2] = {}) => {
  const organiser = await house.organiser({ name: 'Fatima El Amrani' });
  const session = await aSentSession(house, organiser.id, given);
  return { organiser, session };
};

describe('an invitation by mail', () => {
  test('has text, HTML and a calendar part that say the same, for one person only', async ({ house }) => {
    const { organiser, session } = await scene(house);
    const [anneke, bram] = [await house.participant({ name: 'Anneke Smits' }), await house.participant({ name: 'Bram de Wit' })];
    const invitation = await anInvitation(house, session.id, anneke.id);
    await anInvitation(house, session.id, bram.id);
    await house.settled();

    const [got, ...more] = house.post.of(anneke.email);
    expect(more).toEqual([]);
    if (!got) throw new Error('no mail');
    const { mail, raw, calendar } = got;
    const link = `${house.url}/invitation/${invitation.token}`;
    expect(mail.subject).toMatch(/^Uitnodiging: Rijksregie door de ogen van burgers, /);
    expect(mail.replyTo?.value).toEqual([{ name: 'Fatima El Amrani', address: organiser.email }]);
    expect(mail.to).toMatchObject({ value: [{ name: 'Anneke Smits', address: anneke.email }] });
    for (const part of [mail.text ?? '', mail.html || '']) {
      expect(part).toContain('Anneke Smits');
      expect(part).toContain('We kiezen twee proeven voor 2027.');
      expect(part).toContain('De Werkplaats, zaal 2.14');
      expect(part).toContain('Voor directeuren');
      expect(part).toContain(link);
      expect(part).toContain('Antwoorden via uw agenda of met een mail komt niet aan: gebruik deze link.');
    }
    expect(mail.html).toContain(`${link}?answer=accepted`);

    // Nobody else's name or address, in any encoding.
    const everything = [raw, mail.text, mail.html, calendar, mail.headerLines.map(({ line }) => line).join('\n')].join('\n');
    for (const other of [bram.name, bram.email, Buffer.from(bram.email).toString('base64')]) expect(everything).not.toContain(other);

    for (const read of [readCalendar(calendar ?? ''), readByPython(calendar ?? '')]) {
      expect(read).toMatchObject({
        method: 'REQUEST',
        sequence: 0,
        status: 'CONFIRMED',
        events: 1,
        url: link,
        location: 'De Werkplaats, zaal 2.14',
        start: session.startsAt.toISOString().replace('.000', ''),
        uid: `${invitation.id}@example.nl`,
      });
      expect(read.organiser[0]).toMatch(/^mailto:antwoord\+[a-z2-7]{26}@example\.nl$/);
      expect(read.attendees.map(([address, { RSVP, CN }]) => [address.toLowerCase(), RSVP, CN])).toEqual([[`mailto:${anneke.email}`, 'FALSE', 'Anneke Smits']]);
    }
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
  });

  test('is in the language of the invitation', async ({ house }) => {
    const { session } = await scene(house);
    const guest = await house.participant({ language: 'en' });
    await anInvitation(house, session.id, guest.id);
    await house.settled();
    const mail = house.post.of(guest.email)[0]?.mail;
    expect(mail?.subject).toMatch(/^Invitation: /);
    expect(mail?.text).toContain('An answer by your calendar or by mail does not reach us: use this link.');
    expect(mail?.text).toContain('For directors');
    expect(mail?.html).toContain('<html lang="en">');
  });

  test('is three lines for a DG', async ({ house }) => {
    const { session } = await scene(house);
    const dg = await house.participant();
    const { token } = await anInvitation(house, session.id, dg.id, { level: 'DG' });
    await house.settled();
    const lines = house.post.of(dg.email)[0]?.mail.text?.split('\n') ?? [];
    expect(lines[0]).toBe('Rijksregie door de ogen van burgers');
    expect(lines[1]).toMatch(/uur, De Werkplaats, zaal 2\.14$/);
    expect(lines[2]).toBe(`Komt u? ${house.url}/invitation/${token}`);
    expect(lines[3]).toBe('');
  });

  test('escapes what people typed', async ({ house }) => {
    const { session } = await scene(house, { title: '<b>Regie</b> & "burgers"', goal: '<script>alert(1)</script>', place: 'Zaal <1>; a,b' });
    const guest = await house.participant({ name: 'O’Neil "Ank" <x>' });
    await anInvitation(house, session.id, guest.id);
    await house.settled();
    const got = house.post.of(guest.email)[0];
    expect(got?.mail.html).not.toMatch(/<b>Regie|<script|<1>|<x>/);
    expect(got?.mail.subject).toContain('<b>Regie</b> & "burgers"');
    expect(readCalendar(got?.calendar ?? '')).toMatchObject({ summary: '<b>Regie</b> & "burgers"', location: 'Zaal <1>; a,b' });
  });
});

describe('afterwards', () => {
  test('a move raises SEQUENCE, a new programme does not, and what is changed back is not told', async ({ house }) => {
    const { session } = await scene(house);
    const guest = await house.participant();
    const { id } = await anInvitation(house, session.id, guest.id);
    await house.settled();
    const sequences = () => house.post.of(guest.email).map(({ calendar }) => readCalendar(calendar ?? '').sequence);

    const change = async (data: object, details?: boolean) => {
      await house.db.session.update({ where: { id: session.id }, data });
      await sync(house, id, house.db, details);
      await house.settled();
    };
    await change({ title: 'Andere titel' });
    expect(sequences()).toEqual([0]);
    await change({ title: 'Derde titel' }, true);
    expect(sequences()).toEqual([0, 0]);
    await change({ place: 'Ergens anders' });
    expect(sequences()).toEqual([0, 0, 1]);
    expect(house.post.of(guest.email).at(-1)?.mail.text).toContain('Was: De Werkplaats, zaal 2.14');
    await change({ place: 'Ergens anders' });
    await change({ startsAt: new Date(session.startsAt.getTime() - 3_600_000) });
    expect(sequences()).toEqual([0, 0, 1, 2]);
    expect(house.post.of(guest.email).at(-1)?.mail.text).toContain('De kenniskamer is op een ander moment.');
    expect(new Set(house.post.of(guest.email).map(({ mail }) => mail.messageId)).size).toBe(4);
    expect(new Set(house.post.of(guest.email).map(({ calendar }) => readCalendar(calendar ?? '').uid)).size).toBe(1);
    expect(new Set(house.post.of(guest.email).map(({ calendar }) => readCalendar(calendar ?? '').organiser[0])).size).toBe(1);
  });

  test('taken out and asked again: a CANCEL above the last, a REQUEST above the CANCEL', async ({ house }) => {
    const { session } = await scene(house);
    const guest = await house.participant();
    const { id } = await anInvitation(house, session.id, guest.id);
    await house.settled();
    await house.db.invitation.update({ where: { id }, data: { removedAt: new Date() } });
    await sync(house, id);
    await house.settled();
    await sync(house, id);
    await house.settled();
    await house.db.invitation.update({ where: { id }, data: { removedAt: null } });
    await sync(house, id);
    await house.settled();
    const got = house.post.of(guest.email).map(({ calendar, raw }) => ({ ...readCalendar(calendar ?? ''), declared: /method=(\w+)/.exec(raw)?.[1] }));
    expect(got.map(({ method, declared, sequence, status }) => [method, declared, sequence, status])).toEqual([
      ['REQUEST', 'REQUEST', 0, 'CONFIRMED'],
      ['CANCEL', 'CANCEL', 1, 'CANCELLED'],
      ['REQUEST', 'REQUEST', 2, 'CONFIRMED'],
    ]);
    expect(house.post.of(guest.email)[1]?.mail.text).toContain('Uw uitnodiging voor deze kenniskamer is ingetrokken.');
  });

  test('of a cancelled session only who had a mail hears', async ({ house }) => {
    const { organiser, session } = await scene(house);
    const [had, refused, never] = [await house.participant(), await house.participant({ email: 'weiger.ook@example.nl' }), await house.participant()];
    await anInvitation(house, session.id, had.id);
    const bad = await anInvitation(house, session.id, refused.id);
    await house.settled();
    await house.db.cancellation.create({ data: { sessionId: session.id, byId: organiser.id, reason: 'Te weinig mensen.' } });
    // Its mail was due, and had not gone yet.
    const late = await anInvitation(house, session.id, never.id);
    for (const { id } of await house.db.invitation.findMany({ where: { sessionId: session.id } })) await sync(house, id);
    await house.settled();
    const last = house.post.of(had.email).at(-1);
    expect(last?.mail.text).toContain('Deze kenniskamer gaat niet door.');
    expect(last?.mail.text).toContain('Te weinig mensen.');
    expect(house.post.of(never.email)).toEqual([]);
    expect(await house.db.mail.findMany({ where: { invitationId: { in: [bad.id, late.id] } }, select: { state: true, method: true, error: true } })).toEqual([
      { state: 'REFUSED', method: 'REQUEST', error: expect.stringContaining('mailbox unknown') },
    ]);
    expect(await house.db.invitation.findUniqueOrThrow({ where: { id: bad.id } })).toMatchObject({ lastSent: null });
  });

  test('what was refused is not tried again until something changed', async ({ house }) => {
    const { session } = await scene(house);
    const refused = await house.participant({ email: 'weiger.weer@example.nl' });
    const { id } = await anInvitation(house, session.id, refused.id);
    await house.settled();
    await sync(house, id);
    await house.settled();
    expect(await house.db.mail.count({ where: { invitationId: id } })).toBe(1);
  });

  test('while the mail server is away it waits, and then says how things are by then', async ({ house }) => {
    const { session } = await scene(house);
    const guest = await house.participant();
    const { id } = await anInvitation(house, session.id, guest.id);
    await house.post.away(() => house.settled());
    expect(house.post.of(guest.email)).toEqual([]);
    await house.db.session.update({ where: { id: session.id }, data: { place: 'Nu hier' } });
    await house.minutePasses();
    expect(house.post.of(guest.email).map(({ calendar }) => readCalendar(calendar ?? ''))).toMatchObject([{ location: 'Nu hier', sequence: 0 }]);
    expect(await house.db.mail.findMany({ where: { invitationId: id }, select: { state: true } })).toEqual([{ state: 'SENT' }]);
  });

  test('what may have arrived when we were killed is said once more, and then what is so by now', async ({ house }) => {
    const { session } = await scene(house);
    const guest = await house.participant();
    const { id } = await anInvitation(house, session.id, guest.id);
    await house.settled();
    // As a kill between SMTP and the mark leaves it.
    await house.db.mail.updateMany({ where: { invitationId: id }, data: { state: 'WAITING', sentAt: null } });
    await house.db.$executeRaw`update "Invitation" set "lastSent" = null where "id" = ${id}::uuid`;
    await house.db.session.update({ where: { id: session.id }, data: { place: 'Nu daar' } });
    await sync(house, id);
    await house.settled();
    const got = house.post.of(guest.email);
    expect(got.map(({ calendar }) => readCalendar(calendar ?? '')).map(({ sequence, location }) => [sequence, location])).toEqual([
      [0, 'De Werkplaats, zaal 2.14'],
      [0, 'De Werkplaats, zaal 2.14'],
      [1, 'Nu daar'],
    ]);
    expect(got[0]?.mail.messageId).toBe(got[1]?.mail.messageId);
    expect(got[0]?.calendar).toBe(got[1]?.calendar);
  });
});
