import { Cloud, CloudOff, CloudUpload } from 'lucide-react';
import { useDates } from '../platform/dates';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './messages.css';

/** "Opgeslagen om 10.42 uur"; or how many changes wait when saving fails. */
export function SavedAt({ at, saving, waiting = 0 }: { at?: Date | null; saving?: boolean; waiting?: number }) {
  const t = useWords(uiWords);
  const dates = useDates();
  const failed = waiting > 0;
  const Icon = failed ? CloudOff : saving ? CloudUpload : Cloud;
  const text = failed ? t('notSaved', { n: waiting }) : saving ? t('saving') : at ? t('saved', { time: dates.time(at) }) : '';
  return (
    <span className={`kk-saved${failed ? ' kk-saved--waiting' : ''}`} role="status">
      {text && <Icon className="kk-icon" />}
      {text}
    </span>
  );
}
