import type { NoteOutcome, NotePage } from '@kenniskamer/shared/note';
import { useWords } from '../../platform/language';
import { CodeChip } from '../../ui/code-chip';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { noteWords } from './note.words';
import { KnownLine } from './room-known';
import type { TextOutcome } from './outcome-line';

interface NoteOutcomesProps {
  outcomes: readonly TextOutcome[];
  read: readonly NoteOutcome[];
  page: NotePage;
  guest: boolean;
  onGo: () => void;
  onKnown: () => void;
}

/** What the note brought so far, per question, as the text now stands; also of a question on which nothing came yet. */
export function NoteOutcomes({ outcomes, read, page, guest, onGo, onKnown }: NoteOutcomesProps) {
  const t = useWords(noteWords);
  const kinds = useWords(markWords);
  const about = page.questions.filter(({ id, ofSession }) => ofSession || outcomes.some(({ questionIds }) => questionIds.includes(id)));
  const loose = outcomes.filter(({ questionIds }) => !about.some(({ id }) => questionIds.includes(id)));
  const go = (blockId: string) => {
    onGo();
    requestAnimationFrame(() => document.querySelector(`[data-block-id="${CSS.escape(blockId)}"]`)?.scrollIntoView({ block: 'center' }));
  };
  const rows = (some: readonly TextOutcome[]) => (
    <ul>
      {some.map(({ blockId, kind, text }) => (
        <li key={blockId} className="kk-mini">
          <OutcomeMark kind={kind} />
          <div>
            <button type="button" className="kk-mini__go" onClick={() => go(blockId)}>
              <span className="kk-unseen">{kinds(`outcome.${kind}`)}: </span>
              {text.trim() || t('emptyLine')}
            </button>
            {kind === 'ACTION' && <p className="kk-meta">{read.find((one) => one.blockId === blockId)?.action?.owner?.name ?? t('noOwner')}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h2 className="kk-unseen">{t('outcomes')}</h2>
      {outcomes.length === 0 && <p className="kk-meta">{t('noOutcomes')}</p>}
      {about.map(({ id, code, text, ofSession }) => (
        <section key={id} aria-label={`${code} ${text}`}>
          <h3>
            {guest ? <span className="kk-code">{code}</span> : <CodeChip code={code} />} <span className="kk-meta">{text}</span>
          </h3>
          {rows(outcomes.filter(({ questionIds }) => questionIds.includes(id)))}
          {ofSession && <KnownLine page={page} questionId={id} guest={guest} onOpen={onKnown} />}
        </section>
      ))}
      {loose.length > 0 && (
        <section aria-label={t('noQuestion')}>
          <h3>{t('noQuestion')}</h3>
          {rows(loose)}
        </section>
      )}
    </>
  );
}
