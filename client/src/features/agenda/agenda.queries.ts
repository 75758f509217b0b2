import { readAgenda } from '@kenniskamer/shared/agenda';
import { listQuestionWork } from '@kenniskamer/shared/home';
import { judgeQuestion, listJudgements, readQuestion, tieQuestion, type NewJudgement } from '@kenniskamer/shared/question';
import { search } from '@kenniskamer/shared/search';
import { listUnits } from '@kenniskamer/shared/unit';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';

export const agendaQuery = () => queryOptions({ queryKey: ['agenda'], queryFn: ({ signal }) => call(readAgenda, { signal }) });

/** By question. Others' acts change it all the time: a few minutes old is good enough for an overview. */
export const workQuery = () =>
  queryOptions({
    queryKey: ['agenda', 'work'],
    queryFn: async ({ signal }) => {
      const { items } = await call(listQuestionWork, { signal });
      return new Map(items.map((work) => [work.questionId, work]));
    },
    staleTime: 60_000,
  });

export const questionQuery = (code: string) =>
  queryOptions({
    queryKey: ['question', code],
    queryFn: ({ signal }) => call(readQuestion, { params: { key: code }, signal }),
  });

export const judgementsQuery = (code: string) =>
  queryOptions({
    queryKey: ['question', code, 'judgements'],
    queryFn: ({ signal }) => call(listJudgements, { params: { key: code }, input: { limit: 50 }, signal }),
  });

export function useJudging(code: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: NewJudgement) => call(judgeQuestion, { params: { key: code }, input }),
    onSuccess: async (question) => {
      cache.setQueryData(questionQuery(code).queryKey, question);
      await Promise.all([cache.invalidateQueries(judgementsQuery(code)), cache.invalidateQueries(agendaQuery())]);
    },
  });
}

export const tieableUnitsQuery = () => queryOptions({ queryKey: ['units'], queryFn: ({ signal }) => call(listUnits, { signal }) });

export function useTying(code: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (unitIds: string[]) => call(tieQuestion, { params: { key: code }, input: { unitIds } }),
    onSuccess: (question) => cache.setQueryData(questionQuery(code).queryKey, question),
  });
}

/** Codes of the questions that the server's search finds: it knows word forms that a comparison of letters does not. */
export const agendaHitsQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', 'agenda', q],
    queryFn: async ({ signal }) => {
      const { questions } = await call(search, { input: { q }, signal });
      return questions.map(({ code }) => code);
    },
    enabled: q.length >= 3,
    placeholderData: keepPreviousData,
  });
