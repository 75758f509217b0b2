import { OutcomeKind as Kind } from '@kenniskamer/shared/outcome';
import type { ReportContent, ReportOutcome } from '@kenniskamer/shared/report';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { CodeChip } from '../../ui/code-chip';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { Rows, Section } from '../../ui/page';
import { NoteText } from '../notes/note-text';
import { reportWords } from './report.words';

/** What the report says: facts, programme, outcomes per question, the note, who was there. */
export function ReportBody({ content }: { content: ReportContent }) {
  const t = useWords(reportWords);
  return (
    <div className="kk-report">
      <Facts content={content} />
      {content.foreword !== null && (
        <Section title={t('foreword')}>
          <p className="kk-lines">{content.foreword}</p>
        </Section>
      )}
      {content.programme.length > 0 && (
        <Section title={t('programme')}>
          <Programme content={content} />
        </Section>
      )}
      <Section title={t('outcomes')}>
        <Outcomes content={content} />
      </Section>
      <Section title={t('note')}>{content.note.length === 0 ? <p>{t('emptyNote')}</p> : <NoteText blocks={content.note} />}</Section>
      {content.attendance !== null && content.attendance.length > 0 && (
        <Section title={t('attendance')}>
          <Rows tight>
            {content.attendance.map(({ name, from }, place) => (
              // Two of one name are two rows; the stored list does not reorder.
              <li key={place}>
                {name} {from && <span className="kk-meta">{from}</span>}
              </li>
            ))}
          </Rows>
        </Section>
      )}
    </div>
  );
}

function Facts({ content }: { content: ReportContent }) {
  const t = useWords(reportWords);
  const dates = useDates();
  const { day, start, end, place, goal } = content;
  return (
    <dl className="kk-facts">
      {day && (
        <>
          <dt>{t('when')}</dt>
          <dd>{start && end ? `${dates.long(day)}, ${dates.span(start, end)}` : dates.long(day)}</dd>
        </>
      )}
      {place && (
        <>
          <dt>{t('where')}</dt>
          <dd>{place}</dd>
        </>
      )}
      {goal && (
        <>
          <dt>{t('goal')}</dt>
          <dd className="kk-lines">{goal}</dd>
        </>
      )}
    </dl>
  );
}

function Programme({ content: { programme, questions } }: { content: ReportContent }) {
  const t = useWords(reportWords);
  const codes = new Map(questions.map((question) => [question.id, question]));
  return (
    <ol className="kk-rows">
      {programme.map(({ title, minutes, speaker, questionIds }, place) => (
        <li key={place}>
          <b>{title}</b>{' '}
          <span className="kk-meta">{[minutes && t('minutes', { n: minutes }), speaker].filter(Boolean).join(', ')}</span>{' '}
          {questionIds.map((id) => codes.get(id)).map((question) => question && <CodeChip key={question.id} code={question.code} text={question.text} />)}
        </li>
      ))}
    </ol>
  );
}

function Outcomes({ content }: { content: ReportContent }) {
  const t = useWords(reportWords);
  const { questions, outcomes } = content;
  if (outcomes.length === 0) return <p>{t('noOutcomes')}</p>;
  const known = new Set(questions.map(({ id }) => id));
  const loose = outcomes.filter(({ questionIds }) => !questionIds.some((id) => known.has(id)));
  return (
    <>
      {questions.map(({ id, code, text }) => {
        const some = outcomes.filter(({ questionIds }) => questionIds.includes(id));
        return (
          some.length > 0 && (
            <section key={id} className="kk-report-question">
              <h3 lang="nl">
                <CodeChip code={code} /> {text}
              </h3>
              <ByKind outcomes={some} content={content} />
            </section>
          )
        );
      })}
      {loose.length > 0 && (
        <section className="kk-report-question">
          <h3>{t('otherQuestions')}</h3>
          <ByKind outcomes={loose} content={content} />
        </section>
      )}
    </>
  );
}

function ByKind({ outcomes, content }: { outcomes: ReportOutcome[]; content: ReportContent }) {
  const m = useWords(markWords);
  return Kind.options.map((kind) => {
    const some = outcomes.filter((outcome) => outcome.kind === kind);
    return (
      some.length > 0 && (
        <div key={kind} className="kk-report-kind">
          <h4>
            <OutcomeMark kind={kind} /> {m(`outcomes.${kind}`)}
          </h4>
          <Rows>
            {some.map((outcome) => (
              <li key={outcome.blockId}>
                <span className="kk-lines">{outcome.text}</span>
                {kind === 'ACTION' && <OfAction outcome={outcome} content={content} />}
              </li>
            ))}
          </Rows>
        </div>
      )
    );
  });
}

/** As they were at definitief; the link leads to how it stands now. */
function OfAction({ outcome: { owner, dueOn, actionId }, content }: { outcome: ReportOutcome; content: ReportContent }) {
  const t = useWords(reportWords);
  const dates = useDates();
  const facts = [
    ...(content.confidentiality === 'CHATHAM_HOUSE' ? [] : [t('owner', { name: owner ?? t('nobody') })]),
    dueOn ? t('due', { day: dates.date(dueOn) }) : t('noDay'),
  ];
  return (
    <span className="kk-meta kk-report-action">
      {facts.join('. ')}.{' '}
      {actionId && (
        <Link to="/actions/$id" params={{ id: actionId }} className="kk-no-print">
          {t('toAction')}
        </Link>
      )}
    </span>
  );
}
