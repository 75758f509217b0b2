import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { comeByLink } from '../../platform/live';
import { NoteRoom } from './note-room';
import { notePageQuery, type Door } from './notes.queries';

/** The note of a session, for who is signed in. */
export function NotePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <AtDoor door={{ sessionId: id }} />;
}

/** The same for somebody with only a personal link. */
export function GuestNotePage() {
  const { token } = useParams({ strict: false }) as { token: string };
  comeByLink(token);
  return <AtDoor door={{ token }} />;
}

function AtDoor({ door }: { door: Door }) {
  const { data: page } = useSuspenseQuery(notePageQuery(door));
  return <NoteRoom key={page.sessionId} door={door} page={page} />;
}
