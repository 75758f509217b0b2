import { Known, openDoor, RoomClock, RoomPoints, RoomPresence, runningItem, type TurnClock } from '@kenniskamer/shared/room';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '../../platform/call';
import { ask } from '../../platform/live';
import { heardTime } from '../../platform/server-time';

/** Asks over the socket, by which a personal link comes as well, and measures the server's time with the answer. */
async function askClock(event: string, input: unknown): Promise<RoomClock> {
  const asked = performance.now();
  const clock = z.decode(RoomClock, await ask<z.input<typeof RoomClock>>(event, input));
  heardTime(clock.now, asked, performance.now());
  return clock;
}

/** Milliseconds between looks at the server's time, though nothing changed. */
const MEASURE = 60_000;

export const clockQuery = (id: string) =>
  queryOptions({ queryKey: ['room', id, 'clock'], queryFn: () => askClock('clock.read', { id }), refetchInterval: MEASURE, staleTime: Infinity });

/** The programme item that runs now; null when none does. For whatever is made now, such as an outcome. */
export function useRunningItem(sessionId: string): string | null {
  const { data } = useQuery({ ...clockQuery(sessionId), select: (clock) => runningItem(clock)?.itemId ?? null });
  return data ?? null;
}

/** Moves the clock, or takes the last move back. */
export function useTurning(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: Pick<TurnClock, 'act' | 'after'> | { undo: number }) =>
      'undo' in given ? askClock('clock.undo', { id, seq: given.undo }) : askClock('clock.turn', { id, ...given }),
    onSuccess: (clock) => cache.setQueryData(clockQuery(id).queryKey, clock),
    // Somebody else was first, perhaps: then this shows what they did.
    onError: () => void cache.invalidateQueries({ queryKey: clockQuery(id).queryKey }),
  });
}

export const presenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['room', id, 'presence'],
    queryFn: async () => z.decode(RoomPresence, await ask<z.input<typeof RoomPresence>>('presence.read', { id })),
    staleTime: Infinity,
  });

export function useTicking(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: { personId: string; here: boolean }) => ask('presence.tick', { id, ...given }),
    // The box moves at once; what the server knows follows a moment later.
    onMutate: ({ personId, here }) =>
      cache.setQueryData(presenceQuery(id).queryKey, (before) => before && { ...before, people: before.people?.map((person) => (person.id === personId ? { ...person, here } : person)) ?? null }),
    onError: () => void cache.invalidateQueries({ queryKey: presenceQuery(id).queryKey }),
  });
}

export const doorQuery = (id: string) =>
  queryOptions({ queryKey: ['door', id], queryFn: ({ signal }) => call(openDoor, { params: { id }, signal }), staleTime: Infinity });

export const pointsQuery = (id: string) =>
  queryOptions({
    queryKey: ['room', id, 'points'],
    queryFn: async () => z.decode(RoomPoints, await ask<z.input<typeof RoomPoints>>('points.read', { id })),
    staleTime: Infinity,
  });

/** How many points wait; for the name of the part that shows them. Null where there is no room. */
export function usePointCount(id: string): number | null {
  const { data } = useQuery({ ...pointsQuery(id), select: ({ items }) => items.filter(({ taken }) => !taken).length });
  return data ?? null;
}

type PointAct =
  | { act: 'add'; pointId: string; text: string; named: boolean }
  | { act: 'support'; pointId: string; on: boolean }
  | { act: 'take'; pointId: string; taken: boolean }
  | { act: 'remove'; pointId: string; removed: boolean }
  | { act: 'name'; names: boolean };

/** Whatever one does with the list of points. One's own support shows at once. */
export function usePoints(id: string) {
  const cache = useQueryClient();
  const { queryKey } = pointsQuery(id);
  return useMutation({
    mutationFn: ({ act, ...input }: PointAct) => ask(`points.${act}`, { id, ...input }),
    onMutate: (given) => {
      if (given.act !== 'support') return;
      cache.setQueryData(queryKey, (before) => before && { ...before, items: before.items.map((point) => (point.id === given.pointId && point.supported !== given.on ? { ...point, supported: given.on, supports: point.supports + (given.on ? 1 : -1) } : point)) });
    },
    onSettled: () => cache.invalidateQueries({ queryKey }),
  });
}

/** Milliseconds: earlier sessions do not change while one meets. */
const WHILE = 300_000;

export const knownQuery = (id: string) =>
  queryOptions({ queryKey: ['known', id], queryFn: async () => z.decode(Known, await ask<z.input<typeof Known>>('known.read', { id })), staleTime: WHILE });
