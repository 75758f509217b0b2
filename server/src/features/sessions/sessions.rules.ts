import { instantsOf, missingToSend, phaseOf, type SessionCourse, type SessionField, type SessionPatch } from '@kenniskamer/shared/session';
import { Failure, type Issue } from '@kenniskamer/shared/failure';
import type { Confidentiality, Level } from '@kenniskamer/shared/level';

export interface ItemState {
  id: string;
  title: string;
  minutes: number | null;
  speaker: string | null;
  questionIds: string[];
}

/** All that a form can change of a session, as plain data: kept in `SessionChange.before` to put back. */
export interface SessionState {
  title: string;
  goal: string | null;
  day: string | null;
  startClock: string | null;
  endClock: string | null;
  place: string | null;
  video: string | null;
  levels: Level[];
  confidentiality: Confidentiality;
  guestsWrite: boolean;
  questionIds: string[];
  items: ItemState[];
}

/** What is told by mail whatever the organiser ticks, since a calendar shows it. */
const WHEN: SessionField[] = ['day', 'startClock', 'endClock'];
const WHERE: SessionField[] = ['place', 'video'];
/** What is told only when the organiser ticks it. */
const DETAILS: SessionField[] = ['title', 'goal', 'questionIds', 'items'];

export const isWhen = (field: SessionField): boolean => WHEN.includes(field);
export const isWhere = (field: SessionField): boolean => WHERE.includes(field);
/** What undoing gives back: all that invitees can notice. */
export const isUndoable = (field: SessionField): boolean => isWhen(field) || isWhere(field) || isDetail(field) || field === 'confidentiality';
export const isDetail = (field: SessionField): boolean => DETAILS.includes(field);

/**
 * What the form would make of `now`; a field that is left out stays. `newId` names items that come without an id.
 * An item is about questions of the session: naming another one there adds it, taking one from the session takes it from the items.
 */
export function applied(now: SessionState, patch: Partial<SessionPatch>, newId: () => string): SessionState {
  const { revision: _revision, tellDetails: _tell, items: given, ...rest } = patch;
  const next: SessionState = { ...now, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
  const named = (given ?? []).flatMap(({ questionIds }) => questionIds);
  const questionIds = [...new Set([...next.questionIds, ...named])];
  const items = given ? given.map((item) => ({ ...item, id: item.id ?? newId(), speaker: item.speaker || null })) : now.items;
  return {
    ...next,
    goal: next.goal || null,
    place: next.place || null,
    levels: [...new Set(next.levels)],
    questionIds,
    items: items.map((item) => ({ ...item, questionIds: questionIds.filter((id) => item.questionIds.includes(id)) })),
  };
}

/** The fields in which two states differ. */
export function differences(before: SessionState, after: SessionState): SessionField[] {
  const fields = Object.keys(before) as (keyof SessionState)[];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Why these fields cannot change at `now` in a session that was sent; throws the refusal. A draft may change anyhow. */
export function refuseLateEdit(session: SessionCourse, after: SessionState, zone: string, changed: SessionField[], now: Date): void {
  const phase = phaseOf(session, now);
  if (phase === 'FINAL') throw new Failure('SESSION_FINAL');
  if (phase === 'CANCELLED') throw new Failure('SESSION_CANCELLED');
  if (phase === 'DRAFT' || changed.length === 0) return;
  const over = phase === 'HELD' || phase === 'ENDED';
  if (over && changed.some((field) => isWhen(field) || isWhere(field))) throw new Failure('SESSION_ENDED');
  const issues: Issue[] = [];
  // People spoke on the terms that held when they began.
  if (phase !== 'PLANNED' && changed.includes('confidentiality')) issues.push({ path: ['confidentiality'], code: 'FIXED_SINCE_START' });
  if (!over) issues.push(...missingToSend({ ...after, ...instantsOf({ ...after, zone }) }, now));
  if (issues.length > 0) throw new Failure('INVALID_INPUT', { issues });
}
