import { CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { useWords } from '../platform/language';
import { markWords } from './marks.words';
import './marks.css';

export type ReplyName = 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'NEEDS_ACTION';

const icons: Record<'DECLINED' | 'NEEDS_ACTION', LucideIcon> = { DECLINED: CircleX, NEEDS_ACTION: CircleDashed };

export function ReplyIcon({ reply }: { reply: ReplyName }) {
  if (reply === 'ACCEPTED') {
    return (
      <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="12" cy="12" r="11" fill="currentColor" />
        <path d="m7 12.300 3.400 3.400 6.600-6.800" stroke="#fff" strokeWidth="2.4" />
      </svg>
    );
  }
  if (reply === 'TENTATIVE') {
    return (
      <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <circle cx="12" cy="12" r="10" />
        <path d="M7 13.200c1.500-3 3.500-3 5-1.200s3.500 1.800 5-1.200" />
      </svg>
    );
  }
  const Icon = icons[reply];
  return <Icon aria-hidden="true" />;
}

/** An answer: tick, wave, cross or dotted circle, and the word. */
export function ReplyMark({ reply }: { reply: ReplyName }) {
  const t = useWords(markWords);
  return (
    <span className={`kk-reply kk-reply--${reply}`}>
      <ReplyIcon reply={reply} />
      {t(`reply.${reply}`)}
    </span>
  );
}
