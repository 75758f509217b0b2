import { previewMail, type Audience } from '@kenniskamer/shared/invitation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../platform/call';
import { useWords } from '../../platform/language';
import { FailureNote } from '../../ui/failure-note';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { audienceWords } from './audience.words';
import { PlanBlock } from './plan-block';
import { planWords } from './plan.words';

/** The mail as one of the audience would get it. `version` changes with what was saved, so that it shows that. */
export function PlanMail({ sessionId, audience, version }: { sessionId: string; audience: Audience; version: number }) {
  const t = useWords(audienceWords);
  const plan = useWords(planWords);
  const [chosen, choose] = useState<string | null>(null);
  const personId = audience.people.some((person) => person.id === chosen) ? chosen : (audience.people[0]?.id ?? null);
  const preview = useQuery({
    queryKey: ['session', sessionId, 'mail', personId, version],
    queryFn: ({ signal }) => call(previewMail, { params: { id: sessionId, personId: personId ?? '' }, signal }),
    enabled: personId !== null,
  });
  return (
    <PlanBlock id="mail" title={plan('mail')}>
      {personId === null ? (
        <p className="kk-meta">{t('previewNone')}</p>
      ) : (
        <>
          <Select label={t('preview')} value={personId} onChange={choose} choices={audience.people.map((person) => ({ id: person.id, label: person.name, hint: person.about ?? undefined }))} />
          <FailureNote error={preview.error} />
          {preview.isPending && <Skeleton />}
          {preview.data && (
            <div className="kk-mail">
              <p className="kk-meta">{t('to', { address: preview.data.to })}</p>
              <p className="kk-meta">{t('subject', { subject: preview.data.subject })}</p>
              <pre>{preview.data.text}</pre>
            </div>
          )}
        </>
      )}
    </PlanBlock>
  );
}
