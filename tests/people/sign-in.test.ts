import { changeMe, readMe } from '@kenniskamer/shared/person';
import { askSignInLink, endSignIn, endSignIns, ownPath } from '@kenniskamer/shared/sign-in';
import { DemoSignIn } from '../../server/src/features/people/demo-sign-in.service.js';
import { SignIns } from '../../server/src/features/people/sign-ins.service.js';
import { keptSince } from '../../server/src/platform/jobs/jobs.service.js';
import { OutboxRows } from '../../server/src/platform/outbox/outbox-rows.service.js';
import { House, describe, expect, test } from '../support/house.js';

const linkIn = (text: string | undefined) => /http:\/\/\S+(\/sign-in\/[\w-]+)/.exec(text ?? '')?.[1] ?? '';
const cookieOf = (response: Response) => response.headers.getSetCookie().find((cookie) => cookie.startsWith('kenniskamer=')) ?? '';
const meBy = async (house: House, opened: Response): Promise<unknown> =>
  (await house.nobody().fetch('/api/v1/me', { headers: { cookie: cookieOf(opened).split(';')[0] ?? '' } })).json();

async function linkFor(house: House, email: string, next = '/') {
  const before = house.post.of(email).length;
  await house.nobody().call(askSignInLink, { input: { email, next } });
  await house.settled();
  const mails = house.post.of(email);
  expect(mails).toHaveLength(before + 1);
  return linkIn(mails.at(-1)?.mail.text);
}

describe('a mailed link', () => {
  test('signs in once, by the button, and returns to the page that was asked for', async ({ house }) => {
    const person = await house.participant();
    const link = await linkFor(house, person.email, '/agenda?theme=A');
    const door = house.nobody();

    // Mail scanners follow links: looking, however often, uses nothing up.
    for (const method of ['GET', 'HEAD', 'GET']) expect((await door.fetch(link, { method })).status).toBe(200);
    const page = await (await door.fetch(link)).text();
    expect(page).toContain('<form method="post"');
    expect(page).not.toContain('<script');

    const used = await door.fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' });
    expect([used.status, used.headers.get('location')]).toEqual([303, '/agenda?theme=A']);
    expect(cookieOf(used)).toMatch(/HttpOnly/);
    expect(cookieOf(used)).toMatch(/SameSite=Lax/);
    expect(await meBy(house, used)).toMatchObject({ person: { email: person.email }, roles: [] });

    const again = await door.fetch(link, { method: 'POST' });
    expect(again.status).toBe(404);
    expect(await again.text()).toContain('Deze link werkt niet meer');
    expect(cookieOf(again)).toBe('');
  });

  test('is used by one of those who press at the same moment', async ({ house }) => {
    const link = await linkFor(house, (await house.participant()).email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => house.nobody().fetch(link, { method: 'POST' })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 404, 404, 404]);
  });

  test('ends after fifteen minutes', async ({ house }) => {
    const person = await house.participant();
    const link = await linkFor(house, person.email);
    const row = await house.db.signInLink.findFirstOrThrow({ where: { personId: person.id } });
    const minutes = (row.expiresAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15);
    await house.db.signInLink.update({ where: { hash: row.hash }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await house.nobody().fetch(link)).status).toBe(404);
    expect((await house.nobody().fetch(link, { method: 'POST' })).status).toBe(404);
  });

  test('a known and an unknown address get the same answer and leave the same trace', async ({ house }) => {
    const person = await house.participant();
    const answers = [];
    for (const email of [person.email, 'niemand@example.nl', ` ${person.email.toUpperCase()} `]) {
      const response = await house.nobody().fetch('/api/v1/sign-in-links', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      });
      answers.push([response.status, await response.text()]);
      await house.settled();
    }
    expect(answers).toEqual([[204, ''], [204, ''], [204, '']]);
    expect(house.post.of('niemand@example.nl')).toEqual([]);
    expect(house.post.of(person.email)).toHaveLength(2);
    expect(await house.db.outbox.count({ where: { topic: 'signin.link', doneAt: null } })).toBe(0);
  });

  test('no token lies in the database, only hashes', async ({ house }) => {
    const person = await house.participant();
    const token = (await linkFor(house, person.email)).split('/').at(-1) ?? '-';
    const rows = [await house.db.outbox.findMany(), await house.db.signInLink.findMany(), await house.db.mail.findMany(), await house.db.signIn.findMany()];
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('is not for who may not sign in or has left', async ({ house }) => {
    const [barred, gone] = [await house.participant(), await house.participant()];
    await house.db.person.update({ where: { id: barred.id }, data: { maySignIn: false } });
    await house.db.person.update({ where: { id: gone.id }, data: { leftOn: new Date() } });
    for (const { email } of [barred, gone]) await house.nobody().call(askSignInLink, { input: { email, next: '/' } });
    await house.settled();
    expect([...house.post.of(barred.email), ...house.post.of(gone.email)]).toEqual([]);
    await expect(gone.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  test('speaks the language of the person', async ({ house }) => {
    const person = await house.participant({ language: 'en' });
    await linkFor(house, person.email);
    const mail = house.post.of(person.email)[0]?.mail;
    expect([mail?.subject, mail?.text?.includes('Dear ')]).toEqual(['Your link for Kenniskamer', true]);
  });

  test('an address that is none is told at its field; too many asks are refused', async ({ house }) => {
    const ask = (email: string) => house.nobody().call(askSignInLink, { input: { email, next: '/' } });
    const refused = await house.nobody().fetch('/api/v1/sign-in-links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'geen adres' }),
    });
    expect(await refused.json()).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: ['email'], code: 'NOT_AN_ADDRESS' }] });
    for (let count = 0; count < 10; count += 1) await ask('vaak@example.nl');
    await expect(ask('vaak@example.nl')).rejects.toMatchObject({ code: 'TOO_MANY' });
    await ask('anders@example.nl');
  });

  test('who tries many wrong ones is refused, and a right one from the same place still works', async () => {
    const house = new House();
    await house.open();
    const link = await linkFor(house, (await house.participant()).email);
    const statuses = new Set<number>();
    for (let count = 0; count < 70; count += 1) statuses.add((await house.nobody().fetch(`/sign-in/verkeerd-${count}`, { method: 'POST' })).status);
    expect([...statuses]).toEqual([404, 429]);
    expect((await house.nobody().fetch(link, { method: 'POST' })).status).toBe(303);
    await house.close();
  });
});

