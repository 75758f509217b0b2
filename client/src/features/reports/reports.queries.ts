import { correctAttendance, endSession, finaliseSession, readEnding, readReport, reopenSession, type Ending } from '@kenniskamer/shared/report';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

export const endingQuery = (id: string) =>
  queryOptions({ queryKey: ['session', id, 'ending'], queryFn: ({ signal }) => call(readEnding, { params: { id }, signal }) });

export const reportQuery = (id: string, version?: number) =>
  queryOptions({ queryKey: ['session', id, 'report', version ?? null], queryFn: ({ signal }) => call(readReport, { params: { id }, input: { version }, signal }) });

/** Lays what the server answered over the ending; the session and what hangs on it are read again. */
function useKeeping(id: string) {
  const cache = useQueryClient();
  return (ending: Ending) => {
    void cache.invalidateQueries({ queryKey: ['session', id] });
    void cache.invalidateQueries({ queryKey: ['sessions'] });
    void cache.invalidateQueries({ queryKey: ['actions'] });
    cache.setQueryData(endingQuery(id).queryKey, ending);
  };
}

export const useEnding = (id: string) =>
  useMutation({ mutationFn: (attendedIds: string[]) => call(endSession, { params: { id }, input: { attendedIds } }), onSuccess: useKeeping(id) });

export const useAttendance = (id: string) =>
  useMutation({ mutationFn: (attendedIds: string[]) => call(correctAttendance, { params: { id }, input: { attendedIds } }), onSuccess: useKeeping(id) });

export const useFinalisation = (id: string) => useMutation({ mutationFn: () => call(finaliseSession, { params: { id } }), onSuccess: useKeeping(id) });

export const useReopening = (id: string) =>
  useMutation({ mutationFn: (reason: string) => call(reopenSession, { params: { id }, input: { reason } }), onSuccess: useKeeping(id) });
