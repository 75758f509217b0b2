import { gzipSync } from 'node:zlib';
import { readByPython, readCalendar } from '../support/calendar.js';
import { describe, expect, test, type House } from '../support/house.js';
import { anInvitation, aSentSession } from '../support/invite.js';

const scene = async (house: House, given: Parameters<typeof aSentSession>[2] = {}, guest: Parameters<House['participant']>[0] = {}) => {
  const organiser = await house.organiser({ name: 'Fatima El Amrani' });
  const session = await aSentSession(house, organiser.id, given);
  const person = await house.participant({ name: 'Anneke Smits', ...guest });
  const invitation = await anInvitation(house, session.id, person.id);
  return { organiser, session, person, invitation, path: `/invitation/${invitation.token}` };
};
const post = (house: House, path: string, fields: Record<string, string> | [string, string][]) =>
  house.nobody().fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
const markupOf = async (house: House, path: string) => (await house.nobody().fetch(path)).text();
const stored = (house: House, id: string) =>
  house.db.invitation.findUniqueOrThrow({ where: { id }, select: { partstat: true, replies: { orderBy: { at: 'asc' }, select: { partstat: true, remark: true, via: true, byId: true } } } });

/** Known at the code on the wall of this session, signed in nowhere. */
const ONLY_FOR_THE_DOOR = /^kenniskamer-link=[^,]*; Path=\/d\/\w+; HttpOnly[^,]*$/;

