import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './badge.css';

/** A fact about time or status, in a word, with its icon. Never something to press. */
export function Badge({ tone, icon: Icon, children }: { tone?: 'late' | 'soon' | 'brand' | 'ok'; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className={`kk-badge${tone ? ` kk-badge--${tone}` : ''}`}>
      {Icon && <Icon className="kk-icon" />}
      {children}
    </span>
  );
}
