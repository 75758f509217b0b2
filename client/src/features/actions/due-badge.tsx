import { isToDo, type ActionRow } from '@kenniskamer/shared/action';
import { dayOf, daysBetween } from '@kenniskamer/shared/dates';
import { Check, Clock, ClockAlert, X } from 'lucide-react';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Badge } from '../../ui/badge';
import { actionsWords } from './actions.words';

/** How late or how soon; done or dropped. Nothing when there is nothing to warn of. */
export function DueBadge({ action: { state, dueOn } }: { action: Pick<ActionRow, 'state' | 'dueOn'> }) {
  const t = useWords(actionsWords);
  const today = dayOf(useNow());
  if (!isToDo(state)) {
    return (
      <Badge tone={state === 'DONE' ? 'ok' : undefined} icon={state === 'DONE' ? Check : X}>
        {t(`state.${state}`)}
      </Badge>
    );
  }
  if (dueOn === null) return null;
  const n = daysBetween(today, dueOn);
  if (n < 0) {
    return (
      <Badge tone="late" icon={ClockAlert}>
        {t('daysLate', { n: -n })}
      </Badge>
    );
  }
  if (n > 7) return null;
  return (
    <Badge tone="soon" icon={Clock}>
      {n === 0 ? t('today') : n === 1 ? t('tomorrow') : t('inDays', { n })}
    </Badge>
  );
}
