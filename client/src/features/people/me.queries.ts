import { changeMe, readMe, type Me } from '@kenniskamer/shared/person';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';

export type { Me };

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(readMe, { signal }),
  staleTime: 60_000,
});

/** Who is signed in. Only on pages inside the shell, which has read it before them. */
export const useMe = () => useSuspenseQuery(meQuery).data;

export function useChangeMe() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: { language: Me['person']['language'] }) => call(changeMe, { input }),
    onSuccess: (me) => cache.setQueryData(meQuery.queryKey, me),
  });
}
