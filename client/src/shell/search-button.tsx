import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useWords } from '../platform/language';
import { shellWords } from './shell.words';

const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog')).SearchDialog }));

/** True where a typed `/` belongs to a text and not to us. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Opens the search, by hand or with `/`. What it searches with is fetched at first use. */
export function SearchButton() {
  const t = useWords(shellWords);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="kk-top__button kk-top__button--search" aria-keyshortcuts="/" onClick={() => setOpen(true)}>
        <Search className="kk-icon" />
        <span className="kk-top__label">{t('search')}</span>
        <span className="kk-key" aria-hidden="true">
          /
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
