import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { OutcomeMark } from '../../ui/outcome-mark';
import { Section } from '../../ui/page';
import { ActionTable } from '../actions/action-table';
import { actionsQuery, overviewQuery } from '../actions/actions.queries';
import { partsWords } from './question-parts.words';

/** Open actions, and at a press those that are closed. */
export function QuestionActions({ code }: { code: string }) {
  const t = useWords(partsWords);
  const [all, showAll] = useState(false);
  const filter = { whose: 'ALL', question: code, state: 'ALL' } as const;
  const { data: overview } = useSuspenseQuery(overviewQuery(filter));
  const list = useSuspenseInfiniteQuery(actionsQuery(filter));
  const rows = list.data.pages.flatMap(({ items }) => items);
  const { CLOSED, ...open } = overview.groups;
  const openCount = Object.values(open).reduce((sum, n) => sum + n, 0);
  const openRows = rows.filter(({ group }) => group !== 'CLOSED');
  const closedRows = rows.filter(({ group }) => group === 'CLOSED');
  return (
    <Section title={t('actions')} more={openCount + CLOSED > 0 && <span className="kk-row"><OutcomeMark kind="ACTION" /> {t('actionsCount', { open: openCount, closed: CLOSED })}</span>}>
      {openCount + CLOSED === 0 && <p className="kk-meta">{t('noActions')}</p>}
      {openRows.length > 0 && <ActionTable brief caption={t('openCaption')} actions={openRows} />}
      {CLOSED > 0 && !all && (
        <p>
          <Button small kind="quiet" onPress={() => showAll(true)}>
            {t('showClosed', { n: CLOSED })}
          </Button>
        </p>
      )}
      {all && closedRows.length > 0 && <ActionTable brief caption={t('closedCaption')} actions={closedRows} />}
      {list.hasNextPage && (
        <Button small isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  );
}
