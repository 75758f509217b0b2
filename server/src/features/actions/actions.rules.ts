import { Day, Id } from '@kenniskamer/shared/basics';
import { isToDo, type ActionEventField, type ActionState } from '@kenniskamer/shared/action';
import { daysAfter } from '@kenniskamer/shared/day';
import { z } from 'zod';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';

/** What of an action can change. */
export interface Course {
  state: ActionState;
  ownerId: string | null;
  dueOn: Day | null;
}
export interface Change {
  field: ActionEventField;
  from: string | null;
  to: string | null;
}

/** What differs, in the order in which the history tells it. */
export function changesOf(before: Course, after: Partial<Course>): Change[] {
  const changes: Change[] = [];
  const add = (field: ActionEventField, from: string | null, to: string | null | undefined) => {
    if (to !== undefined && to !== from) changes.push({ field, from, to });
  };
  add('STATE', before.state, after.state);
  add('OWNER', before.ownerId, after.ownerId);
  add('DUE', before.dueOn, after.dueOn);
  return changes;
}

/** An action of a confidential session can only be owned by one of its people. */
export const mayOwn = (personId: string, session: SessionFacts): boolean =>
  session.confidentiality !== 'CONFIDENTIAL' || session.organiserIds.includes(personId) || session.invitedIds.includes(personId);

/**
 * In Chatham House nobody is named as the author of what is captured, afterthoughts in the note included; what becomes of
 * an action after the session has an actor again.
 */
export const actorOf = (personId: string, session: SessionFacts, inNote: boolean): string | null =>
  session.confidentiality === 'CHATHAM_HOUSE' && (inNote || !session.ended) ? null : personId;

/** What a digest is about: to do, and due within three days or overdue. */
export const belongsInDigest = (action: { state: ActionState; dueOn: Day | null }, today: Day): boolean =>
  isToDo(action.state) && action.dueOn !== null && action.dueOn <= daysAfter(today, 3);

/** Monday to Friday. Public holidays count as working days: a library for them is not worth its weight here. */
export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** A list is read segment by segment, in this order, so that each is one range of an index. */
export const segments = ['OVERDUE', 'WITHOUT_OWNER', 'DATED', 'CLOSED'] as const;
export type Segment = (typeof segments)[number];

/** Where a list goes on. */
export const Place = z.object({ segment: z.enum(segments), dueOn: Day.nullable(), id: Id });
export type Place = z.infer<typeof Place>;
/** Where it goes on within its segment. */
export type KeyPlace = Omit<Place, 'segment'>;
