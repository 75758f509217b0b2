import { Failure } from '@kenniskamer/shared/failure';
import type { InviteeCounts } from '@kenniskamer/shared/invitation';
import { phaseOf, type Session } from '@kenniskamer/shared/session';
import { InviteeSearch } from '@kenniskamer/shared/page-search';
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CalendarX, UserPlus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { capital, inWords } from '../../platform/numbers';
import { useFilter } from '../../platform/search-params';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { uiWords } from '../../ui/ui.words';
import { SessionHead } from '../sessions/session-head';
import { useLiveSession } from '../sessions/sessions.live';
import { sessionQuery } from '../sessions/sessions.queries';
import { CancelSession } from './invitee-dialogs';
import { InviteeCountStrip, InviteeGroups, InviteeTools } from './invitee-filter';
import { InviteeTable } from './invitee-table';
import { inviteesWords } from './invitees.words';
import { useLiveInvitees } from './invitations.live';
import { inviteesQuery } from './invitations.queries';
import { PendingChanges } from './pending-changes';

/** Who comes, who did not answer, whose mail did not arrive. For the session's organisers; it moves by itself. */
export function InviteesPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery(sessionQuery(id));
  useLiveSession(id);
  if (!session.planning) throw new Failure('NOT_FOUND');
  return <Invitees session={session} />;
}

function Invitees({ session }: { session: Session }) {
  const t = useWords(inviteesWords);
  const now = useNow();
  const [cancels, setCancels] = useState(false);
  useLiveInvitees(session.id);
  const phase = phaseOf(session, now);
  const canChange = phase === 'PLANNED' || phase === 'LIVE';
  const invited = session.planning?.invited ?? 0;
  return (
    <Page>
      <SessionHead
        session={session}
        lead={invited > 0 && <Panel lines={1}><Lead session={session} /></Panel>}
        actions={
          canChange && (
            <>
              <LinkButton to="/sessions/$id/plan" params={{ id: session.id }} hash="who" small icon={UserPlus}>
                {t('add')}
              </LinkButton>
              <Button small kind="danger" icon={CalendarX} onPress={() => setCancels(true)}>
                {t('cancel')}
              </Button>
            </>
          )
        }
      />
      <PendingChanges sessionId={session.id} />
      {session.sentAt === null ? (
        <EmptyState
          level="h2"
          title={t('noneYet')}
          action={
            <LinkButton to="/sessions/$id/plan" params={{ id: session.id }} small>
              {t('toPlan')}
            </LinkButton>
          }
        >
          {t('noneYetHelp')}
        </EmptyState>
      ) : (
        <Panel lines={8}>
          <InviteeList session={session} canChange={canChange} />
        </Panel>
      )}
      {cancels && <CancelSession sessionId={session.id} invited={invited} onClose={() => setCancels(false)} />}
    </Page>
  );
}

const everybody = { show: 'ALL', order: 'NEWEST_REPLY', q: '' } as const;

/** One sentence that answers the screen's question. */
function Lead({ session }: { session: Session }) {
  const { data } = useSuspenseInfiniteQuery(inviteesQuery(session.id, everybody));
  const counts = data.pages[0]?.counts;
  return counts ? <LeadSentence counts={counts} /> : null;
}

function LeadSentence({ counts }: { counts: InviteeCounts }) {
  const t = useWords(inviteesWords);
  const { language } = useLanguage();
  const { ACCEPTED: coming, NEEDS_ACTION: open } = counts.perPartstat;
  const words = (n: number) => capital(inWords(n, language));
  const { invited } = counts;
  const some = () => (coming === 0 ? t('leadNone', { invited }) : t('lead', { n: coming, count: words(coming), invited }));
  return (
    <>
      <b>{invited === 1 ? t(coming === 0 ? 'onlyNone' : 'only') : some()}</b>{' '}
      {open === 0 ? t('allReplied') : t('open', { n: open, count: words(open) })}
    </>
  );
}

function InviteeList({ session, canChange }: { session: Session; canChange: boolean }) {
  const t = useWords(inviteesWords);
  const ui = useWords(uiWords);
  const [filter, change] = useFilter(InviteeSearch);
  const list = useSuspenseInfiniteQuery(inviteesQuery(session.id, useDeferredValue({ ...filter, q: filter.q.trim() })));
  const counts = list.data.pages[0]?.counts;
  const invitees = list.data.pages.flatMap((page) => page.items);
  if (!counts) return null;
  return (
    <>
      <InviteeCountStrip filter={filter} counts={counts} />
      <InviteeGroups filter={filter} counts={counts} />
      <InviteeTools filter={filter} onChange={change} />
      {invitees.length === 0 ? (
        <EmptyState
          title={t('nothing')}
          action={
            <Button small onPress={() => change({ show: 'ALL', group: undefined, q: '' })}>
              {t('showAll')}
            </Button>
          }
        >
          {t('nothingHelp')}
        </EmptyState>
      ) : (
        <InviteeTable sessionId={session.id} invitees={invitees} canChange={canChange} />
      )}
      {list.hasNextPage && (
        <div className="kk-form__buttons">
          <Button small isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {ui('more')}
          </Button>
        </div>
      )}
    </>
  );
}
