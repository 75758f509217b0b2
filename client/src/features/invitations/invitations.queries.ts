import {
  addAudienceLine,
  addExternal,
  cancelSession,
  correctAddress,
  enterReply,
  excludeFromAudience,
  listAudienceUnits,
  listChanges,
  listInvitees,
  readAudience,
  reinvite,
  removeAudienceLine,
  reply,
  restoreToAudience,
  searchCandidates,
  sendInvitations,
  takeOut,
  undoChange,
  type Audience,
  type InviteeQuery,
  type NewAudienceLine,
  type NewExternal,
  type ReplyInput,
} from '@kenniskamer/shared/invitation';
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { sessionQuery } from '../sessions/sessions.queries';

export const audienceQuery = (id: string) =>
  queryOptions({ queryKey: ['session', id, 'audience'], queryFn: ({ signal }) => call(readAudience, { params: { id }, signal }) });

export const audienceUnitsQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id, 'units'],
    queryFn: async ({ signal }) => (await call(listAudienceUnits, { params: { id }, signal })).items,
    staleTime: 300_000,
  });

export type InviteeAsk = Pick<InviteeQuery, 'show' | 'group' | 'q' | 'order'>;

export const inviteesQuery = (id: string, ask: InviteeAsk) =>
  infiniteQueryOptions({
    queryKey: ['session', id, 'invitees', ask],
    queryFn: ({ pageParam, signal }) => call(listInvitees, { params: { id }, input: { ...ask, limit: 60, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const changesQuery = (id: string) =>
  queryOptions({
    queryKey: ['session', id, 'changes'],
    queryFn: async ({ signal }) => (await call(listChanges, { params: { id }, signal })).items,
  });

/** Everything that hangs on a session is read again: an act on its people moves counts, list and session alike. */
function useRefresh(id: string) {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: sessionQuery(id).queryKey });
}

function useAudienceKept(id: string) {
  const cache = useQueryClient();
  return (audience: Audience) => cache.setQueryData(audienceQuery(id).queryKey, audience);
}

export const useAddLine = (id: string) =>
  useMutation({ mutationFn: (input: NewAudienceLine) => call(addAudienceLine, { params: { id }, input }), onSuccess: useAudienceKept(id) });
export const useRemoveLine = (id: string) =>
  useMutation({ mutationFn: (lineId: string) => call(removeAudienceLine, { params: { id, lineId } }), onSuccess: useAudienceKept(id) });
export const useAddExternal = (id: string) =>
  useMutation({ mutationFn: (input: NewExternal) => call(addExternal, { params: { id }, input }), onSuccess: useAudienceKept(id) });
export const useExclude = (id: string) =>
  useMutation({ mutationFn: (personId: string) => call(excludeFromAudience, { params: { id, personId } }), onSuccess: useAudienceKept(id) });
export const useRestore = (id: string) =>
  useMutation({ mutationFn: (personId: string) => call(restoreToAudience, { params: { id, personId } }), onSuccess: useAudienceKept(id) });

export const findCandidates = (id: string) => async (q: string, signal: AbortSignal) => {
  const { items } = await call(searchCandidates, { params: { id }, input: { q, limit: 10 }, signal });
  return items.map((person) => ({ id: person.id, label: person.name, hint: person.about ?? undefined }));
};

export const useSending = (id: string) =>
  useMutation({ mutationFn: (personIds: string[]) => call(sendInvitations, { params: { id }, input: { personIds } }), onSettled: useRefresh(id) });

export const useReply = (id: string) =>
  useMutation({ mutationFn: (input: ReplyInput) => call(reply, { params: { id }, input }), onSuccess: useRefresh(id) });

interface OfInvitation {
  invitationId: string;
}
export const useEnteredReply = (id: string) =>
  useMutation({
    mutationFn: ({ invitationId, ...input }: OfInvitation & ReplyInput) => call(enterReply, { params: { id, invitationId }, input }),
    onSuccess: useRefresh(id),
  });
export const useTakingOut = (id: string) =>
  useMutation({ mutationFn: ({ invitationId }: OfInvitation) => call(takeOut, { params: { id, invitationId } }), onSuccess: useRefresh(id) });
export const useReinviting = (id: string) =>
  useMutation({ mutationFn: ({ invitationId }: OfInvitation) => call(reinvite, { params: { id, invitationId } }), onSuccess: useRefresh(id) });
export const useCorrection = (id: string) =>
  useMutation({
    mutationFn: ({ invitationId, email }: OfInvitation & { email: string }) => call(correctAddress, { params: { id, invitationId }, input: { email } }),
    onSuccess: useRefresh(id),
  });
export const useCancelling = (id: string) =>
  useMutation({ mutationFn: (reason: string) => call(cancelSession, { params: { id }, input: { reason: reason || null } }), onSuccess: useRefresh(id) });

export function useUndo(id: string) {
  const cache = useQueryClient();
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (changeId: string) => call(undoChange, { params: { id, changeId } }),
    onSuccess: (session) => {
      cache.setQueryData(sessionQuery(id).queryKey, session);
      return refresh();
    },
  });
}
