import { Failure } from '@kenniskamer/shared/failure';
import type { Session } from '@kenniskamer/shared/session';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Check, CircleAlert } from 'lucide-react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { SessionHead } from '../sessions/session-head';
import { useLiveSession } from '../sessions/sessions.live';
import { sessionQuery } from '../sessions/sessions.queries';
import { changesWords, fieldKeys } from './changes.words';
import { audienceQuery } from './invitations.queries';
import { PendingChanges } from './pending-changes';
import { PlanAbout } from './plan-about';
import { PlanAudience } from './plan-audience';
import { usePlanForm, type PlanForm } from './plan-form';
import { PlanMail } from './plan-mail';
import { PlanOrganisers } from './plan-organisers';
import { PlanProgramme } from './plan-programme';
import { PlanSave } from './plan-save';
import { PlanSend } from './plan-send';
import { checksOf, PlanSide } from './plan-side';
import { PlanWhen } from './plan-when';
import { planWords } from './plan.words';
import './plan.css';

/** Plans a kenniskamer: what about, when, the programme, who; then sends. For its organisers. */
export function PlanPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: session } = useSuspenseQuery(sessionQuery(id));
  useLiveSession(id);
  // To who may read it but does not organise it, its plan does not exist.
  if (!session.planning) throw new Failure('NOT_FOUND');
  return <Plan key={id} session={session} />;
}

function Plan({ session }: { session: Session }) {
  const t = useWords(planWords);
  const form = usePlanForm(session);
  const { data: audience } = useSuspenseQuery(audienceQuery(session.id));
  const lead = form.isDraft ? t('draftOf', { name: session.organisers[0]?.name ?? '' }) : t('sentLead');
  return (
    <>
      <Page>
        <SessionHead session={session} lead={lead} />
        <PendingChanges sessionId={session.id} />
        <Conflict form={form} />
        <FailureNote error={form.failure} />
        <div className="kk-plan">
          <PlanNav form={form} people={audience.people.length} />
          <div>
            <PlanAbout form={form} />
            <PlanWhen form={form} sessionId={session.id} />
            <PlanProgramme form={form} />
            <PlanAudience sessionId={session.id} audience={audience} />
            <PlanMail sessionId={session.id} audience={audience} version={session.planning?.revision ?? 0} />
            <PlanOrganisers session={session} />
          </div>
          <PlanSide form={form} audience={audience} />
        </div>
      </Page>
      {!form.isDraft && (form.waiting.length > 0 || audience.toInvite.length === 0) ? (
        <PlanSave session={session} form={form} />
      ) : (
        <PlanSend session={session} form={form} audience={audience} />
      )}
    </>
  );
}

/** The parts of the form, and whether each is ready. */
function PlanNav({ form, people }: { form: PlanForm; people: number }) {
  const t = useWords(planWords);
  const checks = checksOf(form, people);
  const done = (...names: string[]) => checks.filter((check) => check.needed && names.includes(check.name)).every((check) => check.done);
  const parts = [
    { id: 'about', label: t('about'), isDone: done('title') },
    { id: 'when', label: t('when'), isDone: done('when', 'where') },
    { id: 'programme', label: t('programme'), isDone: done('items') },
    { id: 'who', label: t('who'), isDone: done('who') },
    { id: 'mail', label: t('mail'), isDone: done('title', 'when', 'where', 'who') },
  ];
  return (
    <nav className="kk-plan__nav" aria-label={t('parts')}>
      {parts.map(({ id, label, isDone }) => (
        <a key={id} href={`#${id}`}>
          {label}
          {isDone ? <Check className="kk-icon" aria-label={t('ready')} role="img" /> : <CircleAlert className="kk-icon kk-icon--open" aria-label={t('notReady')} role="img" />}
        </a>
      ))}
    </nav>
  );
}

/** Somebody else changed the same field: what was typed is still there, and the user says which of the two stays. */
function Conflict({ form }: { form: PlanForm }) {
  const t = useWords(planWords);
  const fieldWords = useWords(changesWords);
  if (!form.conflict) return null;
  const fields = fieldKeys(form.conflict.fields).map((key) => fieldWords(key)).join(', ');
  return (
    <Notice tone="warning" announced>
      <p>{t('meanwhile', { name: form.conflict.by ?? fieldWords('somebody'), fields })}</p>
      <p className="kk-row">
        <Button small onPress={() => form.settle('MINE')}>
          {t('keepMine')}
        </Button>
        <Button small kind="quiet" onPress={() => form.settle('THEIRS')}>
          {t('takeTheirs')}
        </Button>
      </p>
    </Notice>
  );
}
