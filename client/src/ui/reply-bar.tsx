import { useWords } from '../platform/language';
import { markWords } from './marks.words';
import type { ReplyName } from './reply-mark';
import './marks.css';

const order = ['ACCEPTED', 'TENTATIVE', 'DECLINED', 'NEEDS_ACTION'] as const satisfies ReplyName[];

/** How the answers divide: solid, hatched, outlined, grey. Its name tells the numbers. */
export function ReplyBar({ counts }: { counts: Record<ReplyName, number> }) {
  const t = useWords(markWords);
  const name = t('bar', { yes: counts.ACCEPTED, maybe: counts.TENTATIVE, no: counts.DECLINED, none: counts.NEEDS_ACTION });
  return (
    <span className="kk-bar" role="img" aria-label={name}>
      {order.map((reply) => counts[reply] > 0 && <i key={reply} className={`kk-bar--${reply}`} style={{ flex: counts[reply] }} />)}
    </span>
  );
}

export function ReplyLegend() {
  const t = useWords(markWords);
  return (
    <ul className="kk-legend" aria-label={t('bar.legend')}>
      {order.map((reply) => (
        <li key={reply}>
          <span className="kk-bar" aria-hidden="true">
            <i className={`kk-bar--${reply}`} />
          </span>
          {t(`bar.${reply}`)}
        </li>
      ))}
    </ul>
  );
}
