import { phaseOf, type Session } from '@kenniskamer/shared/session';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { capital } from '../../platform/numbers';
import { Breadcrumb } from '../../ui/breadcrumb';
import { CodeChip } from '../../ui/code-chip';
import { PageHead } from '../../ui/page';
import { PhaseBadge, SecretBadge } from './session-badges';
import { headWords } from './session-head.words';
import { sessionsWords } from './sessions.words';
import './session-head.css';

/** Title, day, place and questions of a session, and for its organisers the way to its parts. */
export function SessionHead({ session, lead, actions }: { session: Session; lead?: ReactNode; actions?: ReactNode }) {
  const t = useWords(headWords);
  const s = useWords(sessionsWords);
  const dates = useDates();
  const { startsAt, endsAt } = session;
  const when = startsAt && endsAt ? t('when', { day: capital(dates.long(startsAt)), span: dates.span(startsAt, endsAt) }) : t('noDate');
  return (
    <>
      <Breadcrumb>
        {[
          <Link key="all" to="/sessions">
            {t('all')}
          </Link>,
        ]}
      </Breadcrumb>
      <PageHead
        title={session.title}
        lead={lead}
        meta={
          <span className="kk-session-facts">
            <span>
              {when} {session.place && `${session.place}. `}
              {session.levels.map((level) => s(`level.${level}`)).join(', ')}
            </span>
            {session.questions.map((question) => (
              <CodeChip key={question.id} code={question.code} text={question.text} />
            ))}
            <PhaseBadge session={session} />
            <SecretBadge confidentiality={session.confidentiality} />
          </span>
        }
        actions={actions}
      />
      {session.planning && <SessionTabs session={session} />}
    </>
  );
}

function SessionTabs({ session }: { session: Session }) {
  const t = useWords(headWords);
  const phase = phaseOf(session, useNow());
  const params = { id: session.id };
  const isOver = phase === 'HELD' || phase === 'ENDED' || phase === 'FINAL';
  return (
    <nav className="kk-tabs" aria-label={t('tabs')}>
      <Link to="/sessions/$id" params={params} activeOptions={{ exact: true }}>
        {t('overview')}
      </Link>
      <Link to="/sessions/$id/plan" params={params}>
        {t('plan')}
      </Link>
      <Link to="/sessions/$id/invitees" params={params}>
        {t('invitees')}
      </Link>
      {phase !== 'DRAFT' && phase !== 'CANCELLED' && (
        <Link to="/sessions/$id/note" params={params}>
          {t('note')}
        </Link>
      )}
      {isOver && (
        <Link to="/sessions/$id/ending" params={params}>
          {t('ending')}
        </Link>
      )}
      {session.finalAt && (
        <Link to="/sessions/$id/report" params={params}>
          {t('report')}
        </Link>
      )}
    </nav>
  );
}
