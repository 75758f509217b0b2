import type { QuestionWork } from '@kenniskamer/shared/home';

/** All that `workOf` adds up: rows of one question each; the same session or action may stand under several. */
export interface WorkRows {
  /** `parentId`: the kernvraag of a deelvraag. */
  questions: readonly { questionId: string; parentId: string | null }[];
  sessions: readonly { questionId: string; sessionId: string; startsAt: Date; endsAt: Date }[];
  outcomes: readonly { questionId: string; outcomeId: string }[];
  /** To do, by their outcome. */
  actions: readonly { questionId: string; outcomeId: string }[];
}

/** Per question; under a kernvraag a session or an outcome of two of its deelvragen counts once. */
export function workOf({ questions, sessions, outcomes, actions }: WorkRows, now: Date): QuestionWork[] {
  const parents = new Map(questions.map(({ questionId, parentId }) => [questionId, parentId]));
  const byQuestion = <Row extends { questionId: string }>(rows: readonly Row[]) => {
    const own = Map.groupBy(rows, ({ questionId }) => questionId);
    const below = Map.groupBy(rows, ({ questionId }) => parents.get(questionId));
    return (id: string): Row[] => [...(own.get(id) ?? []), ...(below.get(id) ?? [])];
  };
  const [sessionsOf, outcomesOf, actionsOf] = [byQuestion(sessions), byQuestion(outcomes), byQuestion(actions)];
  const distinct = (ids: string[]) => new Set(ids).size;
  return questions.map(({ questionId }) => {
    const about = sessionsOf(questionId);
    const coming = about.flatMap(({ startsAt }) => (startsAt > now ? startsAt.getTime() : []));
    return {
      questionId,
      held: distinct(about.filter(({ endsAt }) => endsAt <= now).map(({ sessionId }) => sessionId)),
      next: coming.length === 0 ? null : new Date(Math.min(...coming)),
      outcomes: distinct(outcomesOf(questionId).map(({ outcomeId }) => outcomeId)),
      toDo: distinct(actionsOf(questionId).map(({ outcomeId }) => outcomeId)),
    };
  });
}
