import type { NotePage } from '@kenniskamer/shared/note';
import { courseOf, type ItemCourse, type RoomClock } from '@kenniskamer/shared/room';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, History, QrCode } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useServerNow } from '../../platform/server-time';
import { noteWords } from './note.words';
import { ClockButtons, minutesOf } from './room-clock';
import { noteVersionsWords } from './note-versions.words';
import type { Door } from './notes.queries';
import { clockQuery } from './room.queries';
import { roomWords } from './room.words';

const still: Pick<RoomClock, 'turns' | 'done'> = { turns: [], done: false };

/** The programme as it goes, each item leading to its place in the text. */
export function NoteProgramme({ page, door, onGo }: { page: NotePage; door: Door; onGo: () => void }) {
  const t = useWords(noteWords);
  const room = useWords(roomWords);
  const versions = useWords(noteVersionsWords);
  const dates = useDates();
  const now = useServerNow();
  const { data: clock } = useQuery(clockQuery(page.sessionId));
  const { items, end } = courseOf(page, clock ?? still, now);
  const go = (id: string) => {
    onGo();
    // The part with the text may only be shown by this press.
    requestAnimationFrame(() => document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'start' }));
  };
  const endWords = end.late === null || end.late === 0 ? room('end') : room(end.late > 0 ? 'endLater' : 'endEarlier', { n: Math.abs(end.late) });
  return (
    <nav className="kk-room__programme" aria-label={t('programme')}>
      <h2>{t('programme')}</h2>
      <ol>
        {page.items.map(({ id, title }, place) => {
          const item = items[place];
          if (!item) return null;
          return (
            <li key={id} className={`kk-rail kk-rail--${item.state}`} aria-current={item.state === 'NOW' ? 'step' : undefined}>
              <span className="kk-meta">{item.startsAt ? dates.clock(item.startsAt) : ''}</span>
              <button type="button" className="kk-room__item" onClick={() => go(id)}>
                {item.state === 'DONE' && <span className="kk-unseen">{room('done')}</span>}
                <b>{title}</b>
                <Course item={item} now={now} />
              </button>
            </li>
          );
        })}
        {end.at && (
          <li className="kk-rail">
            <span className="kk-meta">{dates.clock(end.at)}</span>
            <span className="kk-rail__end">{endWords}</span>
          </li>
        )}
      </ol>
      {clock?.may.turn && (
        <>
          <ClockButtons page={page} clock={clock} />
          <p className="kk-rail__more">
            <Link to="/sessions/$id/code" params={{ id: page.sessionId }}>
              <QrCode className="kk-icon" /> {room('code')}
            </Link>
          </p>
        </>
      )}
      {clock && (
        <p className="kk-rail__more">
          {/* A page of its own: the text stays as it is while one looks back. */}
          {door.token === undefined ? (
            <Link to="/sessions/$id/note/versions" params={{ id: door.sessionId }}>
              <History className="kk-icon" /> {versions('versions')}
            </Link>
          ) : (
            <Link to="/invitation/$token/note/versions" params={{ token: door.token }}>
              <History className="kk-icon" /> {versions('versions')}
            </Link>
          )}
        </p>
      )}
    </nav>
  );
}

/** What an item took, has left, or will have. */
function Course({ item, now }: { item: ItemCourse; now: Date }) {
  const t = useWords(roomWords);
  const { state, minutes, left, late } = item;
  if (state === 'DONE') {
    return (
      <small>
        <Check className="kk-icon" /> {minutes !== null && t('took', { n: minutes })}
      </small>
    );
  }
  if (state === 'NOW') {
    if (left === null || minutes === null) return <small>{t('running')}</small>;
    return <small>{left < 0 ? t('over', { left: minutesOf(item, now) }) : t('leftOf', { left: minutesOf(item, now), n: minutes })}</small>;
  }
  const moved = late === null || late === 0 ? null : t(late > 0 ? 'later' : 'earlier', { n: Math.abs(late) });
  const length = minutes === null ? null : t('minutes', { n: minutes });
  return length || moved ? <small>{[length, moved].filter(Boolean).join(', ')}</small> : null;
}
