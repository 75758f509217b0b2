import type { Session } from '@kenniskamer/shared/session';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Notice } from '../../ui/notice';
import { Columns, Page } from '../../ui/page';
import { SessionHead } from '../sessions/session-head';
import { useLiveSession } from '../sessions/sessions.live';
import { sessionQuery } from '../sessions/sessions.queries';
import { AttendanceForm } from './attendance-form';
import { endingWords } from './ending.words';
import { FinalPart } from './final-part';
import { ReportDraftPart } from './report-draft';
import { endingQuery } from './reports.queries';

/** Rounding off: who was there, and then the report. For organisers. */
export function EndingPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery(sessionQuery(id));
  const { data: ending } = useSuspenseQuery(endingQuery(id));
  useLiveSession(id);
  const t = useWords(endingWords);
  const lead = ending.version !== null ? t('final', { version: ending.version }) : t(ending.endedAt ? 'ended' : 'notEnded');
  return (
    <Page>
      <SessionHead session={session} lead={<b>{lead}</b>} />
      <Secret session={session} />
      <Columns aside={<FinalPart session={session} ending={ending} />}>
        <AttendanceForm key={ending.endedAt ? 'ended' : 'open'} sessionId={id} ending={ending} />
        {!ending.finalAt && <ReportDraftPart sessionId={id} chatham={session.confidentiality === 'CHATHAM_HOUSE'} />}
      </Columns>
    </Page>
  );
}

function Secret({ session }: { session: Session }) {
  const t = useWords(endingWords);
  return session.confidentiality === 'CHATHAM_HOUSE' && <Notice>{t('secretChatham')}</Notice>;
}
