import { describe, expect, test } from 'vitest';
import { earlierAnswer, standingAt, untold, type ReplyRow } from '../../server/src/features/invitations/answers.rules.js';
import { sendingTo } from '../../server/src/features/invitations/audience.rules.js';
import { refusesUndo, touches, type Before, type Change } from '../../server/src/features/invitations/changes.rules.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 11, 1, 9, 0, seconds));
const a = { startsAt: at(1000), endsAt: at(2000) };
const b = { startsAt: at(3000), endsAt: at(4000) };
const c = { startsAt: at(5000), endsAt: at(6000) };

const reply = (seconds: number, partstat: ReplyRow['partstat'], when: typeof a, more: Partial<ReplyRow> = {}): ReplyRow => ({
  id: `${seconds}`,
  at: at(seconds),
  partstat,
  remark: null,
  via: 'LINK',
  byId: null,
  forStartsAt: when.startsAt,
  forEndsAt: when.endsAt,
  changeId: null,
  ...more,
});

describe('changes of time that nobody was told of', () => {
  const move = (id: string, seconds: number, when: typeof a) => ({ id, at: at(seconds), undoUntil: at(seconds + 60), when });

  test('reach back as long as each was made within the minute of the one before', () => {
    const moves = [move('three', 110, c), move('two', 55, b), move('one', 0, a)];
    expect(untold(moves, at(120))).toEqual({ changeIds: ['three', 'two', 'one'], since: at(0), origin: a });
    expect(untold(moves, at(170))).toBeNull();
    expect(untold([move('two', 61, b), move('one', 0, a)], at(70))).toEqual({ changeIds: ['two'], since: at(61), origin: b });
    expect(untold([], at(0))).toBeNull();
  });

  const pending = { changeIds: ['m'], since: at(100), origin: a };
  const moved = (seconds: number) => reply(seconds, 'NEEDS_ACTION', b, { via: 'MOVED', changeId: 'm' });

  test('at another time no earlier answer stands, back at the told time it does', () => {
    const rows = [reply(50, 'ACCEPTED', a), moved(100)];
    expect(standingAt(rows, b, pending)).toBeNull();
    expect(standingAt(rows, a, pending)).toBe(rows[0]);
  });

  test('an answer given meanwhile stands for its own time only', () => {
    const rows = [reply(50, 'ACCEPTED', a), moved(100), reply(120, 'DECLINED', b)];
    expect(standingAt(rows, b, pending)).toBe(rows[2]);
    expect(standingAt(rows, a, pending)).toBe(rows[0]);
    expect(standingAt(rows, c, pending)).toBeNull();
  });

  test('what an earlier, told move put back stays put back', () => {
    const told = reply(60, 'NEEDS_ACTION', a, { via: 'MOVED', changeId: 'earlier' });
    expect(standingAt([reply(50, 'ACCEPTED', c), told], a, pending)).toBe(told);
  });

  test('the earlier answer shows until there is a new one', () => {
    expect(earlierAnswer([])).toBeNull();
    expect(earlierAnswer([reply(50, 'ACCEPTED', a)])).toBeNull();
    expect(earlierAnswer([reply(50, 'ACCEPTED', a), moved(100)])).toEqual({ partstat: 'ACCEPTED', startsAt: a.startsAt });
    expect(earlierAnswer([reply(50, 'ACCEPTED', a), moved(100), reply(120, 'TENTATIVE', b)])).toBeNull();
  });
});

describe('undoing', () => {
  const change = (id: string, seconds: number, before: Omit<Before, 'people'>, undone = false): Change => ({
    id,
    at: at(seconds),
    undoUntil: at(seconds + 60),
    undoneAt: undone ? at(seconds + 1) : null,
    before: { ...before, people: 1 },
  });
  const place = change('place', 0, { kind: 'CHANGED', fields: { place: 'x' } });
  const time = change('time', 10, { kind: 'CHANGED', fields: { startClock: '10:00' } });

  test('is for a minute', () => {
    expect(refusesUndo(place, [place], at(59))).toBeNull();
    expect(refusesUndo(place, [place], at(60))).toBe('UNDO_TOO_LATE');
  });

  test('of what has nothing to do with each other goes in any order', () => {
    expect(refusesUndo(place, [time, place], at(20))).toBeNull();
  });

  test('of the same thing the newer one first; day and times are one thing', () => {
    const day = change('day', 20, { kind: 'CHANGED', fields: { day: '2026-12-03', title: 'x' } });
    expect(refusesUndo(time, [day, time], at(30))).toBe('UNDO_NEWER_FIRST');
    expect(refusesUndo(day, [day, time], at(30))).toBeNull();
    expect(refusesUndo(time, [{ ...day, undoneAt: at(25) }, time], at(30))).toBeNull();
    expect(touches(day.before)).toEqual(['when', 'title']);
  });

  test('of anything waits for the cancellation on top of it', () => {
    const cancelled = change('cancelled', 30, { kind: 'CANCELLED' });
    expect(refusesUndo(place, [cancelled, place], at(40))).toBe('UNDO_NEWER_FIRST');
    expect(refusesUndo(cancelled, [cancelled, place], at(40))).toBeNull();
  });
});

describe('sending to exactly those shown', () => {
  test('finds who came, who went, and who were invited by a press just before', () => {
    expect(sendingTo(['a', 'b'], ['a', 'b'], [])).toEqual({ invite: ['a', 'b'], already: [], added: [], removed: [] });
    expect(sendingTo(['a', 'b'], ['b', 'c'], [])).toEqual({ invite: ['b'], already: [], added: ['c'], removed: ['a'] });
    expect(sendingTo(['a', 'b'], [], ['a', 'b'])).toEqual({ invite: [], already: ['a', 'b'], added: [], removed: [] });
    expect(sendingTo(['a', 'b'], ['b'], ['a'])).toEqual({ invite: ['b'], already: ['a'], added: [], removed: [] });
  });
});
