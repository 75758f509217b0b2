import { changeReportDraft, correctAttendance, endSession, finaliseSession, readEnding, readReport, readReportDraft, reopenSession, type Ending, type ReportDraftChange } from '@kenniskamer/shared/report';
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

/** What the organisers add before definitief, with the report as it would be now. */
export const reportDraftQuery = (id: string) =>
  queryOptions({ queryKey: ['session', id, 'report-draft'], queryFn: ({ signal }) => call(readReportDraft, { params: { id }, signal }) });

/** One change at a time, each on what the one before it made. An order shows at once: the next press counts on from there. */
export function useReportDraft(id: string) {
  const cache = useQueryClient();
  const { queryKey } = reportDraftQuery(id);
  return useMutation({
    scope: { id: `report-draft ${id}` },
    mutationFn: (input: Omit<ReportDraftChange, 'revision'>) =>
      call(changeReportDraft, { params: { id }, input: { ...input, revision: cache.getQueryData(queryKey)?.revision ?? 0 } }),
    onMutate: ({ questionIds, blockIds }) =>
      void cache.setQueryData(queryKey, (draft) => {
        if (!draft) return draft;
        const { questions, outcomes } = draft.content;
        const content = { ...draft.content, questions: sorted(questions, ({ id: of }) => of, questionIds), outcomes: sorted(outcomes, ({ blockId }) => blockId, blockIds) };
        return { ...draft, content };
      }),
    onSuccess: (draft) => cache.setQueryData(queryKey, draft),
  });
}

const sorted = <Item>(items: Item[], idOf: (item: Item) => string, order?: readonly string[]): Item[] =>
  order ? items.toSorted((one, other) => order.indexOf(idOf(one)) - order.indexOf(idOf(other))) : items;
