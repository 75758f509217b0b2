import type { ReactNode } from 'react';
import './messages.css';

/** What comes here, and the button that makes it. `level` is the heading's, to fit the page around it. */
export function EmptyState({ title, children, action, level: Heading = 'h3' }: { title: string; children?: ReactNode; action?: ReactNode; level?: 'h2' | 'h3' }) {
  return (
    <div className="kk-empty">
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
