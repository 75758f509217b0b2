import type { Settlement } from '@kenniskamer/shared/agenda';
import type { Choices, FoundAgenda } from '@kenniskamer/shared/agenda-text';
import { Failure } from '@kenniskamer/shared/failure';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Section } from '../../ui/page';
import { Select } from '../../ui/select';
import { toast } from '../../ui/toast';
import { agendaQuery } from './agenda.queries';
import { editionsQuery, useDrafting } from './editions.queries';
import { editionsWords } from './editions.words';

interface DraftFormProps {
  content: string;
  choices: Choices;
  settlements: Record<string, Settlement>;
  period: FoundAgenda['period'];
  /** How much there is still to decide. */
  open: number;
}

/** For which year, and keep it. */
export function DraftForm({ content, choices, settlements, period, open }: DraftFormProps) {
  const t = useWords(editionsWords);
  const go = useNavigate();
  const drafting = useDrafting();
  const { data: agenda } = useSuspenseQuery(agendaQuery());
  const { data: editions } = useSuspenseQuery(editionsQuery());
  const { from, to } = period ?? agenda.period;
  const years = Array.from({ length: Math.min(to - from + 1, 100) }, (_, at) => String(from + at));
  const taken = new Set(editions.items.map(({ year }) => String(year)));
  const start: { year: string | null } = { year: years.find((year) => !taken.has(year) && Number(year) > agenda.edition.year) ?? null };
  const form = useFailureForm({
    start,
    save: async ({ year }) => {
      if (!year) throw Failure.at(['year'], 'REQUIRED');
      const edition = await drafting.mutateAsync({ content, choices, settlements, year: Number(year) });
      toast(t('draftKept', { year }));
      await go({ to: '/administration/agenda/$id', params: { id: edition.id } });
    },
  });
  return (
    <Section title={t('keepTitle')}>
      <Form form={form} label={t('keepTitle')}>
        <p className="kk-meta">{t('keepLead')}</p>
        <Select label={t('forYear')} choices={years.map((year) => ({ id: year, label: year }))} {...form.field('year')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" isPending={form.isPending} notYet={open > 0 && t('notYet', { n: open })}>
            {t('keepDraft')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
