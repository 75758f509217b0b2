import { useWords } from '../platform/language';
import { markWords } from './marks.words';
import './marks.css';

export type AnswerStateName = 'OPEN' | 'PARTLY' | 'ANSWERED';

/** Empty, half or full: what we know of a question. */
export function AnswerCircle({ state }: { state: AnswerStateName }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" className="kk-circle">
      {state === 'ANSWERED' ? (
        <>
          <circle cx="9" cy="9" r="8" fill="currentColor" />
          <path d="m5.2 9.2 2.6 2.6 5-5.2" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
        </>
      ) : (
        <>
          <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" />
          {state === 'PARTLY' && <path d="M9 2a7 7 0 0 1 0 14z" fill="currentColor" />}
        </>
      )}
    </svg>
  );
}

export function AnswerState({ state }: { state: AnswerStateName }) {
  const t = useWords(markWords);
  return (
    <span className="kk-state">
      <AnswerCircle state={state} />
      {t(`answer.${state}`)}
    </span>
  );
}
