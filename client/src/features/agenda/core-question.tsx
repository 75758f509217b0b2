import type { AgendaQuestion } from '@kenniskamer/shared/agenda';
import type { QuestionItem } from '@kenniskamer/shared/question';
import { Link } from '@tanstack/react-router';
import type { QuestionWork } from '@kenniskamer/shared/home';
import { ChevronRight } from 'lucide-react';
import { useWords } from '../../platform/language';
import { AnswerCircle } from '../../ui/answer-state';
import { Badge } from '../../ui/badge';
import { CodeChip } from '../../ui/code-chip';
import { markWords } from '../../ui/marks.words';
import { agendaWords } from './agenda.words';
import { CoreWork, SubWork } from './question-work';
import './agenda.css';

/** By question; undefined while it is read. */
type Works = ReadonlyMap<string, QuestionWork> | undefined;

interface CoreQuestionProps {
  core: AgendaQuestion;
  work: Works;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** A kernvraag with its deelvragen folded in it. The agenda's text is Dutch in every language of the page. */
export function CoreQuestion({ core, work, isOpen, onToggle }: CoreQuestionProps) {
  const t = useWords(agendaWords);
  const count = (state: QuestionItem['answer']) => core.subquestions.filter((sub) => sub.answer === state).length;
  return (
    <details className="kk-core" open={isOpen} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>
        <ChevronRight className="kk-icon" />
        <span className="kk-core__text" lang="nl">
          <b>
            {core.code} {core.title}
          </b>
          <span>{core.text}</span>
        </span>
        <span className="kk-core__counts">
          <span className="kk-pips" role="img" aria-label={t('pips', { open: count('OPEN'), partly: count('PARTLY'), answered: count('ANSWERED') })}>
            {core.subquestions.map((sub) => (
              <AnswerCircle key={sub.id} state={sub.answer} />
            ))}
          </span>
          <CoreWork work={work?.get(core.id)} />
        </span>
      </summary>
      <ul className="kk-subs">
        <li>
          <span />
          <CodeChip code={core.code} />
          <Link className="kk-subs__text" to="/questions/$code" params={{ code: core.code }}>
            {t('toQuestion', { code: core.code })}
          </Link>
        </li>
        {core.subquestions.map((sub) => (
          <SubQuestion key={sub.id} question={sub} work={work?.get(sub.id)} />
        ))}
      </ul>
    </details>
  );
}

export function SubQuestion({ question, work }: { question: QuestionItem; work?: QuestionWork }) {
  const t = useWords(agendaWords);
  const marks = useWords(markWords);
  return (
    <li>
      <span>
        <AnswerCircle state={question.answer} />
        <span className="kk-unseen">{marks(`answer.${question.answer}`)}</span>
      </span>
      <CodeChip code={question.code} />
      <Link className="kk-subs__text" lang="nl" to="/questions/$code" params={{ code: question.code }}>
        {question.text}
      </Link>
      {(question.caribbean || work) && (
        <span className="kk-meta">
          {question.caribbean && <Badge>{t('badgeCaribbean')}</Badge>} {work && <SubWork work={work} />}
        </span>
      )}
    </li>
  );
}
