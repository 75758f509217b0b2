import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { NoteLink } from './note-link.live';
import { noteWords } from './note.words';

/** Milliseconds that a change may be on its way. */
const PATIENCE = 1500;

/** Of a note that the browser does not keep, what waits is gone with its page: going to another page asks first. */
export function LeaveGuard({ link }: { link: NoteLink }) {
  const t = useWords(noteWords);
  const wouldLose = () => {
    const { status, waiting, waitingSince } = link.current();
    return waiting > 0 && (status !== 'OPEN' || Date.now() - (waitingSince?.getTime() ?? 0) > PATIENCE);
  };
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: wouldLose, enableBeforeUnload: false, withResolver: true });
  if (status !== 'blocked') return null;
  return (
    <Dialog title={t('leaveUnsent')} onClose={reset}>
      <p>{t('leaveUnsentHelp')}</p>
      <p className="kk-row">
        <Button kind="primary" onPress={reset}>
          {t('stay')}
        </Button>
        <Button onPress={proceed}>{t('leaveAnyway')}</Button>
      </p>
    </Dialog>
  );
}
