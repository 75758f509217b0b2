import { adoptEdition, draftEdition, dropEdition, listEditions, previewAgenda, readEdition, type Adoption, type NewEdition } from '@kenniskamer/shared/agenda';
import type { Choices } from '@kenniskamer/shared/agenda-text';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

export const editionsQuery = () => queryOptions({ queryKey: ['agenda', 'editions'], queryFn: ({ signal }) => call(listEditions, { signal }) });

export const editionQuery = (id: string) =>
  queryOptions({ queryKey: ['agenda', 'edition', id], queryFn: ({ signal }) => call(readEdition, { params: { id }, signal }) });

/** A text to look at: `number` tells one upload from the next, so that the cache need not hold its whole content as a key. */
export interface Upload {
  number: number;
  name: string;
  content: string;
}

export const previewQuery = (upload: Upload | null, choices: Choices) =>
  queryOptions({
    queryKey: ['agenda-preview', upload?.number, choices],
    queryFn: ({ signal }) => call(previewAgenda, { input: { content: upload?.content ?? '', choices }, signal }),
    enabled: upload !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['agenda'] });
}

export function useDrafting() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (input: NewEdition) => call(draftEdition, { input }), onSuccess: refresh });
}

export function useAdopting(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (input: Adoption) => call(adoptEdition, { params: { id }, input }), onSuccess: refresh });
}

export function useDropping(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call(dropEdition, { params: { id } }),
    onSuccess: () => cache.invalidateQueries(editionsQuery()),
  });
}