describe('the personal page', () => {
  test('says what, when and where, and asks for the answer', async ({ house }) => {
    const { path, organiser } = await scene(house);
    const response = await house.nobody().fetch(path);
    const markup = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie') ?? '').toMatch(ONLY_FOR_THE_DOOR);
    for (const said of ['Rijksregie door de ogen van burgers', 'De Werkplaats, zaal 2.14', 'Anneke Smits', 'directeuren', organiser.email, 'Ik kom', 'Misschien', 'Ik kan niet']) {
      expect(markup).toContain(said);
    }
    expect(markup).toContain('<html lang="nl">');
    expect(markup).not.toMatch(/<script|style=/);
    const style = /href="(\/page-\w+\.css)"/.exec(markup)?.[1] ?? '';
    const css = await (await house.nobody().fetch(style)).text();
    expect(gzipSync(markup).length + gzipSync(css).length).toBeLessThan(30_000);
  });

  test('saves an answer with a remark by one plain form, and can change it', async ({ house }) => {
    const { path, invitation } = await scene(house);
    const saved = await post(house, path, { answer: 'ACCEPTED', remark: 'Ik kom later.\r\nRond twee uur.' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}?saved`]);
    const thanks = await markupOf(house, `${path}?saved`);
    expect(thanks).toMatch(/U komt\. Tot \d+ \w+\./);
    expect(thanks).toContain(`href="${path}/calendar.ics"`);
    await post(house, path, { answer: 'DECLINED', remark: '' });
    expect(await stored(house, invitation.id)).toEqual({
      partstat: 'DECLINED',
      replies: [
        { partstat: 'ACCEPTED', remark: 'Ik kom later.\nRond twee uur.', via: 'LINK', byId: null },
        { partstat: 'DECLINED', remark: null, via: 'LINK', byId: null },
      ],
    });
    expect(await markupOf(house, path)).toContain('U kunt niet.');
  });

  test('a link in the mail only makes an answer ready', async ({ house }) => {
    const { path, invitation } = await scene(house);
    const markup = await markupOf(house, `${path}?answer=tentative`);
    expect(markup).toContain('Tik op ‘Misschien’ om uw antwoord te bewaren.');
    expect(markup).toMatch(/value="TENTATIVE" aria-pressed="true"/);
    expect((await stored(house, invitation.id)).partstat).toBe('NEEDS_ACTION');
    for (const odd of ['?answer=ja', '?answer[]=accepted', '?answer=accepted&answer=declined', '?saved', '?language=fr']) {
      expect((await house.nobody().fetch(`${path}${odd}`)).status).toBe(200);
    }
  });

  test.for<[string, Record<string, string> | [string, string][], string]>([
    ['no answer', { remark: 'wel <b>getypt</b>' }, 'Kies een van de drie antwoorden.'],
    ['an unknown answer', { answer: 'NEEDS_ACTION', remark: 'wel <b>getypt</b>' }, 'Kies een van de drie antwoorden.'],
    ['two answers', [['answer', 'ACCEPTED'], ['answer', 'DECLINED'], ['remark', 'wel <b>getypt</b>']], 'Kies een van de drie antwoorden.'],
    ['a long remark', { answer: 'ACCEPTED', remark: `wel <b>getypt</b>${'x'.repeat(1000)}` }, 'Maak dit korter: hooguit 500 tekens.'],
  ])('%s is told at its place, and what was typed stays', async ([, fields, sentence], { house }) => {
    const { path, invitation } = await scene(house);
    const response = await post(house, path, fields);
    const markup = await response.text();
    expect(response.status).toBe(400);
    expect(markup).toContain(sentence);
    expect(markup).toContain('wel &lt;b&gt;getypt&lt;/b&gt;');
    expect((await stored(house, invitation.id)).replies).toEqual([]);
  });

  test('emoji, right to left and apostrophes come through as they are', async ({ house }) => {
    const remark = 'Zó’n "mooie" dag 🌷 שָׁלוֹם';
    const { path, invitation } = await scene(house, { title: 'L’été "& <i>zo</i>" 🌷' });
    await post(house, path, { answer: 'ACCEPTED', remark });
    expect((await stored(house, invitation.id)).replies[0]?.remark).toBe(remark);
    expect(await markupOf(house, path)).toContain('L’été &quot;&amp; &lt;i&gt;zo&lt;/i&gt;&quot; 🌷');
  });

  test('speaks the language of the invitation, or the one that was chosen', async ({ house }) => {
    const { path } = await scene(house, {}, { language: 'en' });
    expect(await markupOf(house, path)).toContain('Will you come?');
    const dutch = await markupOf(house, `${path}?language=nl`);
    expect(dutch).toContain('Komt u?');
    expect(dutch).toContain(`action="${path}?language=nl"`);
    const saved = await post(house, `${path}?language=nl`, { answer: 'TENTATIVE' });
    expect(saved.headers.get('location')).toBe(`${path}?saved&language=nl`);
  });

  test('gives the appointment as a file, the same as in the mail, with nothing to answer', async ({ house }) => {
    const { path, session, invitation } = await scene(house);
    await house.settled();
    const response = await house.nobody().fetch(`${path}/calendar.ics`);
    const ics = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/calendar/);
    for (const read of [readCalendar(ics), readByPython(ics)]) {
      expect(read).toMatchObject({ method: 'PUBLISH', attendees: [], uid: `${invitation.id}@example.nl`, sequence: 0, start: session.startsAt.toISOString().replace('.000', '') });
    }
  });

  test('stands for one invitation, also when its owner is signed in', async ({ house }) => {
    const { path, person } = await scene(house);
    const other = await scene(house);
    const asOwner = await other.person.fetch(path);
    expect(await asOwner.text()).toContain('Anneke Smits');
    expect(asOwner.headers.get('set-cookie') ?? '').toMatch(ONLY_FOR_THE_DOOR);
    // And a link opens nothing of the account.
    const api = await house.nobody().fetch('/api/v1/me', { headers: { authorization: `Bearer ${path.split('/').at(-1)}`, cookie: `kenniskamer=${path.split('/').at(-1)}` } });
    expect(api.status).toBe(401);
    expect(person.id).not.toBe(other.person.id);
  });
});

describe('before, during and after', () => {
  test('the note has its link from the start, the answer goes until the end', async ({ house }) => {
    const before = await scene(house);
    expect(await markupOf(house, before.path)).not.toContain('Naar het verslag');
    const during = await scene(house, { startsInHours: -0.5 });
    expect(await markupOf(house, during.path)).toContain(`href="${during.path}/note?language=nl">Naar het verslag`);
    expect((await post(house, during.path, { answer: 'ACCEPTED' })).status).toBe(303);
    const after = await scene(house, { startsInHours: -5 });
    const markup = await markupOf(house, after.path);
    expect(markup).toContain('Naar het verslag');
    expect(markup).toContain('Antwoorden kan niet meer');
    expect(markup).not.toContain('<form');
    const late = await post(house, after.path, { answer: 'ACCEPTED', remark: 'te laat' });
    expect(late.status).toBe(409);
    expect(await late.text()).not.toContain('{"');
  });

  test('after a move it asks again', async ({ house }) => {
    const { path, invitation } = await scene(house);
    await post(house, path, { answer: 'ACCEPTED' });
    await house.db.reply.create({ data: { invitationId: invitation.id, partstat: 'NEEDS_ACTION', via: 'MOVED' } });
    await house.db.invitation.update({ where: { id: invitation.id }, data: { partstat: 'NEEDS_ACTION' } });
    expect(await markupOf(house, path)).toContain('Het moment is veranderd. Laat opnieuw weten of u komt.');
  });
});

describe('a link that opens nothing', () => {
  const sentence = 'Deze pagina is er niet, of is niet voor u. Vraag de organisator om een nieuwe uitnodiging.';
  test('says the same whatever the reason', async ({ house }) => {
    const told: string[] = [];
    const ask = async (path: string) => {
      for (const response of [await house.nobody().fetch(path), await house.nobody().fetch(`${path}/calendar.ics`), await post(house, path, { answer: 'ACCEPTED', remark: 'x' })]) {
        expect(response.status).toBe(404);
        expect(response.headers.get('content-type')).toMatch(/^text\/html/);
        told.push(await response.text());
      }
    };
    await ask('/invitation/nooit-gegeven-maar-lang-genoeg');
    await ask('/invitation/x');
    const out = await scene(house);
    await house.db.invitation.update({ where: { id: out.invitation.id }, data: { removedAt: new Date() } });
    await ask(out.path);
    const replaced = await scene(house);
    await house.db.invitation.update({ where: { id: replaced.invitation.id }, data: { replacedAt: new Date() } });
    await ask(replaced.path);
    const cancelled = await scene(house);
    await house.db.cancellation.create({ data: { sessionId: cancelled.session.id, byId: cancelled.organiser.id } });
    await ask(cancelled.path);
    expect(told[0]).toContain(sentence);
    expect(new Set(told).size).toBe(1);
  });

  test('another site cannot make somebody answer', async ({ house }) => {
    const { path, invitation } = await scene(house);
    const response = await house.nobody().fetch(path, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'DECLINED' }),
      headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(403);
    expect((await stored(house, invitation.id)).replies).toEqual([]);
  });

  test('one token is used a limited number of times a minute', async ({ house }) => {
    const { path } = await scene(house);
    const statuses = [];
    for (let time = 0; time < 70; time += 1) statuses.push((await house.nobody().fetch(path)).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});
