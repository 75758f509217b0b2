import { Failure } from '@kenniskamer/shared/failure';
import type { Holding, PersonDetails } from '@kenniskamer/shared/person';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { DayField } from '../../ui/day-field';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Section } from '../../ui/page';
import { Select } from '../../ui/select';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { administrationWords } from './administration.words';
import { positionsQuery, useEndHolding, useGiveHolding } from './people.queries';
import { peopleWords } from './people.words';
import { UnitSelect } from './unit-select';

/** The positions somebody holds and held, and a form for another. */
export function PersonPositions({ person }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  return (
    <Section title={t('positions')}>
      {person.holdings.length === 0 && <p>{t('noPositions')}</p>}
      <ul className="kk-people-list">
        {person.holdings.map((holding) => (
          <HoldingRow key={holding.id} personId={person.id} holding={holding} />
        ))}
      </ul>
      <NewHoldingForm person={person} />
    </Section>
  );
}

function HoldingRow({ personId, holding: { id, position, fromOn, untilOn, current } }: { personId: string; holding: Holding }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const dates = useDates();
  const end = useEndHolding(personId);
  const onError = useTellFailure();
  const { title, level, unit } = position;
  const about = [unit.name, level && a(`level.${level}`), fromOn && t('since', { day: dates.date(fromOn) }), untilOn && t('until', { day: dates.date(untilOn) })];
  return (
    <li>
      <span>
        {title} <span className="kk-meta">{about.filter(Boolean).join(' · ')}</span>
      </span>
      {current && (
        <Button small isPending={end.isPending} aria-label={t('endPositionNamed', { title })} onPress={() => end.mutate(id, { onSuccess: () => toast(t('endedPosition', { title })), onError })}>
          {t('endPosition')}
        </Button>
      )}
    </li>
  );
}

function NewHoldingForm({ person: { id, name, unit } }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const give = useGiveHolding(id);
  const form = useFailureForm<{ unitId: string | null; positionId: string | null; fromOn: string | null }>({
    start: { unitId: unit?.id ?? null, positionId: null, fromOn: null },
    save: async ({ positionId, fromOn }) => {
      if (positionId === null) throw Failure.at(['positionId'], 'REQUIRED');
      const { holdings } = await give.mutateAsync({ positionId, fromOn });
      toast(t('given', { name, title: holdings.find(({ position }) => position.id === positionId)?.position.title ?? '' }));
    },
  });
  const { unitId } = form.values;
  const { data } = useQuery({ ...positionsQuery(unitId ?? undefined), enabled: unitId !== null });
  const choices = (data?.items ?? []).map(({ id: positionId, title, level }) => ({ id: positionId, label: title, hint: level ? a(`level.${level}`) : '' }));
  return (
    <Form form={form} label={t('givePosition')}>
      <h3>{t('givePosition')}</h3>
      <UnitSelect label={t('unit')} {...form.field('unitId')} />
      {unitId !== null && data && choices.length === 0 ? (
        <p>
          {t('noSuchPositions')} <Link to="/administration/positions">{t('toPositions')}</Link>
        </p>
      ) : (
        unitId !== null && <Select label={t('position')} choices={choices} {...form.field('positionId')} />
      )}
      <DayField label={t('from')} optional {...form.field('fromOn')} />
      <div className="kk-form__buttons">
        <Button type="submit" isPending={form.isPending}>
          {t('give')}
        </Button>
      </div>
    </Form>
  );
}
