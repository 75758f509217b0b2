import { ArrowRight, Check, CircleQuestionMark, Lightbulb, type LucideIcon } from 'lucide-react';
import { useWords } from '../platform/language';
import { markWords } from './marks.words';
import './marks.css';

export type OutcomeKindName = 'DECISION' | 'INSIGHT' | 'WHITE_SPOT' | 'ACTION';

const icons: Record<OutcomeKindName, LucideIcon> = { DECISION: Check, INSIGHT: Lightbulb, WHITE_SPOT: CircleQuestionMark, ACTION: ArrowRight };

/** The sign of a kind: its own colour, icon and shape. Give it its word beside it, or use `OutcomeKind`. */
export function OutcomeMark({ kind }: { kind: OutcomeKindName }) {
  const Icon = icons[kind];
  return (
    <span className={`kk-mark kk-mark--${kind}`} aria-hidden="true">
      {kind === 'WHITE_SPOT' ? <b>?</b> : <Icon className="kk-icon" />}
    </span>
  );
}

/** The sign with its word. */
export function OutcomeKind({ kind }: { kind: OutcomeKindName }) {
  const t = useWords(markWords);
  return (
    <span className={`kk-kind kk-kind--${kind}`}>
      <OutcomeMark kind={kind} />
      {t(`outcome.${kind}`)}
    </span>
  );
}
