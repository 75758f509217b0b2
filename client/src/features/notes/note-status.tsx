import { Cloud, CloudOff, CloudUpload } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useWords } from '../../platform/language';
import type { NoteLink } from './note-link.live';
import { noteWords } from './note.words';

/** Milliseconds that a change may be on its way before we say that it is not saved. */
const PATIENCE = 1500;

/** "Opgeslagen" is said of text that is on the server's disk, and of no other. */
export function NoteStatus({ link }: { link: NoteLink }) {
  const t = useWords(noteWords);
  const { status, waiting, waitingSince } = useSyncExternalStore(link.subscribe, link.current);
  const [late, setLate] = useState(false);
  const since = waitingSince?.getTime();
  useEffect(() => {
    setLate(false);
    if (since === undefined) return;
    const timer = setTimeout(() => setLate(true), Math.max(0, since + PATIENCE - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);
  if (status === 'OPENING' || status === 'GONE' || status === 'OTHER') return null;
  const unsaved = waiting > 0 && (late || status !== 'OPEN');
  const Icon = unsaved ? CloudOff : waiting > 0 ? CloudUpload : Cloud;
  const words = unsaved ? t('notSaved', { n: waiting }) : waiting > 0 ? t('saving') : t('saved');
  return (
    <span className={`kk-room__saved${unsaved ? ' kk-room__saved--not' : ''}`} data-waiting={waiting}>
      <Icon className="kk-icon" />
      {words}
      {/* Said aloud only when it goes wrong and when it is right again, not at each key. */}
      <span className="kk-unseen" role="status">
        {unsaved ? t('notSaved', { n: waiting }) : ''}
      </span>
    </span>
  );
}
