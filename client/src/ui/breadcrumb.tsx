import type { ReactNode } from 'react';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './breadcrumb.css';

/** The way up, in the agenda and below a list. Each child is a `Link`. */
export function Breadcrumb({ children }: { children: ReactNode[] }) {
  const t = useWords(uiWords);
  return (
    <nav className="kk-crumbs" aria-label={t('crumbs')}>
      <ol>
        {children.map((crumb, place) => (
          <li key={place}>{crumb}</li>
        ))}
      </ol>
    </nav>
  );
}
