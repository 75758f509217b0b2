import { Answer, Correction, ReplyInput, type Invitee } from '@kenniskamer/shared/invitation';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Form, useFailureForm } from '../../ui/failure-form';
import { markWords } from '../../ui/marks.words';
import { RadioGroup } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { inviteesWords } from './invitees.words';
import { useCancelling, useCorrection, useEnteredReply } from './invitations.queries';

interface Props {
  sessionId: string;
  invitee: Invitee;
  onClose: () => void;
}

/** An answer that came by phone. */
export function EnterReply({ sessionId, invitee, onClose }: Props) {
  const t = useWords(inviteesWords);
  const marks = useWords(markWords);
  const entering = useEnteredReply(sessionId);
  const start: { partstat: Answer | null; remark: string } = { partstat: invitee.partstat === 'NEEDS_ACTION' ? null : invitee.partstat, remark: invitee.remark ?? '' };
  const form = useFailureForm({
    start,
    schema: ReplyInput,
    save: async ({ partstat, remark }) => {
      if (!partstat) return;
      await entering.mutateAsync({ invitationId: invitee.id, partstat, remark: remark.trim() || null });
      toast(t('saved', { name: invitee.name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('enterTitle', { name: invitee.name })} onClose={onClose}>
      <p className="kk-meta">{t('enterHint')}</p>
      <Form form={form}>
        <RadioGroup label={t('answer')} choices={Answer.options.map((reply) => ({ id: reply, label: marks(`reply.${reply}`) }))} {...form.field('partstat')} />
        <TextField label={t('remarkOptional')} optional lines={2} {...form.field('remark')} />
        <Buttons save={t('save')} isPending={form.isPending} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

/** The right address of somebody whose mail did not arrive: a new invitation, a new link. */
export function CorrectAddress({ sessionId, invitee, onClose }: Props) {
  const t = useWords(inviteesWords);
  const correcting = useCorrection(sessionId);
  const form = useFailureForm({
    start: { email: invitee.address },
    schema: Correction,
    save: async ({ email }) => {
      const { personCorrected } = await correcting.mutateAsync({ invitationId: invitee.id, email });
      toast(`${t('resent', { address: email.trim() })}${personCorrected ? '' : ` ${t('personKept')}`}`);
      onClose();
    },
  });
  return (
    <Dialog title={t('correctTitle', { name: invitee.name })} onClose={onClose}>
      {invitee.delivery.reason && <p className="kk-small">{t('reason', { reason: invitee.delivery.reason })}</p>}
      <Form form={form}>
        <TextField type="email" label={t('email')} hint={t('correctHint')} {...form.field('email')} />
        <Buttons save={t('resend')} isPending={form.isPending} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

/** Calls the session off, with a reason for the mail. */
export function CancelSession({ sessionId, invited, onClose }: { sessionId: string; invited: number; onClose: () => void }) {
  const t = useWords(inviteesWords);
  const cancelling = useCancelling(sessionId);
  const form = useFailureForm({
    start: { reason: '' },
    save: async ({ reason }) => {
      await cancelling.mutateAsync(reason.trim());
      onClose();
    },
  });
  return (
    <Dialog title={t('cancelTitle')} onClose={onClose}>
      <p>{t('cancelHint', { n: invited })}</p>
      <Form form={form}>
        <TextField label={t('cancelReason')} hint={t('cancelReasonHint')} optional lines={2} {...form.field('reason')} />
        <Buttons save={t('cancelNow', { n: invited })} isPending={form.isPending} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

function Buttons({ save, isPending, onClose }: { save: string; isPending: boolean; onClose: () => void }) {
  const t = useWords(inviteesWords);
  return (
    <div className="kk-form__buttons">
      <Button kind="primary" type="submit" isPending={isPending}>
        {save}
      </Button>
      <Button kind="quiet" onPress={onClose}>
        {t('stop')}
      </Button>
    </div>
  );
}
