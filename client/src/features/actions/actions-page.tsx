import { ActionGroup, type ActionFilter, type ActionOverview, type Whose } from '@kenniskamer/shared/action';
import { ActionSearch } from '@kenniskamer/shared/page-search';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { capital, inWords } from '../../platform/numbers';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Page, PageHead, Section } from '../../ui/page';
import { useMe, type Me } from '../people/me.queries';
import { ActionFilters, ClearFilters } from './action-filters';
import { ActionTable } from './action-table';
import { useLiveDesk } from './actions.live';
import { actionsQuery, overviewQuery } from './actions.queries';
import { actionsWords } from './actions.words';

/** Who coordinates sees first what they follow; who organises all that they may see; anybody else what is theirs. */
const firstOf = (me: Me): Whose => (me.isCoordinator ? 'FOLLOWED' : me.isOrganiser ? 'ALL' : 'MINE');

export function ActionsPage() {
  const t = useWords(actionsWords);
  const me = useMe();
  useLiveDesk();
  const [address, change] = useFilter(ActionSearch);
  const chosen: ActionFilter = { ...address, whose: address.whose ?? firstOf(me) };
  // The list that was there stays until the next one is: the filters keep their place and their focus.
  const filter = JSON.parse(useDeferredValue(JSON.stringify(chosen))) as ActionFilter;
  const { data: overview } = useSuspenseQuery(overviewQuery(filter));
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(actionsQuery(filter));
  const rows = data.pages.flatMap(({ items }) => items);
  const all = ActionGroup.options.reduce((sum, group) => sum + overview.groups[group], 0);
  const isFiltered = Boolean(filter.question || filter.owner || filter.unit || filter.overdue) || filter.state !== 'TO_DO';
  return (
    <Page>
      <PageHead title={t('title')} lead={<Lead overview={overview} filter={filter} />} />
      <ActionFilters filter={chosen} overview={overview} change={change} />
      {rows.length === 0 && (
        <EmptyState level="h2" title={t('emptyTitle')} action={isFiltered && <ClearFilters change={change} />}>
          {t(isFiltered ? 'emptyFiltered' : 'empty')}
        </EmptyState>
      )}
      {ActionGroup.options.map((group) => {
        const some = rows.filter((row) => row.group === group);
        return (
          some.length > 0 && (
            <Section key={group} title={t(`group.${group}`)} more={overview.groups[group]}>
              <ActionTable caption={t('caption', { group: t(`group.${group}`) })} actions={some} />
            </Section>
          )
        );
      })}
      {rows.length > 0 && (
        <p className="kk-meta kk-row kk-action-more" role="status">
          {t('shown', { shown: rows.length, all })}
          {hasNextPage && (
            <Button small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </p>
      )}
    </Page>
  );
}

/** What is late, who has no owner: in words, with the number. */
function Lead({ overview, filter }: { overview: ActionOverview; filter: ActionFilter }) {
  const t = useWords(actionsWords);
  const { language } = useLanguage();
  const { OVERDUE, WITHOUT_OWNER } = overview.groups;
  const word = (n: number) => inWords(n, language);
  const late = OVERDUE === 0 ? t('noneLate') : capital(t('late', { n: OVERDUE, count: word(OVERDUE) }));
  const nobody = WITHOUT_OWNER === 0 ? t('allOwned') : t('nobody', { n: WITHOUT_OWNER, count: word(WITHOUT_OWNER) });
  const n = overview.whose[filter.whose] ?? 0;
  const key = filter.whose === 'FOLLOWED' ? 'follows' : filter.whose === 'MINE' ? 'mineCount' : 'allCount';
  const sum = t(key, { n, count: word(n) });
  if (n === 0) return sum;
  return (
    <>
      <b>{t('lateAndNobody', { late, nobody })}</b> {sum}
    </>
  );
}
