import type { FailureCode } from '@kenniskamer/shared/failure';
import type { Report, ReportContent, ReportFormat, ReportOutcomes } from '@kenniskamer/shared/report';
import type { Confidentiality } from '@kenniskamer/shared/level';
import { phaseOf, type SessionCourse } from '@kenniskamer/shared/session';

/** Why the organisers cannot say now that it has ended; null when they can. */
export function refusesEnding(course: SessionCourse, now: Date): FailureCode | null {
  const phase = phaseOf(course, now);
  if (phase === 'CANCELLED') return 'SESSION_CANCELLED';
  if (phase === 'ENDED' || phase === 'FINAL') return 'SESSION_ENDED';
  if (phase === 'DRAFT') return 'SESSION_NOT_SENT';
  return phase === 'PLANNED' ? 'SESSION_NOT_STARTED' : null;
}

/** Why the report cannot become final now; null when it can. */
export function refusesFinalisation(course: SessionCourse): FailureCode | null {
  if (course.finalAt) return 'SESSION_FINAL';
  if (course.cancelledAt) return 'SESSION_CANCELLED';
  return course.endedAt ? null : 'SESSION_NOT_ENDED';
}

/**
 * A stored report as this reader may know it. What Chatham House asks holds for what was stored before the session
 * became one, too: nobody who was there can be told from it.
 */
export function asReadBy(content: ReportContent, reader: { attendance: boolean; confidentiality: Confidentiality }): ReportContent {
  if (content.confidentiality === 'CHATHAM_HOUSE' || reader.confidentiality === 'CHATHAM_HOUSE') return withoutPeople(content);
  return reader.attendance ? content : { ...content, attendance: null };
}

/** No speaker, no owner, no attendance. */
export const withoutPeople = (content: ReportContent): ReportContent => ({
  ...content,
  programme: content.programme.map((item) => ({ ...item, speaker: null })),
  outcomes: content.outcomes.map((outcome) => (outcome.owner === undefined ? outcome : { ...outcome, owner: null })),
  attendance: null,
});

/** Those that stand in `order` as it says, and after them the others as they came. */
export function inOrder<Item>(items: readonly Item[], idOf: (item: Item) => string, order: readonly string[]): Item[] {
  const place = new Map(order.map((id, at) => [id, at]));
  return items.toSorted((one, other) => (place.get(idOf(one)) ?? order.length) - (place.get(idOf(other)) ?? order.length));
}

/** The outcomes of a report as data. */
export function outcomesOf({ sessionId, version, at, final, content }: Report): ReportOutcomes {
  const { title, day, confidentiality, questions, outcomes } = content;
  const codes = new Map(questions.map(({ id, code }) => [id, code]));
  return {
    sessionId, title, day, confidentiality, version, at, final, questions,
    outcomes: outcomes.map(({ actionId, owner = null, dueOn = null, ...outcome }) => ({
      ...outcome,
      questionCodes: outcome.questionIds.flatMap((id) => codes.get(id) ?? []),
      action: actionId === undefined ? null : { id: actionId, owner, dueOn },
    })),
  };
}

/** A name that every file system takes, and that says what is in it: `verslag-regie-op-afstand-2026-12-03.docx`. */
export function fileNameOf({ title, day }: Pick<ReportContent, 'title' | 'day'>, word: string, format: ReportFormat): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${[word, slug, day].filter(Boolean).join('-')}.${format}`;
}
