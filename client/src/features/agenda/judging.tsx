import { AnswerState, NewJudgement, type Question } from '@kenniskamer/shared/question';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { markWords } from '../../ui/marks.words';
import { RadioGroup } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { useJudging } from './agenda.queries';
import { questionWords } from './question.words';

/** A coordinator's judgement, with its reason. It is added; the one before stays in the history. */
export function Judging({ question, onDone }: { question: Question; onDone: () => void }) {
  const t = useWords(questionWords);
  const marks = useWords(markWords);
  const judging = useJudging(question.code);
  const start: { state: AnswerState | null; reason: string } = { state: question.answer, reason: question.judgement?.reason ?? '' };
  const form = useFailureForm({
    start,
    schema: NewJudgement,
    save: async ({ state, reason }) => {
      if (!state) return;
      await judging.mutateAsync({ state, reason });
      toast(t('kept', { code: question.code }));
      onDone();
    },
  });
  return (
    <Form form={form} label={t('judge')}>
      <RadioGroup
        label={t('state')}
        choices={AnswerState.options.map((state) => ({ id: state, label: marks(`answer.${state}`), hint: t(`state.${state}`) }))}
        {...form.field('state')}
      />
      <TextField label={t('reason')} hint={t('reasonHint')} lines={4} {...form.field('reason')} />
      <div className="kk-form__buttons">
        <Button kind="primary" type="submit" isPending={form.isPending}>
          {t('keep')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('stop')}
        </Button>
      </div>
    </Form>
  );
}
