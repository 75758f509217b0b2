import {
  changeAction,
  chaseAction,
  listActions,
  overviewOfActions,
  ownersForAction,
  readAction,
  type Action,
  type ActionChange,
  type ActionFilter,
} from '@kenniskamer/shared/action';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

export const actionsQuery = (filter: ActionFilter) =>
  infiniteQueryOptions({
    queryKey: ['actions', 'list', filter],
    queryFn: ({ pageParam, signal }) => call(listActions, { input: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const overviewQuery = (filter: ActionFilter) =>
  queryOptions({ queryKey: ['actions', 'overview', filter], queryFn: ({ signal }) => call(overviewOfActions, { input: filter, signal }) });

export const actionQuery = (id: string) =>
  queryOptions({ queryKey: ['action', id], queryFn: ({ signal }) => call(readAction, { params: { id }, signal }) });

/** Lays what the server answered over the action; lists that hold it are read again. */
function useKeeping() {
  const cache = useQueryClient();
  return (action: Action) => {
    cache.setQueryData(actionQuery(action.id).queryKey, action);
    void cache.invalidateQueries({ queryKey: ['actions'] });
  };
}

export function useActionChange(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: ActionChange) => call(changeAction, { params: { id }, input }),
    onSuccess: useKeeping(),
    // Somebody was first: read what they did, and keep what was typed here.
    onError: () => cache.invalidateQueries(actionQuery(id)),
  });
}

export const useChase = () => useMutation({ mutationFn: (id: string) => call(chaseAction, { params: { id } }), onSuccess: useKeeping() });

export const findOwners = (id: string) => async (search: string, signal: AbortSignal) => {
  const { items } = await call(ownersForAction, { params: { id }, input: { search }, signal });
  return items.map((person) => ({ id: person.id, label: person.name, hint: person.unit ?? undefined }));
};
