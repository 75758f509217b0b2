import { Mailer } from '../../server/src/platform/mail/mailer.service.js';
import type { Letter } from '../../server/src/platform/mail/letter.js';
import { mailDocument } from '../../server/src/platform/mail/mail-document.js';
import { html } from '../../server/src/platform/pages/html.js';
import { refusalOf } from '../../server/src/platform/mail/mail.rules.js';
import { describe, expect, test } from '../support/house.js';

const letter = (changes: Partial<Letter>): Letter => ({
  kind: 'test',
  to: { name: 'Anneke Smits', address: 'anneke@example.nl' },
  language: 'nl',
  subject: 'Onderwerp',
  text: 'Beste Anneke',
  html: mailDocument({ language: 'nl', title: 'Onderwerp', body: html`<p>Beste Anneke</p>` }),
  messageId: crypto.randomUUID(),
  ...changes,
});

describe('one mail', () => {
  test('is sent once under its Message-ID, however often it is asked', async ({ house }) => {
    const mailer = house.app.get(Mailer);
    const one = letter({ to: { address: 'eens@example.nl' } });
    expect(await mailer.send(one)).toEqual({ state: 'SENT', reason: null });
    expect(await mailer.send(one)).toEqual({ state: 'SENT', reason: null });
    const got = house.post.of('eens@example.nl');
    expect(got.map(({ mail }) => mail.messageId)).toEqual([`<${one.messageId}@example.nl>`]);
    expect(await house.db.mail.findMany({ where: { address: 'eens@example.nl' }, select: { state: true, kind: true } })).toEqual([
      { state: 'SENT', kind: 'test' },
    ]);
  });

  test.for([
    ['quotes and a comma', '"Anneke" Smits, van der'],
    ['emoji', 'Anneke 🌷 Smits'],
    ['right to left', 'שָׁלוֹם عليكم'],
    ['a line break and a header', 'Anneke\r\nBcc: ander@example.nl'],
    ['another address', 'x@example.nl>, <y@example.nl'],
  ])('a name with %s stays a name', async ([, name], { house }) => {
    const address = `naam${Math.random().toString(36).slice(2)}@example.nl`;
    await house.app.get(Mailer).send(letter({ to: { name, address }, subject: `Voor ${name}`, replyTo: { name, address: 'fatima@example.nl' } }));
    const [got, ...more] = house.post.of(address);
    expect(more).toEqual([]);
    const plain = name?.replaceAll('\r\n', ' ');
    expect(got?.mail.to).toMatchObject({ value: [{ name: plain, address }] });
    expect(got?.mail.replyTo?.value).toMatchObject([{ name: plain, address: 'fatima@example.nl' }]);
    expect(got?.mail.subject).toBe(`Voor ${plain}`);
    expect(got?.mail.bcc).toBe(undefined);
    expect(got?.mail.cc).toBe(undefined);
  });

  test('what the mail server refuses is a state with its reason', async ({ house }) => {
    const refused = letter({ to: { address: 'weiger.mij@example.nl' } });
    const reason = expect.stringMatching(/^550 .*mailbox unknown/);
    expect(await house.app.get(Mailer).send(refused)).toEqual({ state: 'REFUSED', reason });
    expect(await house.db.mail.findFirstOrThrow({ where: { address: 'weiger.mij@example.nl' } })).toMatchObject({ state: 'REFUSED', error: reason });
  });

  test('a later try says the same calendar part as the first', async ({ house }) => {
    const calendar = (sequence: number) => ({ method: 'REQUEST' as const, sequence, ics: `BEGIN:VCALENDAR\r\nSEQUENCE:${sequence}\r\nEND:VCALENDAR\r\n` });
    const first = letter({ to: { address: 'agenda@example.nl' }, calendar: calendar(1) });
    await house.post.away(async () => {
      await expect(house.app.get(Mailer).send(first)).rejects.toThrow();
    });
    expect(await house.db.mail.findFirstOrThrow({ where: { address: 'agenda@example.nl' } })).toMatchObject({ state: 'WAITING', sequence: 1 });
    await house.app.get(Mailer).send({ ...first, calendar: calendar(2) });
    expect(house.post.of('agenda@example.nl').map((got) => got.calendar)).toEqual([calendar(1).ics]);
  });
});

describe('a refusal is for good', () => {
  test.for([
    ['an unknown mailbox', { command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 unknown' }, '550 5.1.1 unknown'],
    ['content it will not have', { command: 'DATA', responseCode: 554, response: '554 no\r\nreally' }, '554 no really'],
    ['an address that cannot be carried', { command: 'API', code: 'EENVELOPE', message: 'Invalid recipient' }, 'Invalid recipient'],
    ['a full mailbox', { command: 'RCPT TO', responseCode: 452, response: '452 full' }, null],
    ['our own password', { command: 'AUTH PLAIN', responseCode: 535, response: '535 no' }, null],
    ['a greeting', { command: 'CONN', responseCode: 554, response: '554 not now' }, null],
    ['no connection', { code: 'ECONNREFUSED', message: 'connect' }, null],
  ] as const)('%s', ([, error, reason]) => expect(refusalOf(error)).toBe(reason));
});
