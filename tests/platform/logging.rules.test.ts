import { pino } from 'pino';
import { expect, test } from 'vitest';
import { nestLog } from '../../server/src/platform/log/log.js';
import { RecentLines } from '../../server/src/platform/log/recent-lines.js';
import { loggedError, loggedPath, loggedText, withoutTokens } from '../../server/src/platform/log/redact.rules.js';

const token = 'q3v5mZx0YkT7u1Rw9sBcDeFgHiJkLmNo';
const id = '0199a2f4-7b1c-7c2a-9d3e-5f6071829304';

test('a path is logged without tokens and without its query, ids may stay', () => {
  expect(loggedPath(`/uitnodiging/${token}?q=${token}`)).toBe('/uitnodiging/…');
  expect(loggedPath(`/api/v1/sessions/${id}/invitations?next=/x`)).toBe(`/api/v1/sessions/${id}/invitations`);
  expect(loggedPath('/search?q=geheim')).toBe('/search');
});

test('tokens go from any text: links, reply addresses, cookies', () => {
  expect(withoutTokens(`mail to antwoord+${token.toLowerCase()}@example.nl refused`)).toBe('mail to antwoord+…@example.nl refused');
  expect(withoutTokens(`cookie kenniskamer=${token}`)).toBe('cookie kenniskamer=…');
  expect(withoutTokens('server/src/platform/outbox/outbox.worker.ts')).toBe('server/src/platform/outbox/outbox.worker.ts');
});

test('tokens go also when there is no digit in them, and ordinary words stay', () => {
  const link = 'kQzRwTyUiOpAsDfGhJkLzXcVbNm_QwErTyUiOpAsDf-';
  expect(link).toHaveLength(43);
  for (const said of [`/action/${link}`, `token ${link}, used`, `<a href="/invitation/${link}/report">`, `(${link})`]) {
    expect(withoutTokens(said)).toBe(said.replace(link, '…'));
  }
  const reply = 'abcdefghijklmnopqrstuvwxyz';
  for (const said of [`antwoord+${reply}@example.nl`, `antwoord+${reply.toUpperCase()}@example.nl`, `to=antwoord%2B${reply}%40example.nl`]) {
    expect(withoutTokens(said)).toMatch(/antwoord(\+|%2B)…(@|%40)example\.nl/);
  }
  expect(withoutTokens('/demo/sign-in/EVmsOrUppsMGiJUawwSYhg')).toBe('/demo/sign-in/…');
  for (const said of [
    'arbeidsongeschiktheidsverzekeringsmaatschappij wil een-heel-lang-verhaal-over-niets-in-het-bijzonder',
    '/app/server/dist/features/invitations/invitation-letters.service.js',
    'at InvitationLettersServiceThatHasAVeryVeryLongNameIndeed (file.js:12:3)',
    'Jan+Piet@example.nl',
  ]) expect(withoutTokens(said)).toBe(said);
});

test('an error is logged as what and where, without the arguments that Prisma quotes', () => {
  const error = new Error('\nInvalid `prisma.note.create()` invocation:\n\n{\n  data: {\n    text: "wat niemand mag lezen"\n  }\n}\n\nArgument `id` is missing.');
  const logged = loggedError(error);
  expect(logged['message']).toBe('Argument `id` is missing.');
  expect(JSON.stringify(logged)).not.toContain('wat niemand mag lezen');
  expect(logged['stack']).toMatch(/^at .*logging\.rules\.test\.ts/);
});

test('what the server says of a failed call holds none of its values either, with its stack or without', () => {
  const error = new Error('\nInvalid `this.db.point.create()` invocation in\n/app/points.service.ts:44:5\n\n→ 44 await this.db.point.create({\n  data: {\n    text: "wat niemand mag lezen"\n  }\n})\n\nUnique constraint failed.');
  for (const said of [`points.add: ${error.stack}`, `points could not be stored: ${String(error)}`]) {
    expect(loggedText(said)).toMatch(/^points[^:]*: Error:\nUnique constraint failed\./);
    expect(loggedText(said)).not.toContain('niemand');
  }
  expect(loggedText(`points.add: ${error.stack}`)).toContain('logging.rules.test.ts');
  expect(loggedText('an ordinary line')).toBe('an ordinary line');
});

test('an error beside words goes the same way', () => {
  const lines: string[] = [];
  const log = nestLog(pino({ serializers: { err: loggedError } }, { write: (line: string) => void lines.push(line) }));
  log.error('outcomes could not be read', new Error('\nInvalid `prisma.outcome.create()` invocation:\n\n  text: "wat niemand mag lezen"\n\nArgument `id` is missing.'), 'notes');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ about: 'notes', msg: 'outcomes could not be read', err: { message: 'Argument `id` is missing.' } });
  expect(lines.join()).not.toContain('wat niemand mag lezen');
});

test('of what was said the last part is kept, a megabyte at most', () => {
  const recent = new RecentLines();
  for (let at = 0; at < 30_000; at++) recent.add(`${at} `.padEnd(100, 'x'));
  const lines = recent.all();
  expect(lines.at(-1)?.text).toMatch(/^29999 /);
  expect(lines.length * 100).toBeGreaterThan(400_000);
  expect(lines.length * 100).toBeLessThanOrEqual(1_000_000);
});
