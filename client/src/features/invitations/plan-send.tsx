import { AudienceDifference, TableGroup, type Audience } from '@kenniskamer/shared/invitation';
import { missingToSend, type Session } from '@kenniskamer/shared/session';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Button } from '../../ui/button';
import { asFailure, FailureNote } from '../../ui/failure-note';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { SavedAt } from '../../ui/saved-at';
import { SendBar } from '../../ui/send-bar';
import { toast } from '../../ui/toast';
import { audienceWords } from './audience.words';
import { audienceQuery, useSending } from './invitations.queries';
import type { PlanForm } from './plan-form';

interface Props {
  session: Session;
  form: PlanForm;
  audience: Audience;
}

/** The check before sending: how many, to whom, what is missing. Exactly those shown are sent to. */
export function PlanSend({ session, form, audience }: Props) {
  const t = useWords(audienceWords);
  const now = useNow();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const sending = useSending(session.id);
  const count = audience.toInvite.length;
  const readiness = { ...session, day: session.planning?.day ?? null, startClock: session.planning?.startClock ?? null, endClock: session.planning?.endClock ?? null };
  const lacks = missingToSend(readiness, now).length > 0;
  const reason = lacks ? t('notReady') : form.waiting.length > 0 ? t('saveFirst') : audience.people.length === 0 ? t('noPeople') : false;
  // By its promise: what was sent is no draft, so this bar makes way for another before callbacks of `mutate` are called.
  const send = () =>
    void sending.mutateAsync([...audience.toInvite]).then(
      ({ sent }) => {
        toast(t('sent', { n: sent }));
        return navigate({ to: '/sessions/$id/invitees', params: { id: session.id } });
      },
      () => cache.invalidateQueries(audienceQuery(session.id)),
    );
  const groups = TableGroup.options.filter((group) => audience.perGroup[group] > 0).map((group) => t(`some.${group}`, { n: audience.perGroup[group] }));
  const isDone = count === 0 && audience.people.length > 0;
  return (
    <>
      <Refused error={sending.error} />
      <SendBar
        buttons={
          isDone ? (
            <LinkButton to="/sessions/$id/invitees" params={{ id: session.id }}>
              {t('allInvited')}
            </LinkButton>
          ) : (
            <Button kind="primary" icon={Send} notYet={reason} isPending={sending.isPending} onPress={send}>
              {t('send', { n: count })}
            </Button>
          )
        }
      >
        <b>{t('toSend', { n: count })}</b> {groups.length > 0 && <span className="kk-small kk-wide-only">{t('toGroups', { groups: groups.join(', ') })}</span>}
        <br />
        <SavedAt at={form.savedAt} saving={form.isSaving} waiting={form.failure || form.issues.length > 0 ? form.waiting.length : 0} />
      </SendBar>
    </>
  );
}

/** When the group changed meanwhile nothing was sent: who came and who went, so that the next press is about these. */
function Refused({ error }: { error: unknown }) {
  const t = useWords(audienceWords);
  if (!error) return null;
  const difference = AudienceDifference.safeParse(asFailure(error).details.values);
  if (asFailure(error).code !== 'AUDIENCE_CHANGED' || !difference.success) return <FailureNote error={error} />;
  const names = (people: { name: string | null }[]) => people.map(({ name }) => name ?? '…').join(', ');
  const { added, removed } = difference.data;
  return (
    <Notice tone="warning" announced>
      <p>
        <b>{t('differs')}</b> {added.length > 0 && t('added', { names: names(added) })} {removed.length > 0 && t('removed', { names: names(removed) })} {t('lookAgain')}
      </p>
    </Notice>
  );
}
