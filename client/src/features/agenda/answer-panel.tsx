import { AnswerState, type Question } from '@kenniskamer/shared/question';
import { History } from 'lucide-react';
import { useId, useState } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { AnswerCircle } from '../../ui/answer-state';
import { Button } from '../../ui/button';
import { markWords } from '../../ui/marks.words';
import { Panel } from '../../ui/panel';
import { Judgements } from './judgements';
import { Judging } from './judging';
import { questionWords } from './question.words';
import './answer.css';

/** What we know now, who judged that and why; and the judging itself for who may. */
export function AnswerPanel({ question }: { question: Question }) {
  const t = useWords(questionWords);
  const marks = useWords(markWords);
  const dates = useDates();
  const heading = useId();
  const [isJudging, setJudging] = useState(false);
  const [showsEarlier, setShowsEarlier] = useState(false);
  const { judgement } = question;
  const earlier = question.judgementCount - 1;
  return (
    <section className="kk-answer" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{t('known')}</h2>
        <ol className="kk-answer__steps">
          {AnswerState.options.map((state) => (
            <li key={state} aria-current={state === question.answer ? 'step' : undefined}>
              <AnswerCircle state={state} />
              {marks(`answer.${state}`)}
            </li>
          ))}
        </ol>
      </div>
      <div>
        {isJudging ? (
          <Judging question={question} onDone={() => setJudging(false)} />
        ) : (
          <>
            <p className="kk-prose kk-reason">{judgement ? judgement.reason : t('notJudged')}</p>
            {judgement && <p className="kk-meta">{t('judgedBy', { name: judgement.by.name, date: dates.date(judgement.at) })}</p>}
            <div className="kk-row kk-answer__acts">
              {question.mayJudge && (
                <Button small onPress={() => setJudging(true)}>
                  {judgement ? t('judgeAgain') : t('judge')}
                </Button>
              )}
              {earlier > 0 && (
                <Button small kind="quiet" icon={History} aria-expanded={showsEarlier} onPress={() => setShowsEarlier(!showsEarlier)}>
                  {showsEarlier ? t('hideEarlier') : t('earlier', { n: earlier })}
                </Button>
              )}
            </div>
          </>
        )}
        {showsEarlier && !isJudging && (
          <Panel>
            <Judgements code={question.code} />
          </Panel>
        )}
      </div>
    </section>
  );
}
