import { useMatch } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';

/** Where the focus was last put. Null until the first page, which the browser announces itself. */
let shownPath: string | null = null;

/** The page's one h1. Names the tab, and takes the focus after a navigation, so that a screen reader says where one is. */
export function PageTitle({ tabTitle, children }: { tabTitle?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The match's own address, not the location's: that one has moved on while the page before is still shown.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  const title = tabTitle ?? (typeof children === 'string' ? children : '');
  useEffect(() => {
    document.title = title ? `${title} – Kenniskamer` : 'Kenniskamer';
  }, [title]);
  useEffect(() => {
    if (shownPath !== null && shownPath !== pathname) heading.current?.focus({ preventScroll: true });
    shownPath = pathname;
  }, [pathname]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
