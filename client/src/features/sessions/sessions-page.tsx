import { z } from '@kenniskamer/shared/configure-zod';
import { Plus } from 'lucide-react';
import { useWords } from '../../platform/language';
import { useFilter } from '../../platform/search-params';
import { Segments, Tools } from '../../ui/filter';
import { LinkButton } from '../../ui/link-button';
import { Page, PageHead } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { useMe } from '../people/me.queries';
import { SessionTable } from './session-table';
import { sessionsWords } from './sessions.words';

const Filter = z.object({ view: z.enum(['MINE', 'READABLE']).catch('MINE') });

/** One's kenniskamers: drafts, coming, past; and what else one may read. */
export function SessionsPage() {
  const t = useWords(sessionsWords);
  const me = useMe();
  const [{ view }, change] = useFilter(Filter);
  return (
    <Page>
      <PageHead
        title={t('title')}
        actions={
          me.isOrganiser && (
            <LinkButton to="/sessions/new" kind="primary" icon={Plus}>
              {t('plan')}
            </LinkButton>
          )
        }
      />
      <Tools>
        <Segments
          label={t('view')}
          value={view}
          onChange={(next) => change({ view: next })}
          choices={[
            { id: 'MINE', label: t('mine') },
            { id: 'READABLE', label: t('readable') },
          ]}
        />
      </Tools>
      {(me.isOrganiser ? (['UNDATED', 'UPCOMING', 'PAST'] as const) : (['UPCOMING', 'PAST'] as const)).map((when) => (
        <Panel key={`${view}${when}`} lines={4}>
          <SessionTable view={view} when={when} />
        </Panel>
      ))}
    </Page>
  );
}
