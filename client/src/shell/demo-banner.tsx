import { useWords } from '../platform/language';
import { shellWords } from './shell.words';
import './shell.css';

/** On every page of a demonstration, so that nobody takes its people for real ones. */
export function DemoBanner() {
  const t = useWords(shellWords);
  return (
    <aside className="kk-demo" aria-label="Demo">
      {t('demo')} <a href="/post">{t('post')}</a>
    </aside>
  );
}
