import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Page, PageHead } from '../../ui/page';
import { TextField } from '../../ui/text-field';
import { questionQuery } from '../agenda/agenda.queries';
import { usePlanning } from './sessions.queries';
import { sessionsWords } from './sessions.words';

/** A draft begins with a title. `?question=A1.3` begins it about that question. */
export function NewSessionPage() {
  const t = useWords(sessionsWords);
  const navigate = useNavigate();
  const planning = usePlanning();
  const { question: code } = useSearch({ from: '/signed-in/sessions/new' });
  const question = useQuery({ ...questionQuery(code ?? ''), enabled: code !== undefined });
  const form = useFailureForm({
    start: { title: '' },
    save: async ({ title }) => {
      const session = await planning.mutateAsync({ title, questionIds: question.data ? [question.data.id] : [] });
      await navigate({ to: '/sessions/$id/plan', params: { id: session.id }, replace: true });
    },
  });
  return (
    <Page narrow>
      <PageHead title={t('newTitle')} lead={t('newLead')} />
      <Form form={form}>
        {question.data && (
          <p className="kk-row">
            <CodeChip code={question.data.code} />
            <span lang="nl">{question.data.title ?? question.data.text}</span>
          </p>
        )}
        <TextField label={t('name')} hint={t('nameHint')} {...form.field('title')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" isPending={form.isPending}>
            {t('begin')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}
