import type { ReactNode } from 'react';

/** The first thing the Tab key meets. Every frame has a `main` with the id `content`. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#content"
      className="nl-skip-link nl-skip-link--visible-on-focus kk-skip"
      // By hand: the router would take a hash for a navigation.
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('content')?.focus();
      }}
    >
      {children}
    </a>
  );
}
