import { listOutcomes, overviewOfOutcomes, readHome, type ListedKind } from '@kenniskamer/shared/home';
import { listSessions } from '@kenniskamer/shared/session';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../platform/call';

/** What waits changes by others' acts too: read again whenever the page comes back into view. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: ({ signal }) => call(readHome, { signal }), staleTime: 0, refetchOnWindowFocus: true });

export const outcomeOverviewQuery = (key: string) =>
  queryOptions({ queryKey: ['question', key, 'outcomes'], queryFn: ({ signal }) => call(overviewOfOutcomes, { params: { key }, signal }) });

export const outcomesQuery = (key: string, kind: ListedKind) =>
  infiniteQueryOptions({
    queryKey: ['question', key, 'outcomes', kind],
    queryFn: ({ pageParam, signal }) => call(listOutcomes, { params: { key }, input: { kind, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const sessionsOfQuestionQuery = (questionId: string, when: 'UPCOMING' | 'PAST') =>
  infiniteQueryOptions({
    queryKey: ['sessions', 'question', questionId, when],
    queryFn: ({ pageParam, signal }) => call(listSessions, { input: { view: 'READABLE', when, questionId, limit: 10, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
