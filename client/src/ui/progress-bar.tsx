import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './messages.css';

/** How far something long has come: `label` says it in words, with the numbers. */
export function ProgressBar({ label, done, all }: { label: string; done: number; all: number }) {
  const t = useWords(uiWords);
  return (
    <AriaProgressBar className="kk-progress" value={done} maxValue={Math.max(all, 1)} valueLabel={t('step', { done, all })} aria-label={label}>
      {({ percentage }) => (
        <>
          <b>{label}</b>
          <div className="kk-progress__track">
            <i style={{ width: `${percentage ?? 0}%` }} />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
