import { useSuspenseQuery } from '@tanstack/react-query';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { AnswerState } from '../../ui/answer-state';
import { Rows } from '../../ui/page';
import { judgementsQuery } from './agenda.queries';
import { questionWords } from './question.words';

/** Earlier judgements, newest first; the present one stands above them already. */
export function Judgements({ code }: { code: string }) {
  const t = useWords(questionWords);
  const dates = useDates();
  const { data } = useSuspenseQuery(judgementsQuery(code));
  return (
    <Rows tight>
      {data.items.slice(1).map((judgement) => (
        <li key={judgement.id}>
          <AnswerState state={judgement.state} />
          <p className="kk-prose kk-reason">{judgement.reason}</p>
          <p className="kk-meta">{t('judgedBy', { name: judgement.by.name, date: dates.date(judgement.at) })}</p>
        </li>
      ))}
    </Rows>
  );
}
