import {
  addOrganiser,
  changeSession,
  deleteDraft,
  listSessions,
  planSession,
  readSession,
  removeOrganiser,
  searchOrganisers,
  type NewSession,
  type Session,
  type SessionListQuery,
  type SessionPatch,
} from '@kenniskamer/shared/session';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

export const sessionQuery = (id: string) =>
  queryOptions({ queryKey: ['session', id], queryFn: ({ signal }) => call(readSession, { params: { id }, signal }) });

type ListAsk = Pick<SessionListQuery, 'view' | 'when'>;

export const sessionsQuery = (ask: ListAsk) =>
  infiniteQueryOptions({
    queryKey: ['sessions', ask],
    queryFn: ({ pageParam, signal }) => call(listSessions, { input: { ...ask, limit: 25, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export function usePlanning() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: NewSession) => call(planSession, { input }),
    onSuccess: (session) => {
      cache.setQueryData(sessionQuery(session.id).queryKey, session);
      return cache.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
}

/** Lays what the server answered over the session, and lets lists and what hangs on it be read again. */
function useKeeping(id: string) {
  const cache = useQueryClient();
  return (session?: Session) => {
    if (session) cache.setQueryData(sessionQuery(id).queryKey, session);
    void cache.invalidateQueries({ queryKey: ['sessions'] });
    void cache.invalidateQueries({ queryKey: ['session', id] });
  };
}

export function useSessionChange(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: SessionPatch) => call(changeSession, { params: { id }, input }),
    onSuccess: (session) => {
      cache.setQueryData(sessionQuery(id).queryKey, session);
      void cache.invalidateQueries({ queryKey: ['sessions'] });
      void cache.invalidateQueries({ queryKey: ['session', id, 'changes'] });
    },
  });
}

export function useDraftDeletion(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call(deleteDraft, { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['sessions'] }),
  });
}

export const useAddOrganiser = (id: string) =>
  useMutation({ mutationFn: (personId: string) => call(addOrganiser, { params: { id }, input: { personId } }), onSuccess: useKeeping(id) });

export const useRemoveOrganiser = (id: string) => {
  const keep = useKeeping(id);
  return useMutation({ mutationFn: (personId: string) => call(removeOrganiser, { params: { id, personId } }), onSuccess: () => keep() });
};

export const findOrganisers = (id: string) => async (q: string, signal: AbortSignal) => {
  const { items } = await call(searchOrganisers, { params: { id }, input: { q, limit: 10 }, signal });
  return items.map((person) => ({ id: person.id, label: person.name, hint: person.about ?? undefined }));
};
