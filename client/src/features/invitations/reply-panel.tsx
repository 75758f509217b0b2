import { Answer, refusesReply } from '@kenniskamer/shared/invitation';
import type { Session } from '@kenniskamer/shared/session';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { buttonClass } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Section } from '../../ui/page';
import { ReplyIcon } from '../../ui/reply-mark';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { useReply } from './invitations.queries';
import { sessionWords } from './session.words';
import './reply-panel.css';

/** The reader's own answer: one press, and a remark that goes with it. Until the session's end it can change. */
export function ReplyPanel({ session }: { session: Session }) {
  const t = useWords(sessionWords);
  const now = useNow();
  const replying = useReply(session.id);
  const { invitation } = session;
  const [remark, setRemark] = useState(invitation?.remark ?? '');
  if (!invitation || refusesReply(session, now)) return null;
  const { partstat } = invitation;
  const answer = (next: Answer) =>
    replying.mutate(
      { partstat: next, remark: remark.trim() || null },
      { onSuccess: () => toast(t('replied', { answer: t(`answer.${next}`) })) },
    );
  return (
    <Section title={t('reply')}>
      <p className="kk-small">{partstat === 'NEEDS_ACTION' ? t('notYet') : t('now', { answer: t(`answer.${partstat}`) })}</p>
      <FailureNote error={replying.error} />
      <TextField label={t('remark')} optional lines={2} value={remark} onChange={setRemark} />
      <div className="kk-tap">
        {Answer.options.map((one) => (
          <button key={one} type="button" className={buttonClass({})} aria-pressed={partstat === one} disabled={replying.isPending} onClick={() => answer(one)}>
            <ReplyIcon reply={one} />
            {t(`reply.${one}`)}
          </button>
        ))}
      </div>
    </Section>
  );
}
