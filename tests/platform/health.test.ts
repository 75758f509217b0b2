import { inject } from 'vitest';
import { ask } from '../support/cluster.setup.js';
import { expect, test } from '../support/house.js';

test('is alive and ready, to anybody', async ({ house }) => {
  const live = await house.nobody().fetch('/health/live');
  expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await house.nobody().fetch('/health/ready');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', database: 'ok', disk: 'ok' }]);
  expect(ready.headers.get('cache-control')).toBe('no-store');
});

test('without its database it is alive, not ready, and ready again once that is back', async ({ house }) => {
  const name = new URL(house.databaseUrl).pathname.slice(1);
  await ask(inject('cluster'), `alter database ${name} with allow_connections false`);
  await ask(inject('cluster'), `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  const ready = await house.nobody().fetch('/health/ready');
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', database: 'unavailable', disk: 'ok' }]);
  expect((await house.nobody().fetch('/health/live')).status).toBe(200);
  await ask(inject('cluster'), `alter database ${name} with allow_connections true`);
  expect((await house.nobody().fetch('/health/ready')).status).toBe(200);
});

test('a folder without room is not ready', async ({ house }) => {
  house.settings.dataDir = '/proc'; // a file system of which nothing is ever free
  const ready = await house.nobody().fetch('/health/ready');
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', database: 'ok', disk: 'unavailable' }]);
});
