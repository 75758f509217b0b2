import { describe, expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { icsOf, type Appointment } from '../../server/src/platform/calendar/calendar.js';
import { readByPython, readCalendar } from '../support/calendar.js';

const appointment = (changes: Partial<Appointment> = {}): Appointment => ({
  method: 'REQUEST',
  uid: '0199-abc@example.nl',
  sequence: 0,
  summary: 'Rijksregie door de ogen van burgers',
  startsAt: new Date('2026-12-03T12:30:00Z'),
  endsAt: new Date('2026-12-03T14:00:00Z'),
  location: 'De Werkplaats, zaal 2.14; Werfkade 12\nDen Haag',
  description: 'Komt u? Geef antwoord op uw eigen pagina:\nhttps://kenniskamer.example.nl/invitation/abc',
  url: 'https://kenniskamer.example.nl/invitation/abc',
  organiser: { name: 'Fatima El Amrani', address: 'antwoord+abc@example.nl' },
  attendee: { name: 'Anneke Smits', address: 'anneke.smits@example.nl', partstat: 'NEEDS_ACTION' },
  stamp: new Date('2026-11-12T08:00:00Z'),
  ...changes,
});
const unfolded = (ics: string) => ics.replaceAll('\r\n ', '').split('\r\n');

describe('an appointment', () => {
  test('says the same to two readers', () => {
    const ics = icsOf(appointment());
    const expected = {
      method: 'REQUEST',
      zones: ['Europe/Amsterdam'],
      zone: 'Europe/Amsterdam',
      wall: '13:30',
      events: 1,
      uid: '0199-abc@example.nl',
      sequence: 0,
      summary: 'Rijksregie door de ogen van burgers',
      location: 'De Werkplaats, zaal 2.14; Werfkade 12\nDen Haag',
      description: 'Komt u? Geef antwoord op uw eigen pagina:\nhttps://kenniskamer.example.nl/invitation/abc',
      url: 'https://kenniskamer.example.nl/invitation/abc',
      status: 'CONFIRMED',
      start: '2026-12-03T12:30:00Z',
      end: '2026-12-03T14:00:00Z',
      stamp: '2026-11-12T08:00:00Z',
      organiser: ['mailto:antwoord+abc@example.nl', 'Fatima El Amrani'],
    };
    const params = { ROLE: 'REQ-PARTICIPANT', CUTYPE: 'INDIVIDUAL', PARTSTAT: 'NEEDS-ACTION', RSVP: 'FALSE', CN: 'Anneke Smits' };
    for (const read of [readCalendar(ics), readByPython(ics)]) {
      const { attendees, ...rest } = read;
      expect(rest).toEqual(expected);
      expect(attendees.map(([address, found]) => [address.toLowerCase(), found])).toEqual([['mailto:anneke.smits@example.nl', params]]);
    }
  });

  test.for(['UTC', 'America/Kralendijk', 'Asia/Kathmandu'])('does not depend on the clock of the server: %s', (timeZone) => {
    const script = `import { icsOf } from './server/dist/platform/calendar/calendar.js';
      const date = (key, value) => (/At$|^stamp$/.test(key) ? new Date(value) : value);
      process.stdout.write(icsOf(JSON.parse(process.argv[1], date)));`;
    const made = spawnSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(appointment())], {
      env: { ...process.env, TZ: timeZone },
      encoding: 'utf8',
    });
    expect(made.stderr).toBe('');
    expect(made.stdout).toBe(icsOf(appointment()));
    expect(readByPython(made.stdout, timeZone)).toMatchObject({ start: '2026-12-03T12:30:00Z', wall: '13:30' });
  });

  test('of a summer day has the summer clock', () => {
    const ics = icsOf(appointment({ startsAt: new Date('2027-06-03T11:30:00Z'), endsAt: new Date('2027-06-03T13:00:00Z') }));
    expect(readCalendar(ics)).toMatchObject({ wall: '13:30', start: '2027-06-03T11:30:00Z' });
    expect(readByPython(ics)).toMatchObject({ wall: '13:30', start: '2027-06-03T11:30:00Z' });
  });

  test('has its stamp in UTC, and no rule of repetition', () => {
    const ics = icsOf(appointment());
    expect(unfolded(ics)).toContain('DTSTAMP:20261112T080000Z');
    const vevent = ics.slice(ics.indexOf('BEGIN:VEVENT'));
    expect(vevent).not.toMatch(/RRULE|RDATE|RECURRENCE-ID/);
    expect(unfolded(ics)).toContain('DTSTART;TZID=Europe/Amsterdam:20261203T133000');
  });

  test('of a cancellation says so twice', () => {
    const ics = icsOf(appointment({ method: 'CANCEL', sequence: 3 }));
    expect(readCalendar(ics)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 3 });
    expect(readByPython(ics)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 3 });
  });

  test.for([
    ['quotes', 'Anneke "Ank" Smits', 'Anneke Ank Smits'],
    ['a caret', 'Anneke ^n Smits', 'Anneke n Smits'],
    ['a line break', 'Anneke\r\nATTENDEE:mailto:ander@example.nl', 'Anneke ATTENDEE:mailto:ander@example.nl'],
    ['a semicolon and a colon', 'Smits; A: directeur, Bouwen', 'Smits; A: directeur, Bouwen'],
    ['emoji and right to left', '🌷 שָׁלוֹם', '🌷 שָׁלוֹם'],
    ['nothing', '""', 'anneke.smits@example.nl'],
  ] as const)('takes a name with %s', ([, name, shown]) => {
    const ics = icsOf(appointment({ attendee: { name, address: 'anneke.smits@example.nl', partstat: 'ACCEPTED' }, organiser: { name, address: 'antwoord+abc@example.nl' } }));
    expect(ics).not.toContain('^');
    for (const read of [readCalendar(ics), readByPython(ics)]) {
      expect(read.attendees.map(([address]) => address.toLowerCase())).toEqual(['mailto:anneke.smits@example.nl']);
      expect(read.attendees[0]?.[1].CN).toBe(shown);
      expect(read.organiser[1]).toBe(name === '""' ? 'antwoord+abc@example.nl' : shown);
    }
  });

  test('folds its lines at 75 octets, never within a character', () => {
    const summary = 'Überstraßen 🌷🌷🌷 en gevolgen '.repeat(8).trim();
    const ics = icsOf(appointment({ summary, description: `${summary}\r\n\u2028\u0000x;y,z` }));
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(ics).not.toMatch(/[^\r]\n|\r[^\n]/);
    for (const read of [readCalendar(ics), readByPython(ics)]) {
      expect(read.summary).toBe(summary);
      expect(read.description).toBe(`${summary}\n\n x;y,z`);
    }
  });

  test('keeps a backslash a backslash', () => {
    // ical.js only: icalendar 4 takes the escaped backslash before an n for a line break.
    expect(readCalendar(icsOf(appointment({ location: 'C:\\nieuw' }))).location).toBe('C:\\nieuw');
  });

  test('without a place has no LOCATION', () => {
    expect(readCalendar(icsOf(appointment({ location: null }))).location).toBe(null);
  });
});
