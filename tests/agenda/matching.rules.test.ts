import type { FoundAgenda } from '@kenniskamer/shared/agenda-text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flat, type Known, matchesOf, settled } from '../../server/src/features/agenda/matching.rules.js';

const agenda = (texts: string[]): FoundAgenda => ({
  period: null,
  themes: [
    {
      code: 'A',
      title: 'T',
      question: null,
      summary: null,
      questions: [{ code: 'A1', title: 'K', text: 'Kern?', subquestions: texts.map((text, at) => ({ code: `A1.${at + 1}`, text, partCount: 1, caribbean: false })) }],
    },
  ],
});
const known = (found: FoundAgenda, current = true): Known[] => flat(found).map((one) => ({ ...one, questionId: `q-${one.code}`, current }));
const kinds = (texts: string[], before: Known[]) => matchesOf(agenda(texts), before).matches.slice(1).map(({ kind, before: old }) => `${kind} ${old?.code ?? ''}`.trim());

test('equal text is the same question, also elsewhere', () => {
  expect(kinds(['a', 'b', 'c'], known(agenda(['a', 'b', 'c'])))).toEqual(['SAME A1.1', 'SAME A1.2', 'SAME A1.3']);
  expect(kinds(['b', 'a'], known(agenda(['a', 'b'])))).toEqual(['MOVED A1.2', 'MOVED A1.1']);
});
test('an equal code with other text is to settle, unless its question is somewhere else already', () => {
  expect(kinds(['x', 'b'], known(agenda(['a', 'b'])))).toEqual(['CHANGED A1.1', 'SAME A1.2']);
  expect(kinds(['x', 'a'], known(agenda(['a', 'b'])))).toEqual(['NEW', 'MOVED A1.1']);
});
test('a question of an older edition comes back', () => {
  const old = known(agenda(['oud']), false).map((one) => ({ ...one, questionId: `old-${one.code}` }));
  const { matches } = matchesOf(agenda(['a', 'oud']), [...known(agenda(['a'])), ...old]);
  expect(matches[2]).toMatchObject({ kind: 'MOVED', before: { id: 'old-A1.1' } });
});
test('texts that are alike twice are two questions', () => {
  expect(kinds(['a', 'a'], known(agenda(['a'])))).toEqual(['SAME A1.1', 'NEW']);
});
test('nothing is stored while a changed one is not settled', () => {
  const { matches } = matchesOf(agenda(['x']), known(agenda(['a'])));
  expect(settled(matches, {})).toEqual({ open: ['A1.1'] });
  expect(settled(matches, { 'A1.1': 'KEEP' })).toMatchObject({ ids: new Map([['A1', 'q-A1'], ['A1.1', 'q-A1.1']]) });
  expect(settled(matches, { 'A1.1': 'NEW' })).toMatchObject({ ids: new Map([['A1', 'q-A1'], ['A1.1', null]]) });
});
test('whatever the texts: each code once, no question twice, and every current one is matched or gone', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 8 });
  fc.assert(
    fc.property(texts, texts, (now, before) => {
      const old = known(agenda(before));
      const { matches, gone } = matchesOf(agenda(now), old);
      const ids = matches.flatMap((match) => (match.before ? [match.before.id] : []));
      expect(matches.map(({ code }) => code)).toEqual(flat(agenda(now)).map(({ code }) => code));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length + gone.length).toBe(old.length);
    }),
  );
});
