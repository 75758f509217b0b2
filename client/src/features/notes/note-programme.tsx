import type { NotePage } from '@kenniskamer/shared/note';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { noteWords } from './note.words';

/** The programme, each item leading to its place in the text. */
export function NoteProgramme({ page, onGo }: { page: NotePage; onGo: () => void }) {
  const t = useWords(noteWords);
  const dates = useDates();
  const starts = startsOf(page);
  const go = (id: string) => {
    onGo();
    // The part with the text may only be shown by this press.
    requestAnimationFrame(() => document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'start' }));
  };
  return (
    <nav className="kk-room__programme" aria-label={t('programme')}>
      <h2>{t('programme')}</h2>
      <ol>
        {page.items.map(({ id, title, minutes }, place) => (
          <li key={id}>
            <span className="kk-meta">{starts[place] ? dates.clock(starts[place]) : ''}</span>
            <button type="button" className="kk-room__item" onClick={() => go(id)}>
              {title}
              {minutes !== null && <small>{minutes} min</small>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** When each item starts as planned; nothing from the first one on whose length is not known. */
function startsOf({ startsAt, items }: NotePage): (Date | null)[] {
  let at = startsAt?.getTime() ?? null;
  return items.map(({ minutes }) => {
    const start = at === null ? null : new Date(at);
    at = at === null || minutes === null ? null : at + minutes * 60_000;
    return start;
  });
}
