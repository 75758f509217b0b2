import type { FailureCode } from '@kenniskamer/shared/failure';
import { LONGER, type Turn } from '@kenniskamer/shared/room';
import type { SessionCourse } from '@kenniskamer/shared/session';

export interface ClockActRow {
  seq: number;
  kind: 'ITEM' | 'LONGER' | 'DONE';
  /** Null as well for an item that has left the programme since. */
  itemId: string | null;
  at: Date;
}

/** Which items ran and which one runs, from the acts in their order. */
export function turnsOf(acts: readonly ClockActRow[]): { seq: number; turns: Turn[]; done: boolean } {
  const turns: Turn[] = [];
  let [open, done]: [Turn | null, boolean] = [null, false];
  for (const { kind, itemId, at } of acts) {
    if (kind === 'LONGER') {
      if (open) open.extra += LONGER;
      continue;
    }
    if (open) open.endedAt = at;
    done = kind === 'DONE';
    open = itemId === null ? null : { itemId, startedAt: at, endedAt: null, extra: 0 };
    if (open) turns.push(open);
  }
  return { seq: acts.at(-1)?.seq ?? 0, turns, done };
}

/** What comes after the acts: an item, or the end of the programme. */
export function nextAct(items: readonly { id: string }[], acts: readonly ClockActRow[]): { kind: 'ITEM'; itemId: string } | { kind: 'DONE'; itemId: null } {
  const last = acts.findLast(({ kind }) => kind !== 'LONGER');
  const place = items.findIndex(({ id }) => id === last?.itemId);
  const had = new Set(acts.map(({ itemId }) => itemId));
  // What ran last has left the programme: then on with the first that had no turn.
  const next = place >= 0 ? items[place + 1] : items.find(({ id }) => !had.has(id));
  return next ? { kind: 'ITEM', itemId: next.id } : { kind: 'DONE', itemId: null };
}

/** People are in the room before the start, and the clock may run from then. */
const EARLY = 30 * 60_000;
/** Minutes; a programme item takes no more either. */
const LONGEST = 600;
/** Acts of one session; nobody gets there with a programme of forty items. */
const MOST_ACTS = 1000;

/** Why the clock of a session cannot be moved at `now`; null when it can. */
export function refusesClock({ startsAt, cancelledAt, endedAt, finalAt }: SessionCourse, now: Date): FailureCode | null {
  if (cancelledAt) return 'SESSION_CANCELLED';
  if (finalAt || endedAt) return 'SESSION_ENDED';
  return startsAt === null || startsAt.getTime() - EARLY > now.getTime() ? 'SESSION_NOT_STARTED' : null;
}

/** Why this act cannot follow on those that were; null when it can. */
export function refusesAct(act: 'NEXT' | 'LONGER', items: readonly { id: string; minutes: number | null }[], acts: readonly ClockActRow[]): FailureCode | null {
  const { turns, done, seq } = turnsOf(acts);
  if (seq >= MOST_ACTS) return 'TOO_MANY';
  if (act === 'NEXT') return done || items.length === 0 ? 'NOTHING_RUNS' : null;
  const running = turns.find(({ endedAt }) => endedAt === null);
  if (!running) return 'NOTHING_RUNS';
  const planned = items.find(({ id }) => id === running.itemId)?.minutes ?? 0;
  return planned + running.extra + LONGER > LONGEST ? 'NO_LONGER' : null;
}
