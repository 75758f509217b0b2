import type { AgendaPreview, Match, Settlement } from '@kenniskamer/shared/agenda';
import type { Choices, Doubt } from '@kenniskamer/shared/agenda-text';
import type { ReactNode } from 'react';
import { DoubtCard } from './doubt-card';
import { MatchNote } from './match-note';
import { WordedTree } from './worded-tree';

interface PreviewTreeProps {
  preview: AgendaPreview;
  choices: Choices;
  settlements: Record<string, Settlement>;
  onChoose: (key: string, choice: number) => void;
  onSettle: (code: string, settlement: Settlement) => void;
}

/** The found tree, with each doubt and each difference under the question it is about. */
export function PreviewTree({ preview, choices, settlements, onChoose, onSettle }: PreviewTreeProps) {
  const matches = new Map(preview.matches.map((match): [string, Match] => [match.code, match]));
  const byCode = Map.groupBy(preview.doubts, ({ code }) => code);
  const card = (doubt: Doubt) => <DoubtCard key={doubt.key} doubt={doubt} choice={choices[doubt.key]} onChoose={(choice) => onChoose(doubt.key, choice)} />;
  const under = (code: string): ReactNode => {
    const match = matches.get(code);
    return (
      <>
        {match && match.kind !== 'SAME' && <MatchNote match={match} settlement={settlements[code]} onSettle={(settlement) => onSettle(code, settlement)} />}
        {byCode.get(code)?.map(card)}
      </>
    );
  };
  const codes = new Set(preview.agenda.themes.flatMap((theme) => [theme.code, ...theme.questions.flatMap((core) => [core.code, ...core.subquestions.map((sub) => sub.code)])]));
  return (
    <>
      {preview.doubts.filter(({ code }) => code === null || !codes.has(code)).map(card)}
      <WordedTree themes={preview.agenda.themes} under={under} />
    </>
  );
}
