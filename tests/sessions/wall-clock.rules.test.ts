import { describe, expect, test } from 'vitest';
import { instantsOf, itemStarts, missingToSend, phaseOf, ZONE } from '@kenniskamer/shared/session';

const clock = { day: '2026-12-03', startClock: '13:30', endClock: '15:00', zone: ZONE };

describe('from wall clock to instant', () => {
  test('in winter and in summer', () => {
    expect(instantsOf(clock)).toEqual({ startsAt: new Date('2026-12-03T12:30Z'), endsAt: new Date('2026-12-03T14:00Z'), issues: [] });
    expect(instantsOf({ ...clock, day: '2027-07-01' }).startsAt).toEqual(new Date('2027-07-01T11:30Z'));
  });

  test('what is only partly typed makes no instant, and nothing is wrong with it', () => {
    for (const part of [{ day: null }, { startClock: null }, { endClock: null }]) {
      expect(instantsOf({ ...clock, ...part })).toEqual({ startsAt: null, endsAt: null, issues: [] });
    }
  });

  test('a time that the clock skips does not exist, at its own field', () => {
    const night = { ...clock, day: '2027-03-28' };
    expect(instantsOf({ ...night, startClock: '02:30', endClock: '04:00' })).toEqual({
      startsAt: null,
      endsAt: null,
      issues: [{ path: ['startClock'], code: 'TIME_DOES_NOT_EXIST' }],
    });
    expect(instantsOf({ ...night, startClock: '01:30', endClock: '02:00' }).issues).toEqual([{ path: ['endClock'], code: 'TIME_DOES_NOT_EXIST' }]);
    expect(instantsOf({ ...night, startClock: '01:59', endClock: '03:00' }).endsAt).toEqual(new Date('2027-03-28T01:00Z'));
  });

  test('in the hour that comes twice the first one is meant', () => {
    const night = instantsOf({ ...clock, day: '2026-10-25', startClock: '02:30', endClock: '03:30' });
    expect(night).toEqual({ startsAt: new Date('2026-10-25T00:30Z'), endsAt: new Date('2026-10-25T02:30Z'), issues: [] });
  });

  test('an end that is not after the start is told with the start, also without a day', () => {
    for (const day of ['2026-12-03', null]) {
      expect(instantsOf({ ...clock, day, endClock: '13:30' }).issues).toEqual([{ path: ['endClock'], code: 'ENDS_BEFORE_START', values: { start: '13.30' } }]);
    }
  });
});

describe('where a session stands', () => {
  const startsAt = new Date('2026-12-03T12:30Z');
  const endsAt = new Date('2026-12-03T14:00Z');
  const sent = { startsAt, endsAt, sentAt: new Date('2026-11-01T09:00Z'), cancelledAt: null, endedAt: null, finalAt: null };
  const before = new Date('2026-12-03T12:29Z');

  test('follows from what happened and the time', () => {
    expect(phaseOf({ ...sent, sentAt: null }, before)).toBe('DRAFT');
    expect(phaseOf(sent, before)).toBe('PLANNED');
    expect(phaseOf(sent, startsAt)).toBe('LIVE');
    expect(phaseOf(sent, endsAt)).toBe('HELD');
    expect(phaseOf({ ...sent, endedAt: endsAt }, endsAt)).toBe('ENDED');
    expect(phaseOf({ ...sent, endedAt: endsAt, finalAt: endsAt }, endsAt)).toBe('FINAL');
    expect(phaseOf({ ...sent, cancelledAt: before }, endsAt)).toBe('CANCELLED');
  });

  test('what lacks before sending is told at its field', () => {
    const draft = { day: null, startClock: '13:30', endClock: null, startsAt: null, endsAt: null, place: null, video: null, items: [] };
    expect(missingToSend(draft, before).map(({ path, code }) => [...path, code])).toEqual([['day', 'REQUIRED'], ['endClock', 'REQUIRED'], ['place', 'REQUIRED']]);
    const ready = { day: '2026-12-03', startClock: '13:30', endClock: '15:00', startsAt, endsAt, place: null, video: 'https://video.example.nl/1' };
    expect(missingToSend({ ...ready, items: [] }, before)).toEqual([]);
    expect(missingToSend({ ...ready, items: [] }, endsAt)).toEqual([{ path: ['day'], code: 'IN_THE_PAST' }]);
    const item = { id: '', title: '', minutes: 10, speaker: null, questionIds: [] };
    expect(missingToSend({ ...ready, items: [item] }, before)).toEqual([{ path: ['items', 0, 'title'], code: 'REQUIRED' }]);
  });

  test('items start one after the other, as far as the minutes are known', () => {
    expect(itemStarts(startsAt, [{ minutes: 10 }, { minutes: null }, { minutes: 5 }])).toEqual([startsAt, new Date('2026-12-03T12:40Z'), null]);
    expect(itemStarts(null, [{ minutes: 10 }])).toEqual([null]);
  });
});