test('only a path of our own is gone back to', () => {
  expect(ownPath('/sessions/1?a=b#c')).toBe('/sessions/1?a=b#c');
  expect(ownPath('/zoek?q=één vraag')).toBe('/zoek?q=%C3%A9%C3%A9n%20vraag');
  for (const bad of ['https://elders.example', '//elders.example', '/\\elders.example', 'javascript:alert(1)', '', '/sign-in', '/sign-in/abc', `/${'a'.repeat(600)}`]) {
    expect(ownPath(bad)).toBe('/');
  }
});

describe('signed in', () => {
  test('a new sign-in ends the one this browser had', async ({ house }) => {
    const person = await house.participant();
    const link = await linkFor(house, person.email);
    expect((await person.fetch(link, { method: 'POST' })).status).toBe(303);
    await expect(person.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  test('out on this device, and on all', async ({ house }) => {
    const person = await house.participant();
    const other = await house.signedInAgain(person);
    const socket = await person.connect();
    const dropped = new Promise((resolve) => socket.once('disconnect', resolve));
    await person.call(endSignIn);
    await dropped;
    await expect(person.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await expect(person.connect()).rejects.toThrow('SIGN_IN_NEEDED');
    await other.call(readMe);

    const third = await house.signedInAgain(person);
    const link = await linkFor(house, person.email);
    await third.call(endSignIns);
    await expect(other.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    expect((await house.nobody().fetch(link, { method: 'POST' })).status).toBe(404);
  });

  test('one’s own language', async ({ house }) => {
    const person = await house.coordinator();
    const me = await person.call(changeMe, { input: { language: 'en' } });
    expect(me).toMatchObject({ person: { language: 'en' }, roles: ['COORDINATOR'], isCoordinator: true, isOrganiser: false });
    const refused = await person.fetch('/api/v1/me', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"language":"de"}' });
    expect(refused.status).toBe(400);
  });
});

test('what ended a month ago is cleaned away; who is signed in, and what waits, stays', async ({ house }) => {
  const person = await house.participant();
  const [long, short] = [new Date(Date.now() - 31 * 86_400_000), new Date(Date.now() - 29 * 86_400_000)];
  const signIns = { out: { endsAt: new Date(Date.now() + 1000), revokedAt: long }, away: { endsAt: long }, lately: { endsAt: short } };
  for (const [hash, ended] of Object.entries(signIns)) await house.db.signIn.create({ data: { hash, personId: person.id, ...ended } });
  for (const [hash, expiresAt] of Object.entries({ over: long, fresh: short })) await house.db.signInLink.create({ data: { hash, personId: person.id, next: '/', expiresAt } });
  const row = { topic: 'question.changed', payload: { questionId: person.id } };
  await house.db.outbox.createMany({ data: [{ ...row, key: 'done', doneAt: long }, { ...row, key: 'lately', doneAt: short }, { ...row, key: 'waits', createdAt: long, notBefore: new Date(Date.now() + 60_000) }] });
  await house.app.get(SignIns).clean(keptSince(new Date()));
  await house.app.get(OutboxRows, { strict: false }).clean(keptSince(new Date()));
  expect((await house.db.signIn.findMany({ where: { hash: { in: Object.keys(signIns) } } })).map(({ hash }) => hash)).toEqual(['lately']);
  expect((await house.db.signInLink.findMany({ where: { hash: { in: ['over', 'fresh'] } } })).map(({ hash }) => hash)).toEqual(['fresh']);
  expect((await house.db.outbox.findMany({ where: { key: { in: ['done', 'lately', 'waits'] } }, orderBy: { key: 'asc' } })).map(({ key }) => key)).toEqual(['lately', 'waits']);
  await expect(person.call(readMe)).resolves.toMatchObject({ person: { id: person.id } });
});

describe('at the first start', () => {
  test('the administrator’s address gets a link, until an administrator has come', { timeout: 60_000 }, async () => {
    const house = new House();
    await house.open();
    await house.settled();
    expect(house.post.of('beheer@example.nl')).toHaveLength(1);
    await house.stop();
    house.settings.adminEmail = 'baas@example.nl';
    await house.start();
    await house.settled();
    // The port is another after a start: only the path counts.
    const opened = await house.nobody().fetch(linkIn(house.post.of('baas@example.nl').at(-1)?.mail.text), { method: 'POST' });
    expect(await meBy(house, opened)).toMatchObject({ isAdministrator: true });
    // The mistyped one is no administrator any more.
    expect(await house.db.roleGrant.count({ where: { role: 'ADMINISTRATOR' } })).toBe(1);
    await house.stop();
    await house.start();
    await house.settled();
    expect(house.post.of('baas@example.nl')).toHaveLength(1);
    await house.close();
  });

  test('a demonstration’s links sign in at once; elsewhere they do not exist', async () => {
    const house = new House();
    await house.open({ demo: true });
    const person = await house.participant();
    const { pathname } = new URL(house.app.get(DemoSignIn).linkFor(person.email));
    const opened = await house.nobody().fetch(pathname);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
    expect(await meBy(house, opened)).toMatchObject({ person: { email: person.email }, demo: true });
    expect((await house.nobody().fetch('/demo/sign-in/anders')).status).toBe(404);
    house.settings.demo = false;
    expect((await house.nobody().fetch(pathname)).status).toBe(404);
    await house.close();
  });

  test('behind TLS the cookie is Secure', async () => {
    const house = new House();
    await house.open();
    house.settings.publicUrl = 'https://kenniskamer.example.nl';
    const person = await house.participant();
    await house.nobody().call(askSignInLink, { input: { email: person.email, next: '/' } });
    await house.settled();
    const token = /\/sign-in\/([\w-]+)/.exec(house.post.of(person.email)[0]?.mail.text ?? '')?.[1];
    expect(cookieOf(await house.nobody().fetch(`/sign-in/${token}`, { method: 'POST' }))).toMatch(/; Secure/);
    await house.close();
  });
});
