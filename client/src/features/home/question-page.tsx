import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Columns, Page, Section } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { useLiveAgenda } from '../agenda/agenda.live';
import { questionQuery } from '../agenda/agenda.queries';
import { AnswerPanel } from '../agenda/answer-panel';
import { SubQuestion } from '../agenda/core-question';
import { QuestionUnits } from '../agenda/question-units';
import { questionWords } from '../agenda/question.words';
import { Wording } from '../agenda/wording';
import { QuestionActions } from './question-actions';
import { QuestionOutcomes } from './question-outcomes';
import { QuestionSessions } from './question-sessions';
import './home.css';

/** One question: its words, what we know and who judged that, and all that was done about it. */
export function QuestionPage() {
  const { code = '' } = useParams({ strict: false });
  const { data: question } = useSuspenseQuery(questionQuery(code));
  useLiveAgenda();
  const t = useWords(questionWords);
  return (
    <Page>
      <Wording question={question} />
      <AnswerPanel key={question.code} question={question} />
      <Columns
        aside={
          <>
            <Panel lines={3}>
              <QuestionSessions questionId={question.id} code={question.code} />
            </Panel>
            <Section title={t('who')}>
              <QuestionUnits question={question} />
            </Section>
          </>
        }
      >
        <Panel lines={4}>
          <QuestionOutcomes code={question.code} />
        </Panel>
        <Panel lines={3}>
          <QuestionActions code={question.code} />
        </Panel>
        {question.context && (
          <Section title={t('context')}>
            <p className="kk-prose" lang="nl">
              {question.context}
            </p>
          </Section>
        )}
        {question.subquestions.length > 0 && (
          <Section title={t('subs')}>
            <ul className="kk-subs kk-subs--flush">
              {question.subquestions.map((sub) => (
                <SubQuestion key={sub.id} question={sub} />
              ))}
            </ul>
          </Section>
        )}
      </Columns>
    </Page>
  );
}
