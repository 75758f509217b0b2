import { search } from '@kenniskamer/shared/search';
import { describe, expect, test } from '../support/house.js';
import type { House } from '../support/house.js';

let ready: Promise<void> | undefined;
async function codesFor(house: House, q: string) {
  await (ready ??= house.agenda());
  return (await (await house.participant()).call(search, { input: { q } })).questions.map(({ code }) => code);
}
async function textsFor(house: House, q: string) {
  await (ready ??= house.agenda());
  return (await (await house.participant()).call(search, { input: { q } })).questions.map(({ title, text }) => `${title} ${text}`.toLowerCase());
}

describe('search finds', () => {
  test('gemeente: gemeenten', async ({ house }) => {
    const texts = await textsFor(house, 'gemeente');
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.some((text) => /gemeenten/.test(text))).toBe(true);
  });
  test('gemeenten: also gemeentes, by its stem', async ({ house }) => {
    expect((await textsFor(house, 'gemeenten')).some((text) => !text.includes('gemeenten'))).toBe(true);
  });
  test('huisvesting: volkshuisvesting', async ({ house }) => {
    const texts = await textsFor(house, 'huisvesting');
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every((text) => text.includes('volkshuisvest'))).toBe(true);
  });
  test('coordinatie: coördinatie, and IDEE written with capitals', async ({ house }) => {
    expect((await textsFor(house, 'coordinatie')).some((text) => text.includes('coördinatie'))).toBe(true);
    expect(await codesFor(house, 'BURGERZIN')).toContain('B2.3');
  });
  test('a code, and what is under it', async ({ house }) => {
    expect((await codesFor(house, 'a1.3'))[0]).toBe('A1.3');
    expect((await codesFor(house, 'A1')).slice(0, 6)).toEqual(['A1', 'A1.1', 'A1.2', 'A1.3', 'A1.4', 'A1.5']);
  });
  test('all words of several, small ones apart', async ({ house }) => {
    expect(await codesFor(house, 'woonwensen van de migranten')).toEqual(['B3.5']);
    expect(await codesFor(house, 'woonwensen stikstof')).toEqual([]);
  });
  test('AI only as a word', async ({ house }) => {
    const texts = await textsFor(house, 'AI');
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every((text) => /(?<![a-z])ai(?![a-z])/.test(text))).toBe(true);
  });
  test('what was mistyped a little', async ({ house }) => {
    expect((await textsFor(house, 'vergrijsing')).some((text) => text.includes('vergrijzing'))).toBe(true);
  });
  test('the words themselves before longer ones', async ({ house }) => {
    const [first] = await textsFor(house, 'uitvoering');
    expect(first).toMatch(/(?<![a-z])uitvoering(?![a-z])/);
  });
  test('what docs/search.md says is missed, is missed', async ({ house }) => {
    expect((await textsFor(house, 'steden')).some((text) => /\bstad\b/.test(text))).toBe(false);
  });
});

describe('search stands', () => {
  test.for(["'; drop table \"Wording\"; --", '%', '_', '\\', '(', '[a', '*', '\u0000', '...', '🦆', "o'", '& | ! :*', 'a'.repeat(200), 'a '.repeat(99), '$1', '{', '+', 'x\\'])(
    'against %j',
    async (q, { house }) => {
      await (ready ??= house.agenda());
      const person = await house.participant();
      const response = await person.fetch(`/api/v1/search?q=${encodeURIComponent(q)}`);
      const body = (await response.json()) as { questions?: unknown[] };
      expect([200, 400]).toContain(response.status);
      expect(body.questions?.length ?? 0).toBeLessThanOrEqual(10);
      expect(await house.db.wording.count()).toBe(76);
    },
  );
  test.for(['', '?q=', '?q=%20%20', `?q=${'a'.repeat(201)}`, '?q=a&q=b'])('refuses "%s" at its field', async (query, { house }) => {
    const response = await (await house.participant()).fetch(`/api/v1/search${query}`);
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'INVALID_INPUT', issues: [{ path: ['q'] }] }]);
  });
  test('a percent sign is no joker', async ({ house }) => {
    expect(await codesFor(house, 'g%n')).toEqual([]);
  });
  test('it is for who is signed in', async ({ house }) => {
    await expect(house.nobody().call(search, { input: { q: 'regie' } })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });
});
