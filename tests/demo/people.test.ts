import { readMe } from '@kenniskamer/shared/person';
import { demoLines, load } from '../../server/src/load.js';
import { House, expect, test } from '../support/house.js';
import { Nobody } from '../support/resident.js';

class Face extends Nobody {
  constructor(url: string, cookie: string) {
    super(url);
    this.headers.cookie = cookie;
  }
}

test('a demonstration has people for every role, who are there once however often it starts', { timeout: 90_000 }, async () => {
  const house = new House();
  await house.open({ demo: true });
  await load(house.app, house.settings);
  await load(house.app, house.settings);
  const people = await house.db.person.findMany({ where: { email: { endsWith: '@example.nl' } }, select: { holdings: true } });
  expect(people.length).toBeGreaterThan(55);
  expect(people.every(({ holdings }) => holdings.length === 1)).toBe(true);

  const lines = (await demoLines(house.app)).map((line) => line.split(' '));
  expect(lines.map(([role]) => role)).toEqual(['organiser', 'coordinator', 'participant', 'administrator']);
  const roles = [];
  for (const [, link = ''] of lines) {
    const opened = await house.nobody().fetch(new URL(link).pathname);
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    roles.push((await new Face(house.url, cookie).call(readMe)).roles);
  }
  expect(roles).toEqual([['ORGANISER'], ['COORDINATOR'], [], ['ADMINISTRATOR']]);
  await house.close();
});
