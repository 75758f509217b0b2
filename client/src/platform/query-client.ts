import { Failure } from '@kenniskamer/shared/failure';
import { QueryCache, QueryClient } from '@tanstack/react-query';

const passing = new Set(['OFFLINE', 'UNAVAILABLE']);

/** A refusal is an answer: only what passes by itself is tried again. */
const again = (count: number, error: Error) => count < 2 && error instanceof Failure && passing.has(error.code);

export const makeQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({
      // What was ours to see and no longer is leaves the screen: by itself the cache would go on showing what it had.
      onError: (error, query) => {
        if (error instanceof Failure && error.code === 'NOT_FOUND' && query.state.data !== undefined && !query.meta?.['stays']) query.setState({ data: undefined });
      },
    }),
    defaultOptions: {
      // 'always': without it a query waits in silence while offline, instead of saying so.
      queries: { retry: again, staleTime: 5_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
