import { TraceKind, type TraceCheck, type TraceSession } from '@kenniskamer/shared/trace';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { FailureNote } from '../../ui/failure-note';
import { Page, PageHead } from '../../ui/page';
import { Table } from '../../ui/table';
import { AdministrationNav } from '../people/administration-nav';
import { administrationWords } from '../people/administration.words';
import { traceSessionsQuery, useTraceChecks } from './traces.queries';
import { tracesWords } from './traces.words';

/** Whether what is stored of Chatham House sessions tells of nobody. */
export function TracesPage() {
  const t = useWords(tracesWords);
  const a = useWords(administrationWords);
  const dates = useDates();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(traceSessionsQuery());
  const { checks, walked, one, all } = useTraceChecks();
  const sessions = data.pages.flatMap(({ items }) => items);
  const title = ({ id, title: name }: TraceSession) => (
    <Link to="/sessions/$id/report" params={{ id }}>
      {name}
    </Link>
  );
  const result = ({ id }: TraceSession) => {
    const check = checks[id];
    return check ? <Result check={check} /> : <span className="kk-meta">{t('notYet')}</span>;
  };
  const press = ({ id, title: name }: TraceSession) => (
    <Button small aria-label={t('checkNamed', { title: name })} isPending={all.isPending || (one.isPending && one.variables === id)} onPress={() => one.mutate(id)}>
      {t('check')}
    </Button>
  );
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      <AdministrationNav />
      {sessions.length === 0 ? (
        <EmptyState level="h2" title={t('nothing')}>
          {t('nothingHelp')}
        </EmptyState>
      ) : (
        <div className="kk-stack">
          <p className="kk-meta">{t('outside')}</p>
          <p className="kk-row">
            <Button kind="primary" isPending={all.isPending} onPress={() => all.mutate()}>
              {t('checkAll')}
            </Button>
            <span role="status">{all.isPending ? t('busy', { n: walked.length }) : all.isSuccess && <Summary walked={walked} />}</span>
          </p>
          <FailureNote error={all.error ?? one.error} />
          <Table
            caption={t('title')}
            items={sessions}
            keyOf={({ id }) => id}
            stateOf={({ id }) => ((checks[id]?.total ?? 0) > 0 ? 'asks' : undefined)}
            columns={[
              { id: 'session', head: t('session'), as: 'main', cell: title },
              { id: 'when', head: t('when'), cell: ({ startsAt }) => startsAt && dates.inTable(startsAt) },
              { id: 'result', head: t('result'), as: 'full', cell: result },
              { id: 'check', head: <span className="kk-unseen">{t('check')}</span>, as: 'num', cell: press },
            ]}
          />
          {hasNextPage && (
            <p className="kk-row">
              <Button small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                {a('more')}
              </Button>
            </p>
          )}
        </div>
      )}
    </Page>
  );
}

function Summary({ walked }: { walked: TraceCheck[] }) {
  const t = useWords(tracesWords);
  const found = walked.filter(({ total }) => total > 0).length;
  return (
    <>
      {t('done', { n: walked.length })} {found === 0 ? t('allClean') : t('someFound', { n: found })}
    </>
  );
}

function Result({ check }: { check: TraceCheck }) {
  const t = useWords(tracesWords);
  const dates = useDates();
  const { lines, since } = check.log;
  const found = check.places.flatMap(({ place, counts }) => {
    const kinds = TraceKind.options.filter((kind) => counts[kind] > 0).map((kind) => t(`kind.${kind}`, { n: counts[kind] }));
    return kinds.length > 0 ? [{ place, counts: kinds.join(', ') }] : [];
  });
  return (
    <div className="kk-stack">
      <Badge tone={check.total === 0 ? 'ok' : 'late'}>{check.total === 0 ? t('clean') : t('found', { n: check.total })}</Badge>
      {found.length > 0 && (
        <ul className="kk-changes">
          {found.map(({ place, counts }) => (
            <li key={place}>{t('line', { place: t(`place.${place}`), counts })}</li>
          ))}
        </ul>
      )}
      <p className="kk-meta">
        {t('at', { time: dates.clock(check.at) })} {since ? t('logSince', { n: lines, since: `${dates.inTable(since)} ${dates.clock(since)}` }) : t('log', { n: lines })}
      </p>
    </div>
  );
}
