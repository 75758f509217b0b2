import { test as base } from 'vitest';
import { randomUUID } from 'node:crypto';
import { Mailer } from '../../server/src/platform/mail/mailer.service.js';
import { mailDocument } from '../../server/src/platform/mail/mail-document.js';
import { html } from '../../server/src/platform/pages/html.js';
import { describe, expect, House, test as real } from '../support/house.js';

const test = base.extend('house', { scope: 'file' }, async ({}, { onCleanup }) => {
  const house = new House();
  await house.open({ demo: true, smtpUrl: undefined });
  onCleanup(() => house.close());
  return house;
});

const post = (house: House, to: string, subject = 'Onderwerp') =>
  house.app.get(Mailer).send({
    kind: 'test',
    to: { name: 'Anneke', address: to },
    language: 'nl',
    subject,
    text: `Kijk op ${house.url}/invitation/abc en https://elders.example.nl/x`,
    html: mailDocument({ language: 'nl', title: 'x', body: html`<p>Beste Anneke</p>` }),
    messageId: randomUUID(),
    calendar: { method: 'REQUEST', sequence: 0, ics: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
  });

interface Messages {
  items: { id: string; to: string; subject: string; at: string; method: string | null }[];
}
const messages = async (house: House) => (await (await house.nobody().fetch('/post/messages.json')).json()) as Messages;

describe('the built-in post office', () => {
  test('keeps each mail as it was sent, newest first', async ({ house }) => {
    await post(house, 'anneke@example.nl', 'Eerste');
    await post(house, 'bram@example.nl', 'Tweede <b>');
    const { items } = await messages(house);
    expect(items.map(({ to, subject, method }) => [to, subject, method])).toEqual([
      ['bram@example.nl', 'Tweede <b>', 'REQUEST'],
      ['anneke@example.nl', 'Eerste', 'REQUEST'],
    ]);
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['at', 'id', 'method', 'subject', 'to']);
    const raw = await house.nobody().fetch(`/post/messages/${items[0]?.id}.eml`);
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(await raw.text()).toMatch(/^To: Anneke <bram@example\.nl>$/m);
  });

  test('shows a mail as a document of its own that may do nothing', async ({ house }) => {
    await post(house, 'kijk@example.nl');
    const [newest] = (await messages(house)).items;
    const page = await house.nobody().fetch(`/post/${newest?.id}`);
    const markup = await page.text();
    expect(markup).toContain(`<iframe class="mail" sandbox src="/post/messages/${newest?.id}/html"`);
    expect(markup).toContain(`<a href="${house.url}/invitation/abc">`);
    expect(markup).not.toContain('<a href="https://elders');
    const mail = await house.nobody().fetch(`/post/messages/${newest?.id}/html`);
    expect(mail.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;/);
    expect(await mail.text()).toContain('Beste Anneke');
    const ics = await house.nobody().fetch(`/post/messages/${newest?.id}/calendar.ics`);
    expect(await ics.text()).toContain('METHOD:REQUEST');
  });

  test('lists them, and escapes what they say', async ({ house }) => {
    await post(house, 'lijst@example.nl', '<script>alert(1)</script>');
    const page = await house.nobody().fetch('/post');
    const markup = await page.text();
    expect(page.status).toBe(200);
    expect(markup).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(markup).not.toContain('<script');
    expect(markup).toContain('Dit is een demonstratie.');
  });

  test('refuses addresses that begin with weiger', async ({ house }) => {
    expect(await post(house, 'weiger.mij@example.nl')).toEqual({ state: 'REFUSED', reason: expect.stringContaining('mailbox unknown') });
  });

  test('keeps them over a restart', async ({ house }) => {
    await post(house, 'blijft@example.nl');
    const before = (await messages(house)).items;
    await house.stop();
    await house.start();
    expect((await messages(house)).items).toEqual(before);
    await post(house, 'daarna@example.nl');
    expect((await messages(house)).items.map(({ to }) => to).slice(0, 2)).toEqual(['daarna@example.nl', 'blijft@example.nl']);
  });

  test.for(['/post/0', '/post/..%2f..%2fsecret', '/post/messages/9999.eml', '/post/messages/..%2fsecret.eml', '/post/messages/x/html'])('knows no %s', async (path, { house }) => {
    expect((await house.nobody().fetch(path)).status).toBe(404);
  });
});

describe('for real there is no such page', () => {
  real.for(['/post', '/post/1', '/post/messages.json', '/post/messages/1.eml', '/post/messages/1/html', '/post/messages/1/calendar.ics'])('%s', async (path, { house }) => {
    expect((await house.nobody().fetch(path)).status).toBe(404);
  });
});
