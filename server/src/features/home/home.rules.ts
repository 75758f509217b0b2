import type { Task } from '@kenniskamer/shared/home';

/** What is late, what is now, what asks an answer, what can wait. */
const order: Task['kind'][][] = [['END', 'FINALISE'], ['NOTE'], ['REFUSED'], ['ANSWER'], ['ACTIONS'], ['DRAFT'], ['EDITION'], ['PEOPLE_WITHOUT_UNIT'], ['QUESTIONS_WITHOUT_UNIT']];
const rankOf = ({ kind }: Task): number => order.findIndex((kinds) => kinds.includes(kind));

/** Of one rank the oldest first: it waits longest, or begins soonest. */
export function inOrder(tasks: Task[]): Task[] {
  const at = (task: Task) => ('at' in task && task.at ? task.at.getTime() : Infinity);
  return tasks.toSorted((one, other) => rankOf(one) - rankOf(other) || at(one) - at(other) || 0);
}
