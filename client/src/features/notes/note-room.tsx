import type { NotePage } from '@kenniskamer/shared/note';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useWords } from '../../platform/language';
import { serverNow } from '../../platform/server-time';
import { asksAtSignOut, isLeaving } from '../../platform/sign-out';
import { PageTitle } from '../../ui/page-title';
import { KeptText } from './kept-text';
import { LeaveGuard } from './leave-guard';
import { LeftCopies } from './left-copies';
import { NoteEditor } from './note-editor';
import { useIdPerItem } from './note-identity.live';
import { NoteLink } from './note-link.live';
import { NoteStatus } from './note-status';
import { noteWords } from './note.words';
import { doorHash, noteOutcomesQuery, type Door } from './notes.queries';
import { RoomClock } from './room-clock';
import { RoomPresent } from './room-present';
import { useRoom } from './room.live';
import './note.css';

/** Milliseconds: the longest a browser's timer takes. */
const LONGEST = 2 ** 31 - 1;

/** The room in which a note is written: what it is, whether it is kept, and the text. */
export function NoteRoom({ door, page }: { door: Door; page: NotePage }) {
  const t = useWords(noteWords);
  const [making, setMaking] = useState<{ count: number; only: number | null }>({ count: 0, only: null });
  const remake = useCallback((only: number | null) => setMaking(({ count }) => ({ count: count + 1, only })), []);
  const atFirst = useRef(page);
  const [link, setLink] = useState<NoteLink | null>(null);
  useRoom(page.sessionId);
  useIdPerItem(link, page);
  useEffect(() => {
    // A page that is read again (its programme changed, say) is the same note.
    const next = new NoteLink(atFirst.current, door.token === undefined ? null : doorHash(door.token), making.only, remake);
    next.start();
    setLink(next);
    return () => {
      next.stop();
      setLink(null);
    };
  }, [page.sessionId, door.token, making, remake]);
  const reopen = (refused: NoteLink) => {
    // A newer page takes what this one may not send; anything else was refused for good.
    if (refused.current().failure?.code === 'SCHEMA_TOO_OLD') location.reload();
    else void refused.discard().then(() => remake(null));
  };
  const gone = useSyncExternalStore(link?.subscribe ?? noChange, () => link?.current().status === 'GONE');
  // Of a confidential session nothing at all stays in sight, its title neither.
  if (gone && page.confidentiality === 'CONFIDENTIAL') return <Vanished page={page} door={door} />;
  return (
    <div className="kk-room">
      <div className="kk-room__bar">
        {door.sessionId !== undefined && (
          <Link to="/sessions/$id" params={{ id: door.sessionId }} className="kk-room__back" aria-label={t('back')} title={t('back')}>
            <ArrowLeft className="kk-icon" />
          </Link>
        )}
        <div className="kk-room__title">
          <PageTitle tabTitle={t('title', { title: page.title })}>{page.title}</PageTitle>
          <p className="kk-meta">{t(`face.${page.confidentiality}`)}</p>
        </div>
        <RoomClock page={page} />
        <RoomPresent sessionId={page.sessionId} />
        {link && <NoteStatus link={link} />}
      </div>
      {link && <Opened key={making.count} link={link} door={door} page={page} onReopen={() => reopen(link)} />}
    </div>
  );
}

const noChange = () => () => undefined;

function Vanished({ page, door }: { page: NotePage; door: Door }) {
  const t = useWords(noteWords);
  const cache = useQueryClient();
  useEffect(() => {
    cache.removeQueries({ queryKey: ['room', page.sessionId] });
    cache.removeQueries({ queryKey: noteOutcomesQuery(door).queryKey });
  }, [cache, door, page.sessionId]);
  return (
    <div className="kk-paper" role="alert">
      <PageTitle>{t('gone')}</PageTitle>
      <p>{t('goneHelp')}</p>
    </div>
  );
}

interface OpenedProps {
  link: NoteLink;
  door: Door;
  page: NotePage;
  onReopen: () => void;
}

function Opened({ link, ...props }: OpenedProps) {
  const t = useWords(noteWords);
  const state = useSyncExternalStore(link.subscribe, link.current);
  const [wasOpen, setWasOpen] = useState(false);
  if (state.status === 'OPEN' && !wasOpen) setWasOpen(true);
  const startsAt = props.page.startsAt?.getTime();
  useEffect(() => {
    if (state.readOnly !== 'NOT_STARTED' || startsAt === undefined) return;
    const timer = setTimeout(() => void link.open(), Math.min(Math.max(startsAt - serverNow().getTime() + 500, 0), LONGEST));
    return () => clearTimeout(timer);
  }, [link, state.readOnly, startsAt]);
  useEffect(() => {
    if (state.waiting === 0) return;
    const hold = (event: BeforeUnloadEvent) => {
      if (!isLeaving()) event.preventDefault();
    };
    const askNoMore = asksAtSignOut(() => true);
    addEventListener('beforeunload', hold);
    return () => {
      askNoMore();
      removeEventListener('beforeunload', hold);
    };
  }, [state.waiting]);
  if (state.status === 'GONE') {
    return (
      <div className="kk-paper" role="alert">
        <p className="kk-lead">{t('gone')}</p>
        <p>{t('goneHelp')}</p>
        {state.unsent !== '' && (
          <>
            <p>
              <b>{t('goneUnsent')}</b>
            </p>
            <KeptText text={state.unsent} />
          </>
        )}
      </div>
    );
  }
  if (state.status === 'OTHER') {
    return (
      <div className="kk-paper" role="alert">
        <p className="kk-lead">{t('otherPerson')}</p>
        <p>{t('otherPersonHelp')}</p>
      </div>
    );
  }
  // The editor must not meet an empty document: it would put a first line in it for everybody.
  if (!wasOpen) {
    return (
      <p className="kk-paper" role="status">
        {t('opening')}
      </p>
    );
  }
  const { keptAs, sessionId } = props.page;
  return (
    <>
      {props.page.confidentiality === 'CONFIDENTIAL' && <LeaveGuard link={link} />}
      {link.generation !== null && <LeftCopies owner={keptAs} sessionId={sessionId} generation={link.generation} />}
      <NoteEditor link={link} state={state} {...props} />
    </>
  );
}
