import { listGuestNoteVersions, listNoteVersions, readGuestNoteVersion, readNoteVersion, restoreNoteVersion } from '@kenniskamer/shared/note-version';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { asFailure } from '../../ui/failure-note';
import type { Door } from './notes.queries';

const keyOf = (door: Door) => ['note', door.sessionId ?? door.token, 'versions'];
/** What was withdrawn leaves the page; a connection that is gone for a moment does not take the text along. */
const throwOnError = (error: unknown) => asFailure(error).status < 500;

export const noteVersionsQuery = (door: Door) =>
  queryOptions({
    queryKey: keyOf(door),
    queryFn: ({ signal }) =>
      door.token === undefined ? call(listNoteVersions, { params: { id: door.sessionId }, signal }) : call(listGuestNoteVersions, { params: { token: door.token }, signal }),
    throwOnError,
  });

export const noteVersionQuery = (door: Door, versionId: string) =>
  queryOptions({
    queryKey: [...keyOf(door), versionId],
    queryFn: ({ signal }) =>
      door.token === undefined
        ? call(readNoteVersion, { params: { id: door.sessionId, versionId }, signal })
        : call(readGuestNoteVersion, { params: { token: door.token, versionId }, signal }),
    throwOnError,
  });

/** `onRestored` is told first: by the fresh list another version may be the one on top, and what is shown is another. */
export function useRestoring(sessionId: string, onRestored: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (versionId: string) => call(restoreNoteVersion, { params: { id: sessionId }, input: { versionId } }),
    onSuccess: () => {
      onRestored();
      void cache.invalidateQueries({ queryKey: noteVersionsQuery({ sessionId }).queryKey });
    },
  });
}
