import type { NoteOutcome, NotePage } from '@kenniskamer/shared/note';
import { dayOf } from '@kenniskamer/shared/dates';
import { dueIn } from '@kenniskamer/shared/spoken-day';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { useNow } from '../../platform/now';
import { Button } from '../../ui/button';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { captureWords } from './capture.words';
import { noteWords } from './note.words';
import { ownerNamedQuery, useAssign, type Door } from './notes.queries';
import type { TextOutcome } from './outcome-line';

interface OfferProps {
  outcome: TextOutcome;
  action: NoteOutcome['action'];
  page: NotePage;
  door: Door;
}

/** What the line says of owner and date, as far as the action has none yet. It is set by *Klopt* and by nothing else. */
export function ActionOffer({ outcome, action, page, door }: OfferProps) {
  const t = useWords(captureWords);
  const n = useWords(noteWords);
  const dates = useDates();
  const now = useNow();
  const tell = useTellFailure();
  const assign = useAssign(door, outcome.blockId);
  const [refused, refuse] = useState('');
  const name = action?.owner ? '' : nameIn(outcome);
  const { data: found } = useQuery({ ...ownerNamedQuery(door, page, name), enabled: name !== '' });
  const owner = name === '' ? null : (found ?? null);
  const dueOn = action?.dueOn ? null : dueIn(outcome.text, dayOf(now));
  const offered = `${owner?.id ?? ''} ${dueOn ?? ''}`;
  if ((!owner && dueOn === null) || offered === refused) return null;
  const date = dueOn === null ? '' : dates.date(dueOn);
  const sentence = owner === null ? t('offer.due', { date }) : dueOn === null ? t('offer.owner', { name: owner.name }) : t('offer.both', { name: owner.name, date });
  return (
    <div className="kk-offer" role="group" aria-label={t('offer')}>
      <p>{sentence}</p>
      <div className="kk-row">
        <Button
          kind="primary"
          small
          isPending={assign.isPending}
          onPress={() => assign.mutate({ ...(owner ? { ownerId: owner.id } : {}), ...(dueOn === null ? {} : { dueOn }) }, { onSuccess: () => toast(n('assigned')), onError: tell })}
        >
          {t('right')}
        </Button>
        <Button small onPress={() => refuse(offered)}>
          {t('wrong')}
        </Button>
      </div>
    </div>
  );
}

/** Who the line names: the one who is mentioned in it, or what follows on an @, up to where the name can end. */
function nameIn({ mentioned, text }: TextOutcome): string {
  if (mentioned.length > 0) return mentioned.length === 1 ? (mentioned[0]?.name ?? '') : '';
  const named = [...text.matchAll(/(?<![\p{L}\p{N}])@(\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’-]*){0,4})/gu)];
  return named.length === 1 ? (named[0]?.[1]?.replace(/ (?:voor|vóór|uiterlijk|by|before|op|en)(?: .*)?$/iu, '') ?? '') : '';
}
