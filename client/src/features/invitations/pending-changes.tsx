import type { SentChange } from '@kenniskamer/shared/invitation';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { toast } from '../../ui/toast';
import { useTellFailure } from '../../ui/tell-failure';
import { fieldKeys, changesWords } from './changes.words';
import { changesQuery, useUndo } from './invitations.queries';
import './pending-changes.css';

/** What changed and is about to be mailed, with its minute in which it can be undone. */
export function PendingChanges({ sessionId }: { sessionId: string }) {
  const { data: changes = [], dataUpdatedAt } = useQuery(changesQuery(sessionId));
  if (changes.length === 0) return null;
  return (
    <div className="kk-pending">
      {changes.map((change) => (
        <PendingChange key={change.id} sessionId={sessionId} change={change} readAt={dataUpdatedAt} />
      ))}
    </div>
  );
}

/** Whole seconds left, by the server's clock when it was read and ours since then. */
function useSecondsLeft(seconds: number, readAt: number): number {
  const [now, setNow] = useState(readAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil(seconds - Math.max(0, now - readAt) / 1_000));
}

function PendingChange({ sessionId, change, readAt }: { sessionId: string; change: SentChange; readAt: number }) {
  const t = useWords(changesWords);
  const left = useSecondsLeft(change.secondsLeft, readAt);
  const undo = useUndo(sessionId);
  const tellFailure = useTellFailure();
  const fields = fieldKeys(change.fields).map((key) => t(key)).join(', ');
  // By its promise: once undone this line is gone, and callbacks of `mutate` go with it.
  const press = () => void undo.mutateAsync(change.id).then(() => toast(t('undone')), tellFailure);
  return (
    <Notice tone="warning">
      <p>
        <b>{t(`kind.${change.kind}`, { n: change.people, fields, person: change.person ?? t('somebody') })}</b>{' '}
        <span aria-hidden="true">{left > 0 ? t('wait', { n: left }) : t('gone')}</span>
      </p>
      {left > 0 && change.canUndo && (
        <p>
          <Button small onPress={press} isPending={undo.isPending}>
            {t('undo')}
          </Button>
        </p>
      )}
    </Notice>
  );
}
