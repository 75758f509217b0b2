import type { PerGroup, TableGroup } from '@kenniskamer/shared/invitation';
import type { Level, UnitKind } from '@kenniskamer/shared/level';

/** In the order of the table. */
export const groups: TableGroup[] = ['DG', 'DIRECTOR', 'SPECIALIST', 'KNOWLEDGE_PARTNER', 'OUTSIDE', 'NO_LEVEL'];
const levels: Level[] = ['DG', 'DIRECTOR', 'SPECIALIST'];
const government: UnitKind[] = ['MINISTRY', 'DG', 'DIRECTORATE', 'AGENCY'];

/** The highest of the levels of the positions somebody holds. */
export const highest = (held: (Level | null)[]): Level | null => levels.find((level) => held.includes(level)) ?? null;

/** Where somebody sits: `kinds` are those of their unit and of all above it. */
export function groupOf(level: Level | null, kinds: UnitKind[]): TableGroup {
  if (kinds.includes('KNOWLEDGE_PARTNER')) return 'KNOWLEDGE_PARTNER';
  if (level) return level;
  return kinds.some((kind) => government.includes(kind)) ? 'NO_LEVEL' : 'OUTSIDE';
}

export function perGroup(people: { group: TableGroup }[]): PerGroup {
  const counts: PerGroup = { DG: 0, DIRECTOR: 0, SPECIALIST: 0, KNOWLEDGE_PARTNER: 0, OUTSIDE: 0, NO_LEVEL: 0 };
  for (const { group } of people) counts[group] += 1;
  return counts;
}

/**
 * What sending to exactly those shown comes to: whom to invite, who were invited by a press just before, and in what the
 * groups differ by now from what was shown.
 */
export function sendingTo(shown: string[], toInvite: string[], invited: string[]) {
  const wanted = new Set(shown);
  const now = new Set(toInvite);
  const already = shown.filter((id) => invited.includes(id));
  return {
    invite: toInvite.filter((id) => wanted.has(id)),
    already,
    added: toInvite.filter((id) => !wanted.has(id)),
    removed: [...wanted].filter((id) => !now.has(id) && !already.includes(id)),
  };
}
