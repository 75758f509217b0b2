import type { ReadOnlyReason } from '@kenniskamer/shared/note';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { ReadOutcome } from './note-document.rules.js';

/** Why somebody who may read cannot write now; null when they can. */
export function readOnlyReason(session: SessionFacts, who: { guest: boolean; mayWrite: boolean; personId: string }, now: Date): ReadOnlyReason | null {
  if (session.final) return 'FINAL';
  if (session.cancelled) return 'CANCELLED';
  if (who.mayWrite) return null;
  if (!session.invitedIds.includes(who.personId)) return 'READER';
  if (who.guest && !session.guestsWrite) return 'GUESTS_READ';
  if (session.ended) return 'ENDED';
  return session.startsAt === null || session.startsAt > now ? 'NOT_STARTED' : 'READER';
}

/** Who opens the note from half an hour before the start is expected to be there: it pre-ticks attendance at the end. */
const EARLY = 30 * 60_000;
export const countsAsVisit = (session: SessionFacts, personId: string, now: Date): boolean =>
  !session.ended &&
  !session.final &&
  session.startsAt !== null &&
  session.startsAt.getTime() - EARLY <= now.getTime() &&
  (session.invitedIds.includes(personId) || session.organiserIds.includes(personId));

export interface StoredOutcome {
  id: string;
  blockId: string;
  kind: ReadOutcome['kind'];
  text: string;
  place: number;
  itemId: string | null;
  removedAt: Date | null;
  questionIds: string[];
  hasAction: boolean;
  /** 0: an owner was set in the note before the server read the block. */
  readSeq: number;
}

/** What the tables must change so that they say what the text says. A block that is gone hides its outcome, no more. */
export function outcomeChanges(stored: readonly StoredOutcome[], read: readonly ReadOutcome[]) {
  const before = new Map(stored.map((outcome) => [outcome.blockId, outcome]));
  const now = new Set(read.map(({ blockId }) => blockId));
  return {
    added: read.filter(({ blockId }) => !before.has(blockId)),
    changed: read.flatMap((outcome) => {
      const old = before.get(outcome.blockId);
      return old && differs(old, outcome) ? [{ old, outcome }] : [];
    }),
    gone: stored.filter(({ blockId, removedAt }) => removedAt === null && !now.has(blockId)),
  };
}

const differs = (old: StoredOutcome, outcome: ReadOutcome): boolean =>
  old.removedAt !== null ||
  old.readSeq === 0 ||
  old.kind !== outcome.kind ||
  old.text !== outcome.text ||
  old.place !== outcome.place ||
  old.itemId !== outcome.itemId ||
  linksDiffer(old, outcome);

/** Its questions, and whether it has the course of an action. */
export const linksDiffer = (old: StoredOutcome, outcome: ReadOutcome): boolean =>
  (outcome.kind === 'ACTION' && !old.hasAction) || !sameIds(old.questionIds, outcome.questionIds);

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** The outcomes whose words differ, when nothing else does; else null. One that gets its first words is another thing: its owner hears. */
export function otherWords(before: readonly ReadOutcome[], now: readonly ReadOutcome[]): ReadOutcome[] | null {
  const same = (one: ReadOutcome, other: ReadOutcome | undefined) =>
    one.blockId === other?.blockId && one.kind === other.kind && one.place === other.place && one.itemId === other.itemId && (one.text === '') === (other.text === '') && sameIds(one.questionIds, other.questionIds);
  if (before.length !== now.length || !now.every((outcome, at) => same(outcome, before[at]))) return null;
  return now.filter(({ text }, at) => text !== before[at]?.text);
}
