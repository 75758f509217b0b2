import type { Point } from '@kenniskamer/shared/room';
import type { FailureCode } from '@kenniskamer/shared/failure';
import { createHmac } from 'node:crypto';

/** Somebody's support of one point. The point is in it, so that nothing ties one person's supports together. */
export const supportHash = (key: Uint8Array, pointId: string, personId: string): string =>
  createHmac('sha256', key).update(JSON.stringify([pointId, personId])).digest('base64url');

/** People are in the room before the start, and some sessions run late. After that the key goes, confirmed or not. */
const EARLY = 30 * 60_000;
export const LATE = 24 * 3_600_000;

interface When {
  startsAt: Date | null;
  endsAt: Date | null;
  cancelled: boolean;
  ended: boolean;
  final: boolean;
}

/** Why the list of points takes nothing at `now`; null when it does. */
export function refusesPoints({ startsAt, endsAt, cancelled, ended, final }: When, now: Date): FailureCode | null {
  if (cancelled) return 'SESSION_CANCELLED';
  if (ended || final || (endsAt !== null && endsAt.getTime() + LATE < now.getTime())) return 'SESSION_ENDED';
  return startsAt === null || startsAt.getTime() - EARLY > now.getTime() ? 'SESSION_NOT_STARTED' : null;
}

/** As many points as one session's list holds. */
export const MOST_POINTS = 300;

/** What waits before what stands in the note; most supported on top, the oldest first among equals. */
export const inOrder = <Row extends Pick<Point, 'taken' | 'supports'> & { createdAt: Date }>(points: readonly Row[]): Row[] =>
  points.toSorted((one, other) => Number(one.taken) - Number(other.taken) || other.supports - one.supports || one.createdAt.getTime() - other.createdAt.getTime());
