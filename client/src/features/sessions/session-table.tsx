import { phaseOf, type SessionListItem } from '@kenniskamer/shared/session';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Button } from '../../ui/button';
import { CodeChip } from '../../ui/code-chip';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/page';
import { ReplyMark } from '../../ui/reply-mark';
import { Table, type Column } from '../../ui/table';
import { uiWords } from '../../ui/ui.words';
import { PhaseBadge, SecretBadge } from './session-badges';
import { sessionsQuery } from './sessions.queries';
import { sessionsWords } from './sessions.words';
import './sessions.css';

/** Where an organiser goes on with a session, and where everybody else reads it. */
export function sessionAddress({ organises, ...course }: SessionListItem) {
  if (!organises) return '/sessions/$id';
  const phase = phaseOf(course, new Date());
  if (phase === 'DRAFT') return '/sessions/$id/plan';
  return phase === 'PLANNED' ? '/sessions/$id/invitees' : '/sessions/$id';
}

function Replies({ item }: { item: SessionListItem }) {
  const t = useWords(sessionsWords);
  if (item.replies && item.sentAt) {
    const { accepted, invited, unanswered } = item.replies;
    return (
      <>
        {t('coming', { accepted, invited })}
        {unanswered > 0 && t('open', { n: unanswered })}
      </>
    );
  }
  if (item.organises) return <span className="kk-meta">{t('notInvited')}</span>;
  return item.partstat && <ReplyMark reply={item.partstat} />;
}

/** The kenniskamers of one kind, more when asked for. Nothing at all where that kind is rare and empty. */
export function SessionTable({ view, when }: { view: 'MINE' | 'READABLE'; when: 'UNDATED' | 'UPCOMING' | 'PAST' }) {
  const t = useWords(sessionsWords);
  const ui = useWords(uiWords);
  const dates = useDates();
  const now = useNow();
  const list = useSuspenseInfiniteQuery(sessionsQuery({ view, when }));
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && when === 'UNDATED') return null;
  const columns: Column<SessionListItem>[] = [
    {
      id: 'when',
      share: 20,
      head: t('when'),
      cell: (item) =>
        item.startsAt ? (
          <>
            <b>
              <time dateTime={item.startsAt.toISOString()}>{item.startsAt.getFullYear() === now.getFullYear() ? dates.short(item.startsAt) : dates.inTable(item.startsAt)}</time>
            </b>{' '}
            {item.endsAt && <span className="kk-meta">{dates.span(item.startsAt, item.endsAt)}</span>}
          </>
        ) : (
          <span className="kk-meta">{t('noDate')}</span>
        ),
    },
    {
      id: 'session',
      share: 46,
      head: t('session'),
      as: 'main',
      cell: (item) => (
        <>
          <b>
            <Link to={sessionAddress(item)} params={{ id: item.id }}>
              {item.title}
            </Link>
          </b>{' '}
          <PhaseBadge session={item} /> <SecretBadge confidentiality={item.confidentiality} />
          {item.questionCodes.length > 0 && (
            <span className="kk-row kk-row--close kk-codes">
              {item.questionCodes.map((code) => (
                <CodeChip key={code} code={code} />
              ))}
            </span>
          )}
        </>
      ),
    },
    { id: 'levels', share: 14, head: t('levels'), cell: (item) => item.levels.map((level) => t(`level.${level}`)).join(', ') },
    { id: 'replies', share: 20, head: t('replies'), as: 'full', cell: (item) => <Replies item={item} /> },
  ];
  return (
    <Section title={t(when)}>
      {items.length === 0 ? (
        <EmptyState title={when === 'PAST' ? t('emptyPast') : t('emptyUpcoming')}>{when === 'PAST' ? t('emptyPastHelp') : t('emptyUpcomingHelp')}</EmptyState>
      ) : (
        <Table caption={t(when)} columns={columns} items={items} keyOf={(item) => item.id} />
      )}
      {list.hasNextPage && (
        <div className="kk-form__buttons">
          <Button small isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {ui('more')}
          </Button>
        </div>
      )}
    </Section>
  );
}
