import type { Delivery, Invitee } from '@kenniskamer/shared/invitation';
import { dayOf } from '@kenniskamer/shared/dates';
import { Ellipsis, MailX } from 'lucide-react';
import { useState } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Badge } from '../../ui/badge';
import { buttonClass } from '../../ui/button';
import { markWords } from '../../ui/marks.words';
import { Menu } from '../../ui/menu';
import { ReplyMark } from '../../ui/reply-mark';
import { Table, type Column } from '../../ui/table';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { audienceWords } from './audience.words';
import { CorrectAddress, EnterReply } from './invitee-dialogs';
import { inviteesWords } from './invitees.words';
import { useReinviting, useTakingOut } from './invitations.queries';

type Open = { what: 'REPLY' | 'ADDRESS'; invitee: Invitee } | null;

/** Everybody asked, their answer, and what can be done for each. */
export function InviteeTable({ sessionId, invitees, canChange }: { sessionId: string; invitees: readonly Invitee[]; canChange: boolean }) {
  const t = useWords(inviteesWords);
  const a = useWords(audienceWords);
  const [open, setOpen] = useState<Open>(null);
  // What was there when the page opened is not news; an answer that came since is.
  const [since] = useState(() => new Date());
  const columns: Column<Invitee>[] = [
    { id: 'name', head: t('name'), as: 'main', cell: (one) => <b>{one.name}</b> },
    { id: 'about', head: t('about'), cell: (one) => <span className="kk-meta">{one.about}</span> },
    { id: 'group', head: t('level'), cell: (one) => a(`group.${one.group}`) },
    { id: 'reply', head: t('reply'), cell: (one) => <Reply invitee={one} /> },
    { id: 'since', head: t('since'), cell: (one) => <Since at={one.repliedAt} /> },
    { id: 'remark', head: t('remark'), as: 'full', cell: (one) => one.remark && <span className="kk-lines">“{one.remark}”</span> },
    { id: 'mail', head: t('mail'), cell: (one) => <DeliveryState delivery={one.delivery} /> },
    ...(canChange ? [{ id: 'acts', head: t('acts'), as: 'num' as const, cell: (one: Invitee) => <Acts sessionId={sessionId} invitee={one} onOpen={(what) => setOpen({ what, invitee: one })} /> }] : []),
  ];
  const close = () => setOpen(null);
  return (
    <>
      <Table dense caption={t('caption')} columns={columns} items={invitees} keyOf={(one) => one.id} stateOf={(one) => (one.repliedAt && one.repliedAt > since ? 'fresh' : undefined)} />
      {open?.what === 'REPLY' && <EnterReply sessionId={sessionId} invitee={open.invitee} onClose={close} />}
      {open?.what === 'ADDRESS' && <CorrectAddress sessionId={sessionId} invitee={open.invitee} onClose={close} />}
    </>
  );
}

function Reply({ invitee }: { invitee: Invitee }) {
  const t = useWords(inviteesWords);
  const marks = useWords(markWords);
  const dates = useDates();
  const { earlier } = invitee;
  return (
    <>
      <ReplyMark reply={invitee.partstat} />
      {invitee.enteredBy && <span className="kk-meta"> {t('entered', { name: invitee.enteredBy })}</span>}
      {earlier && (
        <span className="kk-meta"> {t('earlier', { reply: marks(`reply.${earlier.partstat}`).toLowerCase(), date: earlier.startsAt ? dates.short(earlier.startsAt) : '–' })}</span>
      )}
    </>
  );
}

/** The clock today, the day before that. */
function Since({ at }: { at: Date | null }) {
  const dates = useDates();
  const now = useNow();
  if (!at) return null;
  return <time dateTime={at.toISOString()}>{dayOf(at) === dayOf(now) ? dates.time(at) : dates.short(at)}</time>;
}

function DeliveryState({ delivery }: { delivery: Delivery }) {
  const t = useWords(inviteesWords);
  const label = t(`delivery.${delivery.state}`);
  if (delivery.state !== 'REFUSED') return <span className="kk-meta">{label}</span>;
  return (
    <>
      <Badge tone="late" icon={MailX}>
        {label}
      </Badge>
      {delivery.reason && <span className="kk-unseen"> {t('reason', { reason: delivery.reason })}</span>}
    </>
  );
}

function Acts({ sessionId, invitee, onOpen }: { sessionId: string; invitee: Invitee; onOpen: (what: 'REPLY' | 'ADDRESS') => void }) {
  const t = useWords(inviteesWords);
  const tellFailure = useTellFailure();
  const takingOut = useTakingOut(sessionId);
  const reinviting = useReinviting(sessionId);
  const { id: invitationId, name } = invitee;
  // By their promises: the row may be gone when they are done, and callbacks of `mutate` go with it.
  const takeOut = () => void takingOut.mutateAsync({ invitationId }).then(() => toast(t('takenOut', { name })), tellFailure);
  const invite = () => void reinviting.mutateAsync({ invitationId }).then(() => toast(t('reinvited', { name })), tellFailure);
  const items = invitee.removedAt
    ? [{ id: 'again', label: t('reinvite'), onAction: invite }]
    : [
        { id: 'reply', label: t('enter'), onAction: () => onOpen('REPLY') },
        { id: 'address', label: t('correct'), onAction: () => onOpen('ADDRESS') },
        { id: 'out', label: t('takeOut'), onAction: takeOut },
      ];
  return <Menu label={t('actsFor', { name })} className={`${buttonClass({ small: true })} kk-button--icon`} trigger={<Ellipsis className="kk-icon" />} items={items} />;
}
