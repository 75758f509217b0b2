import { AgendaSeed } from '../../server/src/features/agenda/seed.service.js';
import { DemoSessions } from '../../server/src/demo/demo-sessions.service.js';
import { Viewers } from '../../server/src/platform/sign-in/viewers.service.js';
import { House } from '../support/house.js';
import { expect, test } from 'vitest';

test('a demonstration has a session in each stage, and nothing of a confidential one shows to others', async ({ onTestFinished }) => {
  const house = new House();
  await house.open({ demo: true });
  onTestFinished(() => house.close());
  await house.app.get(AgendaSeed).load();
  const organiser = await house.organiser();
  const participant = await house.participant({ level: 'DIRECTOR' });
  for (let count = 0; count < 9; count++) await house.participant({ level: 'DIRECTOR' });
  for (let count = 0; count < 5; count++) await house.participant({ level: 'SPECIALIST' });
  for (let count = 0; count < 3; count++) await house.participant({ level: 'DG' });
  const viewer = await house.app.get(Viewers).of(organiser.id);
  if (!viewer) throw new Error('the organiser may sign in');

  await house.app.get(DemoSessions).load(viewer, [participant.id]);
  await house.app.get(DemoSessions).load(viewer, [participant.id]);
  await house.settled();

  const sessions = await house.db.session.findMany({
    select: { title: true, confidentiality: true, sendings: true, ending: true, finalisation: true },
    orderBy: { startsAt: { sort: 'asc', nulls: 'last' } },
  });
  expect(sessions.map(({ confidentiality, sendings, ending, finalisation }) => [confidentiality, sendings.length, ending !== null, finalisation !== null])).toEqual([
    ['CONFIDENTIAL', 1, true, true],
    ['CHATHAM_HOUSE', 1, true, true],
    ['OPEN', 1, true, true],
    ['OPEN', 1, true, false],
    // The one that goes on now, and the one to come.
    ['OPEN', 1, false, false],
    ['OPEN', 1, false, false],
    ['OPEN', 0, false, false],
  ]);
  const actions = await house.db.action.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
  expect(actions).toEqual([{ state: 'OPEN', _count: 6 }, { state: 'DONE', _count: 1 }]);
  expect(house.post.of(participant.email).map(({ raw }) => raw).join('')).not.toContain('onrustig');
});
