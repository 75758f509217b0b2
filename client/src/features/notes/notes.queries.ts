import { setBlockAction, setGuestBlockAction, ownersForNote, type BlockActionChange } from '@kenniskamer/shared/action';
import { readGuestNoteOutcomes, readGuestNotePage, readNoteOutcomes, readNotePage } from '@kenniskamer/shared/note';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

/** By which door one came to a note: signed in, or with a personal link. */
export type Door = { sessionId: string; token?: undefined } | { token: string; sessionId?: undefined };

const keyOf = (door: Door) => door.sessionId ?? door.token;

export const notePageQuery = (door: Door) =>
  queryOptions({
    queryKey: ['note', keyOf(door)],
    queryFn: ({ signal }) =>
      door.token === undefined
        ? call(readNotePage, { params: { id: door.sessionId }, signal })
        : call(readGuestNotePage, { params: { token: door.token }, signal }),
  });

/** What the server read of the outcomes, with what became of the actions. */
export const noteOutcomesQuery = (door: Door) =>
  queryOptions({
    queryKey: ['note', keyOf(door), 'outcomes'],
    queryFn: ({ signal }) =>
      door.token === undefined
        ? call(readNoteOutcomes, { params: { id: door.sessionId }, signal })
        : call(readGuestNoteOutcomes, { params: { token: door.token }, signal }),
  });

/** Sets owner and date of the action on a block. */
export function useAssign(door: Door, blockId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: BlockActionChange) =>
      door.token === undefined
        ? call(setBlockAction, { params: { id: door.sessionId, blockId }, input })
        : call(setGuestBlockAction, { params: { token: door.token, blockId }, input }),
    onSuccess: () => cache.invalidateQueries({ queryKey: noteOutcomesQuery(door).queryKey }),
  });
}

export const searchOwners = (sessionId: string) => async (search: string, signal: AbortSignal) => {
  const { items } = await call(ownersForNote, { params: { id: sessionId }, input: { search }, signal });
  return items.map(({ id, name, unit }) => ({ id, label: name, hint: unit ?? undefined }));
};
