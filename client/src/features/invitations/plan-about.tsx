import { useQueryClient } from '@tanstack/react-query';
import { search } from '@kenniskamer/shared/search';
import { X } from 'lucide-react';
import { call } from '../../platform/call';
import { useWords } from '../../platform/language';
import { CodeChip } from '../../ui/code-chip';
import { IconButton } from '../../ui/button';
import { markWords } from '../../ui/marks.words';
import { Rows } from '../../ui/page';
import { SearchPicker } from '../../ui/search-picker';
import { TextField } from '../../ui/text-field';
import { questionQuery } from '../agenda/agenda.queries';
import { PlanBlock } from './plan-block';
import type { PlanForm } from './plan-form';
import { planWords } from './plan.words';

async function findQuestions(q: string, signal: AbortSignal) {
  const { questions } = await call(search, { input: { q }, signal });
  return questions.map(({ code, title, text }) => ({ id: code, label: `${code} ${title ?? text}`, hint: title ? text : undefined }));
}

/** Title, goal, and the questions it is about. */
export function PlanAbout({ form }: { form: PlanForm }) {
  const t = useWords(planWords);
  const marks = useWords(markWords);
  const cache = useQueryClient();
  const questions = form.values.questionIds;
  const add = async (code: string) => {
    const { id, text, answer } = await cache.ensureQueryData(questionQuery(code));
    if (!questions.some((one) => one.id === id)) form.set('questionIds', [...questions, { id, code, text, state: answer }]);
  };
  return (
    <PlanBlock id="about" title={t('about')}>
      <TextField label={t('title')} {...form.field('title')} />
      <TextField label={t('goal')} hint={t('goalHint')} lines={3} {...form.field('goal')} />
      <div className="kk-field" role="group" aria-label={t('questions')} data-field="questionIds">
        {questions.length > 0 && (
          <div className="kk-lined">
            <Rows tight label={t('questions')}>
              {questions.map((question) => (
                <li key={question.id} className="kk-picked">
                  <CodeChip code={question.code} />
                  <span lang="nl">
                    {question.text} <span className="kk-meta">{marks(`answer.${question.state}`)}</span>
                  </span>
                  <IconButton
                    icon={X}
                    label={t('removeQuestion', { code: question.code })}
                    onPress={() => form.set('questionIds', questions.filter((one) => one.id !== question.id))}
                  />
                </li>
              ))}
            </Rows>
          </div>
        )}
        <SearchPicker label={t('addQuestion')} hint={t('addQuestionHint')} searches="questions" search={findQuestions} onPick={(choice) => choice && void add(choice.id)} error={form.errorAt('questionIds')} />
      </div>
    </PlanBlock>
  );
}
