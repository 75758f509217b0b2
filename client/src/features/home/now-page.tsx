import { dayOf, daysBetween } from '@kenniskamer/shared/dates';
import type { Task } from '@kenniskamer/shared/home';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useLanguage, useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { capital, inWords } from '../../platform/numbers';
import { EmptyState } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { Page, PageHead } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { useLiveDesk } from '../actions/actions.live';
import { useMe } from '../people/me.queries';
import { SessionTable } from '../sessions/session-table';
import { HomeActions } from './home-actions';
import { homeQuery } from './home.queries';
import { homeWords } from './home.words';
import { TaskRow } from './task-row';
import './home.css';

/** What must I do now? First what waits, then what each role watches. */
export function NowPage() {
  const t = useWords(homeWords);
  const me = useMe();
  useLiveDesk();
  const { data } = useSuspenseQuery(homeQuery);
  return (
    <Page>
      <PageHead
        title={t('title')}
        tabTitle={t('tab')}
        lead={<Lead tasks={data.tasks} />}
        actions={
          me.isOrganiser && (
            <LinkButton icon={Plus} to="/sessions/new">
              {t('plan')}
            </LinkButton>
          )
        }
      />
      {data.tasks.length === 0 ? (
        <EmptyState level="h2" title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      ) : (
        <ul className="kk-tasks" aria-label={t('tasks')}>
          {data.tasks.map((task, place) => (
            // A thing to do has no id of its own: its kind and session tell it apart, its place the rest.
            <TaskRow key={'sessionId' in task ? `${task.kind}${task.sessionId}` : `${task.kind}${place}`} task={task} isFirst={place === 0} />
          ))}
        </ul>
      )}
      {me.isCoordinator && (
        <Panel lines={4}>
          <HomeActions whose="FOLLOWED" />
        </Panel>
      )}
      <Panel lines={2}>
        <HomeActions whose="MINE" />
      </Panel>
      <Panel lines={4}>
        <SessionTable view="MINE" when="UPCOMING" />
      </Panel>
    </Page>
  );
}

function Lead({ tasks }: { tasks: Task[] }) {
  const t = useWords(homeWords);
  const dates = useDates();
  const { language } = useLanguage();
  const now = useNow();
  const n = tasks.length;
  const [first] = tasks;
  const isLate = first !== undefined && (first.kind === 'END' || first.kind === 'FINALISE') && daysBetween(first.at, dayOf(now)) > 0;
  const waits = n === 0 ? t('nothing') : t('waits', { n, count: inWords(n, language) });
  return t('lead', { day: capital(dates.long(now)), waits, first: isLate ? t('firstLate') : '' });
}
