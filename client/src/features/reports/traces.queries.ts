import { checkTraces, listTraceSessions, type TraceCheck } from '@kenniskamer/shared/trace';
import { infiniteQueryOptions, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../platform/call';

export const traceSessionsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['trace-check-sessions'],
    queryFn: ({ pageParam, signal }) => call(listTraceSessions, { input: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

/** Checks of this visit, by session: each says how it was at that moment, so none is kept for the next. */
export function useTraceChecks() {
  const [checks, setChecks] = useState<Record<string, TraceCheck>>({});
  const [walked, setWalked] = useState<TraceCheck[]>([]);
  const check = async (id: string) => {
    const made = await call(checkTraces, { params: { id } });
    setChecks((before) => ({ ...before, [id]: made }));
    return made;
  };
  const one = useMutation({ mutationFn: check });
  // One after the other: each walks through all that is stored of its session.
  const all = useMutation({
    mutationFn: async () => {
      setWalked([]);
      for (let cursor: string | undefined; ; ) {
        const { items, nextCursor } = await call(listTraceSessions, { input: { limit: 50, cursor } });
        for (const { id } of items) {
          const made = await check(id);
          setWalked((before) => [...before, made]);
        }
        if (nextCursor === null) return;
        cursor = nextCursor;
      }
    },
  });
  return { checks, walked, one, all };
}
