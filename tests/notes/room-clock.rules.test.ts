import { courseOf } from '@kenniskamer/shared/room';
import { describe, expect, test } from 'vitest';
import { nextAct, refusesAct, refusesClock, turnsOf, type ClockActRow } from '../../server/src/features/notes/room-clock.rules.js';

const items = [
  { id: 'welkom', minutes: 10 },
  { id: 'burgers', minutes: 30 },
  { id: 'proeven', minutes: 20 },
];
const at = (clock: string) => new Date(`2026-12-03T${clock}:00Z`);
const acts = (...rows: [kind: ClockActRow['kind'], itemId: string | null, clock: string][]): ClockActRow[] =>
  rows.map(([kind, itemId, clock], place) => ({ seq: place + 1, kind, itemId, at: at(clock) }));
const planned = { startsAt: at('13:30'), endsAt: at('14:30'), items };
const begun = acts(['ITEM', 'welkom', '13:30'], ['ITEM', 'burgers', '13:41'], ['LONGER', null, '14:00']);

describe('the programme as it goes', () => {
  test('before the clock runs it is the plan', () => {
    const { items: course, end } = courseOf(planned, turnsOf([]), at('13:20'));
    expect(course.map(({ state, startsAt, late }) => [state, startsAt, late])).toEqual([
      ['TO_COME', at('13:30'), null],
      ['TO_COME', at('13:40'), null],
      ['TO_COME', at('14:10'), null],
    ]);
    expect(end).toEqual({ at: at('14:30'), late: null });
  });

  test('says what an item took, what is left of the one that runs, and how much later the next one is', () => {
    const { items: course, end } = courseOf(planned, turnsOf(begun), at('14:04'));
    expect(course).toEqual([
      { id: 'welkom', state: 'DONE', startsAt: at('13:30'), minutes: 11, left: null, late: null },
      { id: 'burgers', state: 'NOW', startsAt: at('13:41'), minutes: 35, left: 12 * 60, late: null },
      { id: 'proeven', state: 'TO_COME', startsAt: at('14:16'), minutes: 20, left: null, late: 6 },
    ]);
    expect(end).toEqual({ at: at('14:36'), late: 6 });
  });

  test('over its time the rest moves along', () => {
    const { items: course, end } = courseOf(planned, turnsOf(begun), at('14:20'));
    expect(course[1]).toMatchObject({ state: 'NOW', left: -240 });
    expect(course[2]).toMatchObject({ startsAt: at('14:20'), late: 10 });
    expect(end.at).toEqual(at('14:40'));
  });

  test('done is done, also what had no turn', () => {
    const done = acts(['ITEM', 'burgers', '13:30'], ['DONE', null, '14:00']);
    expect(courseOf(planned, turnsOf(done), at('14:05')).items.map(({ state, minutes }) => [state, minutes])).toEqual([['DONE', null], ['DONE', 30], ['DONE', null]]);
  });

  test('an item without a length runs, and nothing is said of what follows', () => {
    const loose = { ...planned, items: [{ id: 'welkom', minutes: null }, ...items.slice(1)] };
    const { items: course, end } = courseOf(loose, turnsOf(acts(['ITEM', 'welkom', '13:30'])), at('13:40'));
    expect(course[0]).toMatchObject({ state: 'NOW', minutes: null, left: null });
    expect(course[1]).toMatchObject({ startsAt: null, late: null });
    expect(end).toEqual({ at: null, late: null });
  });
});

describe('what comes next', () => {
  test('first the first, then the one after, then the end', () => {
    expect(nextAct(items, [])).toEqual({ kind: 'ITEM', itemId: 'welkom' });
    expect(nextAct(items, begun)).toEqual({ kind: 'ITEM', itemId: 'proeven' });
    expect(nextAct(items, acts(['ITEM', 'proeven', '13:30']))).toEqual({ kind: 'DONE', itemId: null });
  });

  test('what ran and left the programme is passed by', () => {
    expect(nextAct(items, acts(['ITEM', 'welkom', '13:30'], ['ITEM', null, '13:40']))).toEqual({ kind: 'ITEM', itemId: 'burgers' });
    expect(turnsOf(acts(['ITEM', 'welkom', '13:30'], ['ITEM', null, '13:40'])).turns).toMatchObject([{ endedAt: at('13:40') }]);
  });
});

describe('what cannot be', () => {
  const course = { startsAt: at('13:30'), endsAt: at('14:30'), sentAt: at('09:00'), cancelledAt: null, endedAt: null, finalAt: null };
  test('the clock runs from half an hour before the start until the ending', () => {
    expect(refusesClock(course, at('12:59'))).toBe('SESSION_NOT_STARTED');
    expect(refusesClock(course, at('13:00'))).toBe(null);
    expect(refusesClock(course, at('15:30'))).toBe(null);
    expect(refusesClock({ ...course, endedAt: at('14:40') }, at('14:41'))).toBe('SESSION_ENDED');
    expect(refusesClock({ ...course, cancelledAt: at('10:00') }, at('13:30'))).toBe('SESSION_CANCELLED');
    expect(refusesClock({ ...course, startsAt: null }, at('13:30'))).toBe('SESSION_NOT_STARTED');
  });

  test('longer needs something that runs, and has an end', () => {
    expect(refusesAct('LONGER', items, [])).toBe('NOTHING_RUNS');
    expect(refusesAct('LONGER', items, begun)).toBe(null);
    expect(refusesAct('LONGER', [{ id: 'lang', minutes: 598 }], acts(['ITEM', 'lang', '13:30']))).toBe('NO_LONGER');
    expect(refusesAct('NEXT', [], [])).toBe('NOTHING_RUNS');
    expect(refusesAct('NEXT', items, acts(['DONE', null, '14:00']))).toBe('NOTHING_RUNS');
  });
});
