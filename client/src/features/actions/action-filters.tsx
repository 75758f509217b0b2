import { ActionState, type ActionFilter, type ActionOverview, type Whose } from '@kenniskamer/shared/action';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { FilterChip, Segments, Tools } from '../../ui/filter';
import { Select } from '../../ui/select';
import { actionsWords } from './actions.words';

interface Props {
  filter: ActionFilter;
  overview: ActionOverview;
  change: (values: Partial<ActionFilter>) => void;
}

/** What is asked of the list, all of it in the address. */
export function ActionFilters({ filter, overview, change }: Props) {
  const t = useWords(actionsWords);
  const { FOLLOWED, MINE, ALL } = overview.whose;
  const whose: { id: Whose; n: number }[] = [
    ...(FOLLOWED === null ? [] : [{ id: 'FOLLOWED' as const, n: FOLLOWED }]),
    { id: 'MINE', n: MINE },
    { id: 'ALL', n: ALL },
  ];
  const any = { id: '' };
  return (
    <section aria-label={t('filters')}>
      <Tools>
        <Segments
          label={t('whose')}
          value={filter.whose}
          choices={whose.map(({ id, n }) => ({ id, label: t(`whose.${id}`, { n }) }))}
          onChange={(id) => change({ whose: id, question: undefined, owner: undefined, unit: undefined })}
        />
        <Select
          inline
          label={t('question')}
          value={filter.question ?? ''}
          choices={[{ ...any, label: t('allQuestions') }, ...overview.questions.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => change({ question: id || undefined })}
        />
        <Select
          inline
          label={t('owner')}
          value={filter.owner ?? ''}
          choices={[{ ...any, label: t('allOwners') }, { id: 'none', label: t('noOwner') }, ...overview.owners.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(id) => change({ owner: id || undefined })}
        />
        {overview.units.length > 0 && (
          <Select
            inline
            label={t('unit')}
            value={filter.unit ?? ''}
            choices={[{ ...any, label: t('allUnits') }, ...overview.units.map(({ id, name }) => ({ id, label: name }))]}
            onChange={(id) => change({ unit: id || undefined })}
          />
        )}
        <Select
          inline
          label={t('state')}
          value={filter.state}
          choices={[
            { id: 'TO_DO', label: t('filter.TO_DO') },
            ...ActionState.options.map((state) => ({ id: state, label: t(`state.${state}`) })),
            { id: 'ALL', label: t('filter.ALL') },
          ]}
          onChange={(id) => change({ state: (id ?? 'TO_DO') as ActionFilter['state'] })}
        />
        <FilterChip on={filter.overdue === true} onChange={(on) => change({ overdue: on || undefined })}>
          {t('onlyLate')}
        </FilterChip>
      </Tools>
    </section>
  );
}

export function ClearFilters({ change }: Pick<Props, 'change'>) {
  const t = useWords(actionsWords);
  return <Button onPress={() => change({ question: undefined, owner: undefined, unit: undefined, overdue: undefined, state: 'TO_DO' })}>{t('clear')}</Button>;
}
