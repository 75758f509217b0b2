import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sweepCopies } from '../features/notes/unsent-notes.live';
import { useWords } from '../platform/language';
import { keepFocus } from '../ui/keep-focus';
import { SkipLink } from '../ui/skip-link';
import { Toasts } from '../ui/toast';
import { DemoBanner } from './demo-banner';
import { shellWords } from './shell.words';

/** The server says so in the document itself: guests see it too, and it needs no call. */
const isDemo = document.documentElement.hasAttribute('data-demo');

/** Round every page, also those of guests. */
export function Frame() {
  const t = useWords(shellWords);
  useEffect(() => void sweepCopies(), []);
  useEffect(keepFocus, []);
  return (
    <>
      <SkipLink>{t('skip')}</SkipLink>
      {isDemo && <DemoBanner />}
      <Outlet />
      <Toasts />
    </>
  );
}
