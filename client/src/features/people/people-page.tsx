import { Level, Role } from '@kenniskamer/shared/level';
import { PeopleFilter, type PersonRow } from '@kenniskamer/shared/person';
import { Id } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Segments, Tools } from '../../ui/filter';
import { LinkButton } from '../../ui/link-button';
import { Page, PageHead } from '../../ui/page';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table';
import { TextField } from '../../ui/text-field';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { peopleQuery } from './people.queries';
import { peopleWords } from './people.words';
import { UnitSelect } from './unit-select';

const Address = z.object({
  q: z.string().max(100).optional().catch(undefined),
  unitId: Id.optional().catch(undefined),
  level: Level.optional().catch(undefined),
  role: Role.optional().catch(undefined),
  state: PeopleFilter.shape.state.catch('PRESENT'),
});
const ANY = 'any';

/** Everybody known here: found, and opened to change. */
export function PeoplePage() {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const [address, change] = useFilter(Address);
  // While the next letters are looked up, the list of the last ones stays.
  const filter = useDeferredValue(address);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(peopleQuery(filter));
  const rows = data.pages.flatMap(({ items }) => items);
  const total = data.pages[0]?.total ?? 0;
  return (
    <Page>
      <PageHead
        title={t('title')}
        lead={filter.state === 'LEFT' ? `${t('count', { n: total })} ${t('gone')}` : t('count', { n: total })}
        actions={
          <LinkButton kind="primary" icon={UserPlus} to="/administration/people/new">
            {t('add')}
          </LinkButton>
        }
      />
      <AdministrationNav />
      <Tools>
        <div className="kk-people-search">
          <TextField type="search" label={t('search')} value={address.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        </div>
        <UnitSelect inline label={t('unit')} none={t('anyUnit')} value={address.unitId ?? null} onChange={(unitId) => change({ unitId: unitId ?? undefined })} />
        <Select
          inline
          label={t('level')}
          choices={[{ id: ANY, label: t('anyLevel') }, ...Level.options.map((id) => ({ id, label: a(`level.${id}`) }))]}
          value={address.level ?? ANY}
          onChange={(level) => change({ level: Level.safeParse(level).data })}
        />
        <Select
          inline
          label={t('role')}
          choices={[{ id: ANY, label: t('anyRole') }, ...Role.options.map((id) => ({ id, label: a(`role.${id}`) }))]}
          value={address.role ?? ANY}
          onChange={(role) => change({ role: Role.safeParse(role).data })}
        />
        <Segments label={t('state')} choices={[{ id: 'PRESENT', label: t('PRESENT') }, { id: 'LEFT', label: t('LEFT') }]} value={address.state} onChange={(state) => change({ state })} />
      </Tools>
      {rows.length === 0 ? (
        <EmptyState level="h2" title={t('nobody')}>
          {t('nobodyHelp')}
        </EmptyState>
      ) : (
        <PeopleTable rows={rows} />
      )}
      {rows.length > 0 && (
        <p className="kk-meta kk-row" role="status">
          {a('shown', { shown: rows.length, all: total })}
          {hasNextPage && (
            <Button small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {a('more')}
            </Button>
          )}
        </p>
      )}
    </Page>
  );
}

function PeopleTable({ rows }: { rows: PersonRow[] }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const name = ({ id, name: called }: PersonRow) => (
    <Link to="/administration/people/$id" params={{ id }}>
      {called}
    </Link>
  );
  const position = ({ positions }: PersonRow) => positions.map(({ title, level }) => (level ? `${title} (${a(`level.${level}`)})` : title)).join(', ');
  return (
    <Table
      caption={t('title')}
      dense
      items={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', head: t('name'), as: 'main', cell: name },
        { id: 'email', head: t('email'), cell: ({ email }) => email },
        { id: 'unit', head: t('unit'), cell: ({ unit, organisation }) => unit?.name ?? organisation },
        { id: 'position', head: t('position'), cell: position },
        { id: 'roles', head: t('roles'), cell: ({ roles }) => roles.map((role) => a(`role.${role}`)).join(', ') },
      ]}
    />
  );
}
