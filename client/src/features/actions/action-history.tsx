import type { ActionEvent, ActionState } from '@kenniskamer/shared/action';
import { ArrowRight, CalendarDays, Mail, MessageSquare, UserCheck, type LucideIcon } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { actionsWords } from './actions.words';
import { actionWords } from './action.words';
import './actions.css';

const icons: Record<ActionEvent['field'], LucideIcon> = { STATE: ArrowRight, OWNER: UserCheck, DUE: CalendarDays, REMARK: MessageSquare, CHASE: Mail };

/** Who did what, when, the newest first. Where nobody may be named, the sentence has no subject. */
export function ActionHistory({ events }: { events: ActionEvent[] }) {
  const t = useWords(actionWords);
  const dates = useDates();
  if (events.length === 0) return <p className="kk-meta">{t('noEvents')}</p>;
  return (
    <ol className="kk-history">
      {events.map((event) => {
        const Icon = icons[event.field];
        return (
          <li key={event.id}>
            <Icon className="kk-icon" />
            <div>
              <Told event={event} /> {event.remark && <q>{event.remark}</q>}
              <br />
              <span className="kk-meta">
                <time dateTime={event.at.toISOString()}>
                  {dates.long(event.at)}, {dates.time(event.at)}
                </time>
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Told({ event: { field, by, from, to } }: { event: ActionEvent }) {
  const t = useWords(actionWords);
  const a = useWords(actionsWords);
  const dates = useDates();
  const nameless = by === null;
  const who = by ?? '';
  if (field === 'REMARK') return t(nameless ? 'event.REMARK.nobody' : 'event.REMARK', { by: who });
  if (field === 'CHASE') return t('event.CHASE', { by: who, to: to ?? '' });
  if (field === 'STATE') {
    const word = (state: string | null) => a(`state.${(state ?? 'OPEN') as ActionState}`);
    return t(nameless ? 'event.STATE.nobody' : 'event.STATE', { by: who, from: word(from), to: word(to) });
  }
  if (field === 'OWNER') {
    if (to === null) return t(nameless ? 'event.OWNER.none.nobody' : 'event.OWNER.none', { by: who, from: from ?? '' });
    return t(nameless ? 'event.OWNER.nobody' : 'event.OWNER', { by: who, to });
  }
  const day = (text: string | null) => (text ? dates.date(text) : '');
  if (to === null) return t(nameless ? 'event.DUE.none.nobody' : 'event.DUE.none', { by: who });
  if (nameless) return t('event.DUE.nobody', { to: day(to) });
  return t(from === null ? 'event.DUE.first' : 'event.DUE', { by: who, from: day(from), to: day(to) });
}
