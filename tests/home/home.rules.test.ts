import type { Task } from '@kenniskamer/shared/home';
import { expect, test } from 'vitest';
import { inOrder } from '../../server/src/features/home/home.rules.js';

const on = (day: string) => new Date(`${day}T12:00:00Z`);

test('what is late longest comes first, whether it is to be ended or made definitief; what can wait comes last', () => {
  const today: Task = { kind: 'END', sessionId: 'today', title: 'Vandaag', at: on('2026-11-24') };
  const late: Task = { kind: 'FINALISE', sessionId: 'late', title: 'Te laat', at: on('2026-11-11'), withoutOwner: 0 };
  const draft: Task = { kind: 'DRAFT', sessionId: 'draft', title: 'Concept', at: on('2026-10-01') };
  const running: Task = { kind: 'NOTE', sessionId: 'running', title: 'Nu', at: on('2026-11-24') };
  expect(inOrder([draft, running, today, late])).toEqual([late, today, running, draft]);
});
