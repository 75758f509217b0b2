import type { Agenda } from '@kenniskamer/shared/agenda';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { DayField } from '../../ui/day-field';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Page, PageHead, Section } from '../../ui/page';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { editionQuery, useAdopting, useDropping } from './editions.queries';
import { editionsWords } from './editions.words';
import { WordedTree } from './worded-tree';

/** One edition to read through; a draft can be adopted or deleted here. */
export function EditionPage() {
  const t = useWords(editionsWords);
  const dates = useDates();
  const { id = '' } = useParams({ strict: false });
  const { data } = useSuspenseQuery(editionQuery(id));
  const { edition } = data;
  const year = String(edition.year);
  const isDraft = edition.state === 'DRAFT';
  const adopted = edition.adoptedOn ? t('adoptedMeta', { date: dates.date(edition.adoptedOn) }) : t('adoptedMetaUnknown');
  return (
    <Page>
      <PageHead title={t(isDraft ? 'draftTitle' : 'adoptedTitle', { year })} lead={data.title} meta={isDraft ? null : adopted} />
      {isDraft && <Adopting agenda={data} />}
      <Section title={t('text')} titleUnseen>
        <WordedTree themes={data.themes} />
      </Section>
    </Page>
  );
}

function Adopting({ agenda: { edition } }: { agenda: Agenda }) {
  const t = useWords(editionsWords);
  const go = useNavigate();
  const tellFailure = useTellFailure();
  const adopting = useAdopting(edition.id);
  const dropping = useDropping(edition.id);
  const year = String(edition.year);
  const start: { adoptedOn: string | null } = { adoptedOn: null };
  const form = useFailureForm({
    start,
    save: async (values) => {
      await adopting.mutateAsync(values);
      toast(t('adopted', { year }));
    },
  });
  const drop = () =>
    dropping.mutate(undefined, {
      onError: tellFailure,
      onSuccess: () => {
        toast(t('dropped', { year }));
        void go({ to: '/administration/agenda' });
      },
    });
  return (
    <Section title={t('adoptTitle')}>
      <Form form={form} label={t('adoptTitle')}>
        <p>{t('adoptLead', { year })}</p>
        <DayField label={t('adoptDate')} hint={t('adoptDateHint')} optional {...form.field('adoptedOn')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" isPending={form.isPending}>
            {t('adopt', { year })}
          </Button>
        </div>
      </Form>
      <p className="kk-row">
        <span className="kk-meta">{t('dropLead')}</span>
        <Button kind="danger" small isPending={dropping.isPending} onPress={drop}>
          {t('drop')}
        </Button>
      </p>
    </Section>
  );
}
