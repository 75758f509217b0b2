import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './messages.css';

const icons = { info: Info, warning: TriangleAlert, error: CircleX, done: CircleCheck };

interface NoticeProps {
  tone?: keyof typeof icons;
  /** Said aloud when it appears, for what answers the user's own act. */
  announced?: boolean;
  children: ReactNode;
}

/** A message at its place: an icon and always a whole sentence. */
export function Notice({ tone = 'info', announced, children }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={`kk-notice kk-notice--${tone}`} role={announced ? (tone === 'error' ? 'alert' : 'status') : undefined}>
      <Icon className="kk-icon" />
      <div className="kk-notice__body">{children}</div>
    </div>
  );
}
