import { phaseOf, type Session } from '@kenniskamer/shared/session';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { CodeChip } from '../../ui/code-chip';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { Columns, Page, Rows, Section } from '../../ui/page';
import { SessionHead } from '../sessions/session-head';
import { useLiveSession } from '../sessions/sessions.live';
import { sessionQuery } from '../sessions/sessions.queries';
import { PendingChanges } from './pending-changes';
import { Programme } from './programme';
import { ReplyPanel } from './reply-panel';
import { sessionWords } from './session.words';

/** A session as its people see it: what, when, where, and their own answer. */
export function SessionPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery(sessionQuery(id));
  useLiveSession(id);
  const t = useWords(sessionWords);
  return (
    <Page>
      <SessionHead session={session} actions={<Ways session={session} />} />
      {session.planning && <PendingChanges sessionId={id} />}
      {session.cancelledAt && (
        <Notice tone="warning">
          <b>{t('cancelled')}</b> {session.cancelReason && t('why', { reason: session.cancelReason })}
        </Notice>
      )}
      <Columns aside={<Facts session={session} />}>
        <ReplyPanel session={session} />
        {session.goal && (
          <Section title={t('goal')}>
            <p className="kk-prose kk-lines">{session.goal}</p>
          </Section>
        )}
        {session.questions.length > 0 && (
          <Section title={t('questions')}>
            <Rows>
              {session.questions.map((question) => (
                <li key={question.id}>
                  <CodeChip code={question.code} /> <span lang="nl">{question.text}</span>
                </li>
              ))}
            </Rows>
          </Section>
        )}
        {session.items.length > 0 && (
          <Section title={t('programme')}>
            <Programme session={session} />
          </Section>
        )}
      </Columns>
    </Page>
  );
}

function Ways({ session }: { session: Session }) {
  const t = useWords(sessionWords);
  const phase = phaseOf(session, useNow());
  const params = { id: session.id };
  if (phase === 'FINAL') {
    return (
      <LinkButton to="/sessions/$id/report" params={params} kind="primary">
        {t('toReport')}
      </LinkButton>
    );
  }
  // From the start on, so that nobody has to look for it.
  const hasNote = phase === 'LIVE' || phase === 'HELD' || phase === 'ENDED';
  return (
    hasNote && (
      <LinkButton to="/sessions/$id/note" params={params} kind="primary">
        {t('toNote')}
      </LinkButton>
    )
  );
}

function Facts({ session }: { session: Session }) {
  const t = useWords(sessionWords);
  const dates = useDates();
  const { startsAt, endsAt } = session;
  return (
    <Section title={t('practical')}>
      <dl className="kk-facts">
        <dt>{t('day')}</dt>
        <dd>
          {startsAt && endsAt ? (
            <>
              {dates.long(startsAt)}
              <br />
              {dates.span(startsAt, endsAt)}
            </>
          ) : (
            t('noDate')
          )}
        </dd>
        {session.place && (
          <>
            <dt>{t('place')}</dt>
            <dd>{session.place}</dd>
          </>
        )}
        {session.video && (
          <>
            <dt>{t('video')}</dt>
            <dd>
              <a href={session.video} rel="noreferrer">
                {t('join')}
              </a>
            </dd>
          </>
        )}
        <dt>{t('organisers')}</dt>
        <dd>{session.organisers.map((one) => one.name).join(', ')}</dd>
        <dt>{t('secret')}</dt>
        <dd>{t(`secret.${session.confidentiality}`)}</dd>
      </dl>
    </Section>
  );
}
