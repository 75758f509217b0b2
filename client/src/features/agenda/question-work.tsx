import type { QuestionWork } from '@kenniskamer/shared/home';
import { Armchair, CalendarDays, CircleAlert, ListChecks } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { workWords } from './question-work.words';
import './agenda.css';

/** Beside a kernvraag: sessions held, actions to do, and when the next session is. */
export function CoreWork({ work }: { work: QuestionWork | undefined }) {
  const t = useWords(workWords);
  const dates = useDates();
  if (!work) return null;
  const isGap = work.held === 0 && work.next === null;
  return (
    <>
      <span className={isGap ? 'kk-count kk-count--gap' : 'kk-count'}>
        {isGap ? <CircleAlert className="kk-icon" /> : <Armchair className="kk-icon" />}
        <span aria-hidden="true">{work.held === 0 ? t('none') : work.held}</span>
        <span className="kk-unseen">{t('held', { n: work.held })}</span>
      </span>
      <span className={work.toDo === 0 ? 'kk-count kk-count--none' : 'kk-count'}>
        <ListChecks className="kk-icon" />
        <span aria-hidden="true">{work.toDo === 0 ? t('none') : work.toDo}</span>
        <span className="kk-unseen">{t('toDo', { n: work.toDo })}</span>
      </span>
      <span className={work.next ? 'kk-count' : 'kk-count kk-count--none'}>
        {work.next && <CalendarDays className="kk-icon" />}
        {work.next ? dates.short(work.next) : t('nothingPlanned')}
      </span>
    </>
  );
}

/** Beside a deelvraag: the same in words. */
export function SubWork({ work }: { work: QuestionWork }) {
  const t = useWords(workWords);
  const dates = useDates();
  const done = [work.held > 0 && t('held', { n: work.held }), work.outcomes > 0 && t('outcomes', { n: work.outcomes })].filter((one) => one !== false);
  if (done.length > 0) return done.join(', ');
  return work.next ? t('planned', { day: dates.short(work.next) }) : t('nothing');
}
