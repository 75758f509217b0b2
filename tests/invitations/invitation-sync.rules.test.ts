import { describe, expect, test } from 'vitest';
import { messageIdOf, stepFrom, type Present, type Sent } from '../../server/src/features/invitations/invitation-sync.rules.js';

const present: Present = {
  live: true,
  generation: 1,
  title: 'Rijksregie',
  startsAt: '2026-12-03T12:30:00.000Z',
  endsAt: '2026-12-03T14:00:00.000Z',
  place: 'De Werkplaats',
  video: null,
  details: 'one',
};
const { live: _live, ...said } = present;
const sent = (changes: Partial<Sent> = {}): Sent => ({ method: 'REQUEST', sequence: 0, count: 1, ...said, ...changes });

describe('what brings somebody up to date', () => {
  test('the first mail is a REQUEST with SEQUENCE 0', () => {
    expect(stepFrom(null, present, false)).toEqual({ kind: 'invitation', sends: sent() });
  });

  test('nothing when nothing changed, or it was changed back', () => {
    expect(stepFrom(sent(), present, false)).toBe(null);
    expect(stepFrom(sent(), present, true)).toBe(null);
  });

  test.for([
    ['start', { startsAt: '2026-12-03T12:00:00.000Z' }],
    ['end', { endsAt: '2026-12-03T15:00:00.000Z' }],
    ['place', { place: null }],
    ['video link', { video: 'https://video.example.nl/1' }],
  ] as const)('another %s raises SEQUENCE', ([, changes]) => {
    expect(stepFrom(sent({ sequence: 4, count: 7 }), { ...present, ...changes }, false)).toEqual({
      kind: 'invitation.changed',
      sends: { ...sent({ sequence: 5, count: 8 }), ...changes },
    });
  });

  test('another title or programme is mailed only when ticked, and never raises SEQUENCE', () => {
    const renamed = { ...present, title: 'Regie', details: 'two' };
    expect(stepFrom(sent(), renamed, false)).toBe(null);
    expect(stepFrom(sent({ sequence: 2 }), renamed, true)).toEqual({
      kind: 'invitation.details',
      sends: sent({ sequence: 2, count: 2, title: 'Regie', details: 'two' }),
    });
  });

  test('who had a REQUEST gets a CANCEL above it, of the appointment as they have it', () => {
    const moved = { ...present, live: false, startsAt: '2027-01-01T12:00:00.000Z', title: 'Anders' };
    expect(stepFrom(sent({ sequence: 2 }), moved, false)).toEqual({
      kind: 'invitation.cancelled',
      sends: sent({ method: 'CANCEL', sequence: 3, count: 2 }),
    });
  });

  test('who never had a mail, or has the CANCEL already, gets none', () => {
    expect(stepFrom(null, { ...present, live: false }, true)).toBe(null);
    expect(stepFrom(sent({ method: 'CANCEL', sequence: 1 }), { ...present, live: false }, true)).toBe(null);
  });

  test('asked again is a REQUEST above that CANCEL', () => {
    expect(stepFrom(sent({ method: 'CANCEL', sequence: 3, count: 2 }), { ...present, generation: 2 }, false)).toEqual({
      kind: 'invitation.again',
      sends: sent({ sequence: 4, count: 3, generation: 2 }),
    });
  });
});

describe('the Message-ID', () => {
  const step = stepFrom(null, present, false);
  const other = stepFrom(sent(), { ...present, place: 'Elders' }, false);
  test('is the same for every try of one mail, and for no other', () => {
    if (!step || !other) throw new Error('no step');
    expect(messageIdOf('one', step)).toBe(messageIdOf('one', { ...step, sends: { ...step.sends } }));
    expect(new Set([messageIdOf('one', step), messageIdOf('two', step), messageIdOf('one', other)]).size).toBe(3);
  });

  test('tells apart a programme that went there and back and there again', () => {
    const there = stepFrom(sent(), { ...present, details: 'two' }, true);
    const again = stepFrom(sent({ count: 3 }), { ...present, details: 'two' }, true);
    if (!there || !again) throw new Error('no step');
    expect(messageIdOf('one', there)).not.toBe(messageIdOf('one', again));
  });
});
