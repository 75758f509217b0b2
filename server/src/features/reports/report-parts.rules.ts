import type { Language } from '@kenniskamer/shared/basics';
import { datesIn } from '@kenniskamer/shared/dates';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import type { Report, ReportContent, ReportOutcome } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import { reportWords } from './reports.words.js';

export interface OutcomeGroup {
  /** Null: not linked to a question. */
  question: { code: string; text: string } | null;
  kinds: { kind: OutcomeKind; outcomes: ReportOutcome[] }[];
}

/** Outcomes per question, by kind; one that is about two questions stands at both, one about none comes last. */
export function outcomesByQuestion({ questions, outcomes }: Pick<ReportContent, 'questions' | 'outcomes'>): OutcomeGroup[] {
  const known = new Set(questions.map(({ id }) => id));
  const of = (question: OutcomeGroup['question'], some: ReportOutcome[]): OutcomeGroup[] => {
    const kinds = OutcomeKind.options.map((kind) => ({ kind, outcomes: some.filter((one) => one.kind === kind) })).filter((part) => part.outcomes.length > 0);
    return kinds.length > 0 ? [{ question, kinds }] : [];
  };
  return [
    ...questions.flatMap(({ id, code, text }) => of({ code, text }, outcomes.filter(({ questionIds }) => questionIds.includes(id)))),
    ...of(null, outcomes.filter(({ questionIds }) => !questionIds.some((id) => known.has(id)))),
  ];
}

/** Label and value of what stands on top of a report. */
export function factsOf(content: ReportContent, language: Language): [string, string][] {
  const t = speak(reportWords, language);
  const dates = datesIn(language, content.zone);
  const facts: [string, string][] = [];
  if (content.day) facts.push([t('when'), content.start && content.end ? `${dates.long(content.day)}, ${dates.span(content.start, content.end)}` : dates.long(content.day)]);
  if (content.place) facts.push([t('where'), content.place]);
  if (content.goal) facts.push([t('goal'), content.goal]);
  return facts;
}

export const versionLine = ({ version, at }: Pick<Report, 'version' | 'at'>, language: Language): string =>
  speak(reportWords, language)('version', { version: String(version), day: datesIn(language).date(at) });

/** Owner and date of an action as they were; no owner where no name may stand. */
export function actionLine({ owner, dueOn }: ReportOutcome, confidentiality: ReportContent['confidentiality'], language: Language): string {
  const t = speak(reportWords, language);
  const day = dueOn ? `${t('due')}: ${datesIn(language).date(dueOn)}` : t('noDay');
  return confidentiality === 'CHATHAM_HOUSE' ? day : `${t('owner')}: ${owner ?? t('nobody')}. ${day}`;
}
