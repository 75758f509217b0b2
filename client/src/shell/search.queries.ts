import { search } from '@kenniskamer/shared/search';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../platform/call';

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', 'all', q],
    queryFn: ({ signal }) => call(search, { input: { q }, signal }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
