import { VersionReason } from '@kenniskamer/shared/note-version';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepsWork, momentsOf, surplusOf } from '../../server/src/features/notes/note-versions.rules.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 13, minute));
const items = [{ id: 'een', title: 'Welkom' }, { id: 'twee', title: 'Drie bedrijven' }];
const turn = (itemId: string, from: number, until: number | null) => ({ itemId, startedAt: at(from), endedAt: until === null ? null : at(until), extra: 0 });

describe('when a version is kept', () => {
  test('when an item ended, at the end and at each definitief, each once under its own key', () => {
    const session = { items, turns: [turn('een', 0, 10), turn('twee', 10, null)], endedAt: null, finalVersion: null };
    expect(momentsOf(session)).toEqual([{ reason: 'ITEM', key: `item-een-${at(10).getTime()}`, itemPlace: 1, itemTitle: 'Welkom' }]);
    expect(momentsOf({ ...session, turns: [turn('een', 0, null)] })).toEqual([]);
    // Put back and moved on again: another ending of the same item.
    expect(momentsOf({ ...session, turns: [turn('een', 0, 12), turn('twee', 12, null)] })[0]?.key).not.toBe(momentsOf(session)[0]?.key);
    expect(momentsOf({ items, turns: [], endedAt: at(90), finalVersion: 2 })).toEqual([
      { reason: 'END', key: 'end' },
      { reason: 'FINAL', key: 'final-2', report: 2 },
    ]);
    // It left the programme since.
    expect(momentsOf({ ...session, items: items.slice(1) })).toEqual([]);
  });

  test('ten minutes of work are, but not when it is final, and in Chatham House not after the end', () => {
    const session = { confidentiality: 'CHATHAM_HOUSE', ended: false, final: false };
    expect(keepsWork(session)).toBe(true);
    expect(keepsWork({ ...session, ended: true })).toBe(false);
    expect(keepsWork({ ...session, confidentiality: 'OPEN', ended: true })).toBe(true);
    expect(keepsWork({ ...session, confidentiality: 'OPEN', final: true })).toBe(false);
  });
});

describe('which versions make room', () => {
  const versions = fc
    .array(fc.record({ minute: fc.integer({ min: 0, max: 5000 }), reason: fc.constantFrom(...VersionReason.options), size: fc.integer({ min: 1, max: 400 }) }), { maxLength: 40 })
    .map((some) => some.toSorted((one, other) => one.minute - other.minute).map(({ minute, ...one }, place) => ({ ...one, id: String(place), at: at(minute) })));

  test('as many as there must, never the last, and no named moment before one of mere work', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const gone = new Set(surplusOf(all, 20, 4000));
        const left = all.filter(({ id }) => !gone.has(id));
        expect(left.length).toBeLessThanOrEqual(20);
        expect(left.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(4000);
        expect(gone.has(all.at(-1)?.id ?? 'none')).toBe(false);
        // Nothing went that need not: with the smallest of what went it would be too much again, or it was not over at all.
        if (all.length <= 20 && all.reduce((sum, { size }) => sum + size, 0) <= 4000) expect(gone.size).toBe(0);
        const older = all.slice(0, -6);
        if (older.some(({ id, reason }) => gone.has(id) && reason !== 'WORK') && left.length > 6) expect(older.filter(({ id, reason }) => reason === 'WORK' && !gone.has(id))).toEqual([]);
      }),
    );
  });

  test('what lies closest together goes first', () => {
    const work = [0, 10, 12, 20, 30, 40, 50, 60, 70, 80].map((minute, place) => ({ id: String(place), at: at(minute), reason: 'WORK' as const, size: 1 }));
    expect(surplusOf(work, 9)).toEqual(['2']);
    expect(surplusOf(work, 10)).toEqual([]);
  });
});
