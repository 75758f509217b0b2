import type { AuditRow } from '@kenniskamer/shared/audit';
import { Day } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { DayField } from '../../ui/day-field';
import { EmptyState } from '../../ui/empty-state';
import { Tools } from '../../ui/filter';
import { Page, PageHead } from '../../ui/page';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { auditKinds, auditWords } from './audit.words';
import { auditQuery } from './people.queries';

const Kind = z.enum(auditKinds);
const Address = z.object({ kind: Kind.optional().catch(undefined), from: Day.optional().catch(undefined), until: Day.optional().catch(undefined) });
const ANY = 'any';

/** Who did what, when, newest first. */
export function AuditPage() {
  const t = useWords(auditWords);
  const a = useWords(administrationWords);
  const [filter, change] = useFilter(Address);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(auditQuery(filter));
  const rows = data.pages.flatMap(({ items }) => items);
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      <AdministrationNav />
      <Tools>
        <Select
          label={t('kind')}
          choices={[{ id: ANY, label: t('anyKind') }, ...auditKinds.map((id) => ({ id, label: t(`kind.${id}`) }))]}
          value={filter.kind ?? ANY}
          onChange={(kind) => change({ kind: Kind.safeParse(kind).data })}
        />
        <DayField label={t('from')} value={filter.from ?? null} onChange={(from) => change({ from: from ?? undefined })} />
        <DayField label={t('until')} value={filter.until ?? null} onChange={(until) => change({ until: until ?? undefined })} />
      </Tools>
      {rows.length === 0 ? (
        <EmptyState level="h2" title={t('nothing')}>
          {t('nothingHelp')}
        </EmptyState>
      ) : (
        <AuditTable rows={rows} />
      )}
      {hasNextPage && (
        <p className="kk-row">
          <Button small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {a('more')}
          </Button>
        </p>
      )}
    </Page>
  );
}

function AuditTable({ rows }: { rows: AuditRow[] }) {
  const t = useWords(auditWords);
  const dates = useDates();
  const act = ({ act: done }: AuditRow) => t(`act.${done}`);
  const changes = ({ changes: all }: AuditRow) =>
    all.length > 0 && (
      <ul className="kk-changes">
        {all.map(({ field, from, to }) => (
          <li key={field}>{from === null ? `${field}: ${to ?? t('empty')}` : t('change', { field, from, to: to ?? t('empty') })}</li>
        ))}
      </ul>
    );
  return (
    <Table
      caption={t('title')}
      dense
      items={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'act', head: t('act'), as: 'main', cell: act },
        { id: 'when', head: t('when'), cell: ({ at }) => `${dates.inTable(at)} ${dates.clock(at)}` },
        { id: 'who', head: t('who'), cell: ({ actor }) => actor?.name ?? <span className="kk-meta">{t('system')}</span> },
        { id: 'thing', head: t('thing'), cell: ({ thing }) => thing },
        { id: 'changes', head: t('changes'), as: 'full', cell: changes },
      ]}
    />
  );
}
