import type { ReactNode } from 'react';
import './send-bar.css';

/** The check before what cannot be undone: who, how many, what is missing; and its one primary button. */
export function SendBar({ children, buttons }: { children: ReactNode; buttons: ReactNode }) {
  return (
    <div className="kk-sendbar">
      <div className="kk-sendbar__in">
        <div aria-live="polite">{children}</div>
        <div className="kk-sendbar__buttons">{buttons}</div>
      </div>
    </div>
  );
}
