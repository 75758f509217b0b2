import { expect, test } from 'vitest';
import { StatementNames } from '../../server/src/platform/database/statement-names.rules.js';

const long = (what: string) => `select ${what} `.padEnd(1000, 'x');

test('a long statement has a name of its own from the third time on', () => {
  const names = new StatementNames();
  const asked = (sql: string) => [names.of(sql), names.of(sql), names.of(sql), names.of(sql)];
  expect(asked(long('one'))).toEqual(['', '', 'long 1', 'long 1']);
  expect(asked(long('two'))).toEqual(['', '', 'long 2', 'long 2']);
  expect(asked('select 1')).toEqual(['', '', '', '']);
});

test('there is an end to names, and to what is counted', () => {
  const names = new StatementNames();
  for (let n = 0; n < 2000; n += 1) names.of(long(`once ${n}`));
  const given = new Set<string>();
  for (let n = 0; n < 300; n += 1) for (let time = 0; time < 3; time += 1) given.add(names.of(long(`often ${n}`)));
  expect(given.size).toBe(101); // with the empty one
  expect(names.of(long('often 0'))).toBe('long 1');
});
