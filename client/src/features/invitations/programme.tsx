import { itemStarts, type Session } from '@kenniskamer/shared/session';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { CodeChip } from '../../ui/code-chip';
import { sessionWords } from './session.words';
import './reply-panel.css';

/** The programme as its readers see it, with clock times as far as the minutes tell them. */
export function Programme({ session }: { session: Session }) {
  const t = useWords(sessionWords);
  const dates = useDates();
  const starts = itemStarts(session.startsAt, session.items);
  return (
    <ol className="kk-programme">
      {session.items.map((item, place) => {
        const start = starts[place];
        return (
          <li key={item.id}>
            <span>{start ? <time dateTime={start.toISOString()}>{dates.clock(start)}</time> : item.minutes !== null && t('min', { n: item.minutes })}</span>
            <span>
              {item.title}
              {item.speaker && <span className="kk-meta"> {item.speaker}</span>}{' '}
              {session.questions
                .filter((question) => item.questionIds.includes(question.id))
                .map((question) => (
                  <CodeChip key={question.id} code={question.code} text={question.text} />
                ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
