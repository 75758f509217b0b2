import type { Ending } from '@kenniskamer/shared/report';
import type { Session } from '@kenniskamer/shared/session';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { AnchorButton, LinkButton } from '../../ui/link-button';
import { Section } from '../../ui/page';
import { toast } from '../../ui/toast';
import { endingWords } from './ending.words';
import { ReopenDialog } from './reopen-dialog';
import { useFinalisation } from './reports.queries';

/** Definitief: what it fixes, who may then read it, and the way back. */
export function FinalPart({ session, ending }: { session: Session; ending: Ending }) {
  const t = useWords(endingWords);
  const finalise = useFinalisation(session.id);
  const [reopening, setReopening] = useState(false);
  const { all, withoutOwner } = ending.actions;
  const reach = session.confidentiality === 'OPEN' ? 'finaliseOpen' : session.confidentiality === 'CHATHAM_HOUSE' ? 'finaliseChatham' : 'finaliseConfidential';
  return (
    <Section title={t('next')}>
      <div className="kk-stack">
        <p>
          {all === 0 ? t('noActions') : withoutOwner > 0 ? t('withoutOwner', { n: withoutOwner }) : t('allOwned')}{' '}
          {all > 0 && (
            <Link to="/actions" search={{ whose: 'ALL' }}>
              {t('actions')}
            </Link>
          )}
        </p>
        {ending.finalAt ? (
          <div className="kk-row">
            <LinkButton kind="primary" to="/sessions/$id/report" params={{ id: session.id }}>
              {t('read')}
            </LinkButton>
            <Button onPress={() => setReopening(true)}>{t('reopen')}</Button>
          </div>
        ) : (
          <>
            <AnchorButton href={`/sessions/${session.id}/note`}>{t('toNote')}</AnchorButton>
            <p className="kk-meta">
              {t('finaliseWhy')} {t(reach)}
            </p>
            <FailureNote error={finalise.error} />
            <Button
              kind={ending.endedAt ? 'primary' : 'secondary'}
              notYet={!ending.endedAt && t('finaliseNotYet')}
              isPending={finalise.isPending}
              onPress={() => finalise.mutate(undefined, { onSuccess: () => toast(t('finalDone')) })}
            >
              {t('finalise')}
            </Button>
          </>
        )}
      </div>
      {reopening && <ReopenDialog sessionId={session.id} onClose={() => setReopening(false)} />}
    </Section>
  );
}
