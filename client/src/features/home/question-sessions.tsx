import type { SessionListItem } from '@kenniskamer/shared/session';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { Rows, Section } from '../../ui/page';
import { useMe } from '../people/me.queries';
import { PhaseBadge, SecretBadge } from '../sessions/session-badges';
import { sessionsOfQuestionQuery } from './home.queries';
import { partsWords } from './question-parts.words';

/** Sessions about this question, of those that one may read. */
export function QuestionSessions({ questionId, code }: { questionId: string; code: string }) {
  const t = useWords(partsWords);
  const me = useMe();
  const planned = useSuspenseInfiniteQuery(sessionsOfQuestionQuery(questionId, 'UPCOMING'));
  const held = useSuspenseInfiniteQuery(sessionsOfQuestionQuery(questionId, 'PAST'));
  const of = ({ data }: typeof planned) => data.pages.flatMap(({ items }) => items);
  const none = of(planned).length + of(held).length === 0;
  return (
    <Section title={t('sessions')}>
      {none && <p className="kk-meta">{t('noSessions')}</p>}
      <Some title={t('planned')} items={of(planned)} more={planned.hasNextPage ? () => void planned.fetchNextPage() : null} />
      <Some title={t('held')} items={of(held)} more={held.hasNextPage ? () => void held.fetchNextPage() : null} />
      {me.isOrganiser && (
        <LinkButton small icon={Plus} to="/sessions/new" search={{ question: code }}>
          {t('plan')}
        </LinkButton>
      )}
    </Section>
  );
}

function Some({ title, items, more }: { title: string; items: SessionListItem[]; more: (() => void) | null }) {
  const t = useWords(partsWords);
  const dates = useDates();
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="kk-small">{title}</h3>
      <Rows tight label={title}>
        {items.map((session) => (
          <li key={session.id}>
            <Link to="/sessions/$id" params={{ id: session.id }}>
              {session.title}
            </Link>
            <br />
            <span className="kk-meta">{session.startsAt && dates.date(session.startsAt)}</span> <PhaseBadge session={session} /> <SecretBadge confidentiality={session.confidentiality} />
          </li>
        ))}
      </Rows>
      {more && (
        <Button small kind="quiet" onPress={more}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
