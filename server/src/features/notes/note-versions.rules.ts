import type { VersionReason } from '@kenniskamer/shared/note-version';
import type { Turn } from '@kenniskamer/shared/room';

/** Milliseconds of work after which a version is kept, counted from the first change since the last one. */
export const WORK = 10 * 60_000;
/** Versions of one note, and octets of them together. */
export const MOST_VERSIONS = 60;
export const MOST_OCTETS = 20_000_000;
/** Octets of one; a text of some two thousand pages. Nothing of it is kept then, rather than half. */
export const MOST_IN_ONE = 4_000_000;
/** The latest ones stay whatever comes: what one wants back was mostly there a moment ago. */
const LATEST = 6;

/** What a version is for; `key` is the same whenever it is made for the same. */
export interface VersionCause {
  reason: VersionReason;
  key: string;
  itemPlace?: number;
  itemTitle?: string;
  report?: number;
}

/** What happened in the session that asks for a version; each of these once. */
export function momentsOf(session: {
  items: readonly { id: string; title: string }[];
  turns: readonly Turn[];
  endedAt: Date | null;
  finalVersion: number | null;
}): VersionCause[] {
  const left = session.turns.findLast(({ endedAt }) => endedAt !== null);
  const place = session.items.findIndex(({ id }) => id === left?.itemId);
  const item = session.items[place];
  return [
    ...(left?.endedAt && item ? [{ reason: 'ITEM' as const, key: `item-${item.id}-${left.endedAt.getTime()}`, itemPlace: place + 1, itemTitle: item.title }] : []),
    ...(session.endedAt ? [{ reason: 'END' as const, key: 'end' }] : []),
    ...(session.finalVersion !== null ? [{ reason: 'FINAL' as const, key: `final-${session.finalVersion}`, report: session.finalVersion }] : []),
  ];
}

/**
 * Whether ten minutes of work are kept now. Not in Chatham House once it has ended: what one person adds at home on one
 * evening would stand in such a version alone, with a moment beside it.
 */
export const keepsWork = ({ confidentiality, ended, final }: { confidentiality: string; ended: boolean; final: boolean }): boolean =>
  !final && !(ended && confidentiality === 'CHATHAM_HOUSE');

interface Kept {
  id: string;
  at: Date;
  reason: VersionReason;
  size: number;
}

/** In which order they may go: what was merely a moment of work first, what became definitief last. */
const worth: Record<VersionReason, number> = { WORK: 0, RESTORE: 1, ITEM: 2, END: 3, FINAL: 4 };

/** Which versions make room, so that what stays lies as evenly in time as it can. `versions` oldest first. */
export function surplusOf(versions: readonly Kept[], most = MOST_VERSIONS, octets = MOST_OCTETS): string[] {
  const left = [...versions];
  const gone: string[] = [];
  const tooMuch = () => left.length > most || left.reduce((sum, { size }) => sum + size, 0) > octets;
  while (left.length > 1 && tooMuch()) {
    // The latest may go too when they alone are more than fits: all but the very last.
    const reach = left.length > LATEST ? left.length - LATEST : left.length - 1;
    let [best, bestWorth, bestGap] = [0, Infinity, Infinity];
    for (let at = 0; at < reach; at++) {
      const [before, own, after] = [left[at - 1], left[at], left[at + 1]];
      if (!own) continue;
      // The first one stays as long as there is another to choose.
      const gap = before ? (after ?? own).at.getTime() - before.at.getTime() : Number.MAX_SAFE_INTEGER;
      if (worth[own.reason] < bestWorth || (worth[own.reason] === bestWorth && gap < bestGap)) [best, bestWorth, bestGap] = [at, worth[own.reason], gap];
    }
    gone.push(...left.splice(best, 1).map(({ id }) => id));
  }
  return gone;
}
