import { Language } from '@kenniskamer/shared/basics';
import { NewExternal } from '@kenniskamer/shared/invitation';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { RadioGroup } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { audienceWords } from './audience.words';
import { useAddExternal } from './invitations.queries';

interface ExternalValues {
  name: string;
  email: string;
  organisation: string;
  language: Language | null;
}

/** Somebody whom we do not know yet. An address that already is a person's becomes that person. */
export function AudienceExternal({ sessionId, email, onDone }: { sessionId: string; email: string; onDone: () => void }) {
  const t = useWords(audienceWords);
  const adding = useAddExternal(sessionId);
  const start: ExternalValues = { name: '', email, organisation: '', language: 'nl' };
  const form = useFailureForm({
    start,
    schema: NewExternal,
    save: async ({ organisation, language, ...rest }) => {
      await adding.mutateAsync({ ...rest, organisation: organisation.trim() || null, language: language ?? undefined });
      onDone();
    },
  });
  return (
    <div className="kk-inset">
      <Form form={form} label={t('external')}>
        <TextField label={t('name')} {...form.field('name')} />
        <TextField type="email" label={t('email')} {...form.field('email')} />
        <TextField label={t('organisation')} optional {...form.field('organisation')} />
        <RadioGroup label={t('language')} across choices={Language.options.map((language) => ({ id: language, label: t(language) }))} {...form.field('language')} />
        <div className="kk-form__buttons">
          <Button type="submit" isPending={form.isPending}>
            {t('add')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('stop')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
