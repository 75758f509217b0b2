import type { ListedKind, OutcomeOverview } from '@kenniskamer/shared/home';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useLanguage, useWords } from '../../platform/language';
import { inWords } from '../../platform/numbers';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { Rows, Section } from '../../ui/page';
import { outcomeOverviewQuery, outcomesQuery } from './home.queries';
import { partsWords } from './question-parts.words';

const kinds = ['DECISION', 'INSIGHT', 'WHITE_SPOT'] as const satisfies ListedKind[];

/** What sessions brought up, by kind. Actions have their own part. */
export function QuestionOutcomes({ code }: { code: string }) {
  const t = useWords(partsWords);
  const { language } = useLanguage();
  const { data, dataUpdatedAt } = useSuspenseQuery(outcomeOverviewQuery(code));
  const filled = kinds.filter((kind) => data.kinds[kind] > 0);
  if (filled.length === 0) {
    return (
      <Section title={t('outcomes')}>
        <EmptyState title={t('noOutcomes')}>{t('noOutcomesHelp')}</EmptyState>
      </Section>
    );
  }
  return (
    <Section title={t('outcomesFrom', { n: data.sessions, count: inWords(data.sessions, language) })}>
      {filled.map((kind) => (
        <OfKind key={kind} code={code} kind={kind} count={data.kinds[kind]} first={data.first[kind]} at={dataUpdatedAt} />
      ))}
    </Section>
  );
}

function OfKind({ code, kind, count, first, at }: { code: string; kind: ListedKind; count: number; first: OutcomeOverview['first'][ListedKind]; at: number }) {
  const t = useWords(partsWords);
  const m = useWords(markWords);
  const dates = useDates();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    ...outcomesQuery(code, kind),
    // The overview brought it along.
    initialData: { pages: [first], pageParams: [undefined] },
    initialDataUpdatedAt: at,
  });
  return (
    <div className="kk-outcomes">
      <h3 className="kk-row">
        <OutcomeMark kind={kind} /> {m(`outcomes.${kind}`)} <span className="kk-meta">{count}</span>
      </h3>
      <Rows>
        {data.pages
          .flatMap(({ items }) => items)
          .map(({ id, text, session }) => (
            <li key={id}>
              <span className="kk-lines">{text}</span>
              <br />
              <span className="kk-meta">
                <Link to="/sessions/$id" params={{ id: session.id }}>
                  {session.title}
                </Link>
                {session.startsAt && `, ${dates.date(session.startsAt)}`}
              </span>
            </li>
          ))}
      </Rows>
      {hasNextPage && (
        <Button small isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
