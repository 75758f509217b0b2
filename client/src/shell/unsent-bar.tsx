import { Link, useLocation } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { useUnsentNotes } from '../features/notes/unsent-notes.live';
import { useWords } from '../platform/language';
import { shellWords } from './shell.words';

/** On every page: in which notes something waits in this browser that is not saved. A note's own page says it itself. */
export function UnsentBar({ personId }: { personId: string }) {
  const t = useWords(shellWords);
  const { pathname } = useLocation();
  const notes = useUnsentNotes(personId).filter(({ sessionId }) => pathname !== `/sessions/${sessionId}/note`);
  return (
    <div role="status">
      {notes.map(({ sessionId, title, waiting }) => (
        <p key={sessionId} className="kk-unsent">
          <CloudOff className="kk-icon" />
          <span>
            <b>{t('unsent', { n: waiting })}</b> {t('unsentIn')}{' '}
            <Link to="/sessions/$id/note" params={{ id: sessionId }}>
              {title}
            </Link>
            {t('unsentHelp')}
          </span>
        </p>
      ))}
    </div>
  );
}
