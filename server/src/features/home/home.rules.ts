import type { Task } from '@kenniskamer/shared/home';

/** What is late, what is now, what asks an answer, what can wait. */
const order: Task['kind'][] = ['END', 'FINALISE', 'NOTE', 'REFUSED', 'ANSWER', 'ACTIONS', 'DRAFT', 'EDITION', 'PEOPLE_WITHOUT_UNIT', 'QUESTIONS_WITHOUT_UNIT'];

/** Of one kind the oldest first: it waits longest, or begins soonest. */
export function inOrder(tasks: Task[]): Task[] {
  const at = (task: Task) => ('at' in task && task.at ? task.at.getTime() : Infinity);
  return tasks.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || at(one) - at(other) || 0);
}
