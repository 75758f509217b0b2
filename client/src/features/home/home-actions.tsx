import type { Whose } from '@kenniskamer/shared/action';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Section } from '../../ui/page';
import { ActionTable } from '../actions/action-table';
import { actionsQuery } from '../actions/actions.queries';
import { homeWords } from './home.words';

/** The first actions: overdue first, then without owner. The rest stands in the list. */
export function HomeActions({ whose }: { whose: Exclude<Whose, 'ALL'> }) {
  const t = useWords(homeWords);
  const { data } = useSuspenseInfiniteQuery(actionsQuery({ whose, state: 'TO_DO' }));
  const rows = (data.pages[0]?.items ?? []).slice(0, 8);
  const title = t(whose === 'FOLLOWED' ? 'followed' : 'mine');
  return (
    <Section
      title={title}
      more={
        <Link to="/actions" search={{ whose }}>
          {t('allActions')}
        </Link>
      }
    >
      {rows.length === 0 ? <p className="kk-meta">{t(whose === 'FOLLOWED' ? 'noFollowed' : 'noMine')}</p> : <ActionTable caption={title} actions={rows} />}
    </Section>
  );
}
