import { simpleParser } from 'mailparser';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { mimeOf, type MailParts } from '../../server/src/platform/mail/mime.js';

const mail = (changes: Partial<MailParts> = {}): MailParts => ({
  headers: {
    From: 'Kenniskamer <kenniskamer@example.nl>',
    To: { name: 'Anneke "Ank" Smits 🌷 שָׁלוֹם', address: 'anneke@example.nl' },
    Subject: `Uitnodiging: ${'Rijksregie – door dé ogen van burgers 🌷 '.repeat(6).trim()}`,
    'Message-ID': '<abc@example.nl>',
  },
  text: `Beste Anneke,\n\n.\n..punten\nFrom hier\nhttps://example.nl/invitation/${'a'.repeat(80)}?answer=accepted\n\n-- \nx`,
  html: `<!doctype html><p>Beste Anneke 🌷</p>${'y'.repeat(3000)}`,
  calendar: { method: 'REQUEST', ics: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
  ...changes,
});

/** What Python's own parser finds wrong, and the types of the parts. */
function byPython(raw: string): { types: string[]; defects: string[]; text: string } {
  const script = `
import sys, json, email
from email import policy
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
parts = list(message.walk())
defects = [str(d) for p in parts for d in p.defects] + [str(d) for p in parts for h in p.values() for d in getattr(h, 'defects', [])]
json.dump({"types": [p.get_content_type() for p in parts], "defects": defects, "text": message.get_body(('plain',)).get_content()}, sys.stdout)`;
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', ['-c', script], { input: raw, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { types: string[]; defects: string[]; text: string };
}

describe('the bytes of a mail', () => {
  test('say to two readers what was given', async () => {
    const given = mail();
    const raw = mimeOf(given);
    const read = await simpleParser(raw);
    expect(read.subject).toBe(given.headers.Subject);
    expect(read.to).toMatchObject({ value: [{ name: 'Anneke "Ank" Smits 🌷 שָׁלוֹם', address: 'anneke@example.nl' }] });
    expect(read.text?.trimEnd()).toBe(given.text);
    expect(read.html).toBe(given.html);
    expect(read.attachments.map(({ contentType, content }) => [contentType, content.toString()])).toEqual([
      ['text/calendar', given.calendar?.ics],
      ['application/ics', given.calendar?.ics],
    ]);
    const { types, defects, text } = byPython(raw);
    expect(defects).toEqual([]);
    expect(types).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/calendar', 'application/ics']);
    expect(text.replaceAll('\r\n', '\n').trimEnd()).toBe(given.text);
  });

  test('without an appointment are two alternatives', () => {
    const { types, defects } = byPython(mimeOf(mail({ calendar: null })));
    expect([types, defects]).toEqual([['multipart/alternative', 'text/plain', 'text/html'], []]);
  });

  test('have CRLF only, short lines, ASCII, and a type and date of their own', () => {
    const raw = mimeOf(mail());
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(raw).not.toMatch(/[^\x00-\x7f]/);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    for (const name of ['Date', 'MIME-Version', 'Content-Type', 'Message-ID', 'From', 'To', 'Subject']) {
      expect(head.match(new RegExp(`^${name}:`, 'gim'))).toHaveLength(1);
    }
    expect(head).not.toMatch(/^Content-Transfer-Encoding/im);
  });
});
