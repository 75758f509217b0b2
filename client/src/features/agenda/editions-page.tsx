import type { Edition } from '@kenniskamer/shared/agenda';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { LinkButton } from '../../ui/link-button';
import { Page, PageHead } from '../../ui/page';
import { Table } from '../../ui/table';
import { AdministrationNav } from '../people/administration-nav';
import { editionsQuery } from './editions.queries';
import { editionsWords } from './editions.words';

/** All editions, drafts too: for administrators. */
export function EditionsPage() {
  const t = useWords(editionsWords);
  const dates = useDates();
  const { data } = useSuspenseQuery(editionsQuery());
  const name = (edition: Edition) => (
    <Link to="/administration/agenda/$id" params={{ id: edition.id }}>
      {t('openEdition', { year: String(edition.year) })}
    </Link>
  );
  const adoptedOn = (edition: Edition) => {
    if (edition.state === 'DRAFT') return '';
    return edition.adoptedOn ? dates.date(edition.adoptedOn) : t('unknownDate');
  };
  return (
    <Page>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={
          <LinkButton kind="primary" to="/administration/agenda/new">
            {t('read')}
          </LinkButton>
        }
      />
      <AdministrationNav />
      <Table
        caption={t('title')}
        items={data.items}
        keyOf={(edition) => edition.id}
        columns={[
          { id: 'year', head: t('year'), as: 'main', cell: name },
          { id: 'state', head: t('state'), cell: (edition) => t(`state.${edition.state}`) },
          { id: 'on', head: t('adoptedOn'), cell: adoptedOn },
          { id: 'current', head: <span className="kk-unseen">{t('current')}</span>, cell: (edition) => edition.current && <Badge tone="brand">{t('current')}</Badge> },
        ]}
      />
    </Page>
  );
}
