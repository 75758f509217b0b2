import { dayOf } from '@kenniskamer/shared/dates';
import { dateOfDay } from '@kenniskamer/shared/day';
import type { Prisma } from '../../platform/database/generated/client.js';

/** Today here, as the database keeps days. */
export const today = (now = new Date()): Date => dateOfDay(dayOf(now));

export const heldOn = (day: Date): Prisma.HoldingWhereInput => ({
  AND: [{ OR: [{ fromOn: null }, { fromOn: { lte: day } }] }, { OR: [{ untilOn: null }, { untilOn: { gte: day } }] }],
});

export const isHeldOn = ({ fromOn, untilOn }: { fromOn: Date | null; untilOn: Date | null }, day: Date): boolean =>
  (fromOn === null || fromOn <= day) && (untilOn === null || untilOn >= day);

/** Who ends today held it until yesterday; a holding that began today was none. */
export function endingToday({ fromOn }: { fromOn: Date | null }, day: Date): { untilOn: Date } | 'NEVER_HELD' {
  const untilOn = new Date(day.getTime() - 86_400_000);
  return fromOn !== null && fromOn > untilOn ? 'NEVER_HELD' : { untilOn };
}
