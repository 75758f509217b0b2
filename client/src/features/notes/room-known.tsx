import type { NotePage } from '@kenniskamer/shared/note';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import type { Known } from '@kenniskamer/shared/room';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { CodeChip } from '../../ui/code-chip';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { knownQuery } from './room.queries';
import { roomWords } from './room.words';

const of = (known: Known, questionId: string) => ({
  outcomes: known.outcomes.filter(({ questionIds }) => questionIds.includes(questionId)),
  actions: known.actions.filter(({ questionIds }) => questionIds.includes(questionId)),
});

/** What earlier sessions brought on this one's questions, as far as the reader may see it. */
export function RoomKnown({ page, guest }: { page: NotePage; guest: boolean }) {
  const t = useWords(roomWords);
  const kinds = useWords(markWords);
  const dates = useDates();
  const { data: known } = useQuery(knownQuery(page.sessionId));
  if (!known) return null;
  const questions = page.questions.filter(({ ofSession }) => ofSession).map((question) => ({ ...question, ...of(known, question.id) }));
  const some = questions.filter(({ outcomes, actions }) => outcomes.length + actions.length > 0);
  return (
    <>
      <h2>{t('known')}</h2>
      <p className="kk-meta">{t(guest ? 'knownGuest' : some.length === 0 ? 'noKnown' : 'knownLead')}</p>
      {some.map(({ id, code, text, outcomes, actions }) => (
        <section key={id} aria-label={`${code} ${text}`}>
          <h3>
            <CodeChip code={code} /> <span className="kk-meta">{text}</span>
          </h3>
          <ul>
            {outcomes.map(({ id: outcomeId, kind, text: words, session }) => (
              <li key={outcomeId} className="kk-mini">
                <OutcomeMark kind={kind} />
                <div>
                  <span className="kk-unseen">{kinds(`outcome.${kind}`)}: </span>
                  {words}
                  <p className="kk-meta">{[session.title, session.startsAt && dates.inTable(session.startsAt)].filter(Boolean).join(', ')}</p>
                </div>
              </li>
            ))}
            {actions.map(({ id: actionId, text: words, dueOn }) => (
              <li key={actionId} className="kk-mini">
                <OutcomeMark kind="ACTION" />
                <div>
                  <span className="kk-unseen">{kinds('outcome.ACTION')}: </span>
                  <Link to="/actions/$id" params={{ id: actionId }}>
                    {words}
                  </Link>
                  {dueOn && <p className="kk-meta">{t('dueOn', { date: dates.date(dueOn) })}</p>}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** `Al bekend: 3 inzichten, 2 open acties`, which leads there; for a guest, who sees none of it, nothing. */
export function KnownLine({ page, questionId, guest, onOpen }: { page: NotePage; questionId: string; guest: boolean; onOpen: () => void }) {
  const t = useWords(roomWords);
  const { data: known } = useQuery(knownQuery(page.sessionId));
  if (guest || !known) return null;
  const { outcomes, actions } = of(known, questionId);
  const counts = OutcomeKind.options.map((kind) => [kind, kind === 'ACTION' ? actions.length : outcomes.filter((one) => one.kind === kind).length] as const);
  const parts = counts.filter(([, n]) => n > 0).map(([kind, n]) => t(`n.${kind}`, { n }));
  if (parts.length === 0) return <p className="kk-meta kk-known">{t('nothingKnown')}</p>;
  return (
    <p className="kk-known">
      <button type="button" className="kk-known__open" onClick={onOpen}>
        {t('knownLine', { list: parts.join(', ') })}
      </button>
    </p>
  );
}
