import type { AgendaTheme } from '@kenniskamer/shared/agenda';
import { AnswerState } from '@kenniskamer/shared/question';
import { useWords } from '../../platform/language';
import { AnswerCircle } from '../../ui/answer-state';
import { agendaWords } from './agenda.words';
import './agenda.css';

/** How many deelvragen are open, deels and beantwoord. */
export function AgendaTally({ themes }: { themes: readonly AgendaTheme[] }) {
  const t = useWords(agendaWords);
  const subs = themes.flatMap((theme) => theme.questions.flatMap((core) => core.subquestions));
  return (
    <ul className="kk-tally" aria-label={t('tally')}>
      {AnswerState.options.map((state) => (
        <li key={state}>
          <AnswerCircle state={state} />
          <b>{subs.filter((sub) => sub.answer === state).length}</b>
          <span>{t(`tally.${state}`)}</span>
        </li>
      ))}
    </ul>
  );
}
