import type { Ending } from '@kenniskamer/shared/report';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { CheckboxGroup } from '../../ui/checkbox';
import { FailureNote } from '../../ui/failure-note';
import { Section } from '../../ui/page';
import { toast } from '../../ui/toast';
import { endingWords } from './ending.words';
import { useAttendance, useEnding } from './reports.queries';

/** Who was there. Until it is confirmed it is only a proposal, kept nowhere. */
export function AttendanceForm({ sessionId, ending }: { sessionId: string; ending: Ending }) {
  const t = useWords(endingWords);
  const [attended, setAttended] = useState<readonly string[]>(() => ending.people.filter((person) => person.attended).map(({ id }) => id));
  const end = useEnding(sessionId);
  const correct = useAttendance(sessionId);
  const { people, actions } = ending;
  const n = attended.length;
  const choices = people.map(({ id, name, from, answer }) => ({
    id,
    label: name,
    hint: [from, answer && t(`answer.${answer}`)].filter(Boolean).join(', ') || undefined,
  }));
  return (
    <Section title={t('who')} more={<span aria-live="polite">{t('ticked', { n, all: people.length })}</span>}>
      {!ending.endedAt && <p className="kk-meta">{t('tickedWhy')}</p>}
      <div className="kk-row">
        <Button small kind="quiet" onPress={() => setAttended(people.map(({ id }) => id))}>
          {t('all')}
        </Button>
        <Button small kind="quiet" onPress={() => setAttended([])}>
          {t('none')}
        </Button>
      </div>
      <CheckboxGroup label={t('tick')} choices={choices} value={attended} onChange={setAttended} />
      <FailureNote error={end.error ?? correct.error} />
      {ending.endedAt ? (
        !ending.finalAt && (
          <div className="kk-form__buttons">
            <Button isPending={correct.isPending} onPress={() => correct.mutate([...attended], { onSuccess: () => toast(t('saved')) })}>
              {t('save')}
            </Button>
          </div>
        )
      ) : (
        <>
          <p className="kk-meta">{actions.owners > 0 ? t('endWhy', { n: actions.owners }) : t('endNoOwners')}</p>
          <Button kind="primary" isPending={end.isPending} onPress={() => end.mutate([...attended], { onSuccess: () => toast(t('endDone')) })}>
            {t('end', { n })}
          </Button>
        </>
      )}
    </Section>
  );
}
