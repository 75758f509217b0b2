import { z } from 'zod';
import { ChangeKind } from '@kenniskamer/shared/invitation';
import type { SessionField } from '@kenniskamer/shared/session';
import { isWhen, isWhere, type SessionState } from '../sessions/sessions.rules.js';

/** What `SessionChange.before` holds: all that undoing puts back. Our own writing, so its inside is not checked again. */
export const Before = z.object({
  kind: ChangeKind,
  /** CHANGED: the old value of each field, and the time people were at. */
  fields: z.custom<Partial<SessionState>>((value) => typeof value === 'object').optional(),
  startsAt: z.iso.datetime().nullable().optional(),
  endsAt: z.iso.datetime().nullable().optional(),
  /** TAKEN_OUT, REINVITED. */
  invitationId: z.uuid().optional(),
  personId: z.uuid().optional(),
  /** TAKEN_OUT: whether taking out is what excluded them; REINVITED: whether they were excluded. */
  excluded: z.boolean().optional(),
  /** REINVITED: what the invitation was. */
  removedAt: z.iso.datetime().optional(),
  generation: z.int().optional(),
  /** How many people hear of it. */
  people: z.int(),
});
export type Before = z.infer<typeof Before>;

export interface Change {
  id: string;
  at: Date;
  undoUntil: Date;
  undoneAt: Date | null;
  before: Before;
}

export const fieldsOf = ({ fields }: Before): SessionField[] => Object.keys(fields ?? {}) as SessionField[];
export const movesTime = (before: Before): boolean => fieldsOf(before).some(isWhen);

/** What undoing would put back; `*` is everything. Day and times are one thing, and so are place and link. */
export function touches(before: Before): string[] {
  if (before.kind === 'CANCELLED') return ['*'];
  if (before.invitationId) return [before.invitationId];
  return [...new Set(fieldsOf(before).map((field) => (isWhen(field) ? 'when' : isWhere(field) ? 'where' : field)))];
}

/**
 * Why `change` cannot be undone at `now`; null when it can. Changes that have nothing to do with each other are undone in
 * any order; of two that touch the same, the newer one first, since only that gives what was there in between.
 */
export function refusesUndo(change: Change, others: Change[], now: Date): 'UNDO_TOO_LATE' | 'UNDO_NEWER_FIRST' | null {
  if (change.undoUntil <= now) return 'UNDO_TOO_LATE';
  const mine = touches(change.before);
  const covered = others
    .filter((other) => other.id !== change.id && other.undoneAt === null && other.at > change.at)
    .flatMap(({ before }) => touches(before));
  return covered.some((touched) => touched === '*' || mine.includes(touched)) ? 'UNDO_NEWER_FIRST' : null;
}
