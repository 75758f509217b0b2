import type { Match, Settlement } from '@kenniskamer/shared/agenda';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { RadioGroup } from '../../ui/radio-group';
import { editionsWords } from './editions.words';

/** The id of its element, to go to. */
export const matchId = (code: string) => `match-${code.replace('.', '-')}`;

interface MatchNoteProps {
  match: Match;
  settlement: Settlement | undefined;
  onSettle: (settlement: Settlement) => void;
}

/** How a question differs from now; for one with other words, whether it is still the same. */
export function MatchNote({ match: { code, kind, before }, settlement, onSettle }: MatchNoteProps) {
  const t = useWords(editionsWords);
  if (kind === 'NEW') return <Badge tone="brand">{t('match.NEW')}</Badge>;
  if (kind === 'MOVED' && before) return <Badge>{t('match.MOVED', { code: before.code })}</Badge>;
  if (kind !== 'CHANGED' || !before) return null;
  return (
    <div className="kk-doubt" id={matchId(code)} tabIndex={-1} data-open={settlement ? undefined : ''}>
      <Badge tone="soon">{t('match.CHANGED')}</Badge>
      <p className="kk-meta" lang="nl">
        {t('before', { code: before.code, text: before.text })}
      </p>
      <RadioGroup<Settlement>
        label={t('same')}
        choices={[
          { id: 'KEEP', label: t('KEEP'), hint: t('keepHint') },
          { id: 'NEW', label: t('NEW'), hint: t('newHint') },
        ]}
        value={settlement ?? null}
        onChange={(choice) => choice && onSettle(choice)}
      />
    </div>
  );
}
