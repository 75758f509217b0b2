import { Day } from '@kenniskamer/shared/basics';
import { Level, Confidentiality } from '@kenniskamer/shared/level';
import { instantsOf, listSessionTitles, ZONE } from '@kenniskamer/shared/session';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Checkbox, CheckboxGroup } from '../../ui/checkbox';
import { ClockField } from '../../ui/clock-field';
import { DayField } from '../../ui/day-field';
import { Notice } from '../../ui/notice';
import { RadioGroup } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { sessionsWords } from '../sessions/sessions.words';
import { PlanBlock } from './plan-block';
import type { PlanForm } from './plan-form';
import { planWords } from './plan.words';

/** Day, times, place, level, and what may be known outside the room. */
export function PlanWhen({ form, sessionId }: { form: PlanForm; sessionId: string }) {
  const t = useWords(planWords);
  const s = useWords(sessionsWords);
  return (
    <PlanBlock id="when" title={t('when')}>
      <div className="kk-fields">
        <DayField label={t('day')} {...form.field('day')} />
        <ClockField label={t('from')} {...form.field('startClock')} />
        <ClockField label={t('to')} {...form.field('endClock')} />
      </div>
      <Clash form={form} sessionId={sessionId} />
      <TextField label={t('place')} hint={t('placeHint')} {...form.field('place')} />
      <TextField type="url" label={t('video')} hint={t('videoHint')} {...form.field('video')} />
      <CheckboxGroup label={t('levels')} across choices={Level.options.map((level) => ({ id: level, label: s(`level.${level}`) }))} {...form.field('levels')} />
      <RadioGroup
        label={t('secret')}
        choices={Confidentiality.options.map((secret) => ({ id: secret, label: t(`secret.${secret}`), hint: t(`secretHint.${secret}`) }))}
        {...form.field('confidentiality')}
        onChange={(secret) => secret && form.set('confidentiality', secret)}
      />
      <Checkbox hint={t('guestsWriteHint')} value={form.values.guestsWrite} onChange={(on) => form.set('guestsWrite', on)}>
        {t('guestsWrite')}
      </Checkbox>
    </PlanBlock>
  );
}

/** Other sessions that overlap. A hint, never a refusal: many people, many rooms. */
function Clash({ form, sessionId }: { form: PlanForm; sessionId: string }) {
  const t = useWords(planWords);
  const dates = useDates();
  const { startsAt, endsAt } = instantsOf({ ...form.values, zone: ZONE });
  // While a year is being typed it is 2, 20, 203: no day that anybody plans on.
  const day = Day.safeParse(startsAt && endsAt ? form.values.day : null).data ?? null;
  const { data } = useQuery({
    queryKey: ['session-titles', day],
    queryFn: ({ signal }) => call(listSessionTitles, { input: { from: day ?? '', until: day ?? '', limit: 50 }, signal }),
    enabled: day !== null,
  });
  if (!startsAt || !endsAt) return null;
  const others = (data?.items ?? []).filter((other) => other.id !== sessionId && other.startsAt < endsAt && other.endsAt > startsAt);
  if (others.length === 0) return null;
  const titles = others.map((other) => `${other.title} (${dates.span(other.startsAt, other.endsAt)})`).join(', ');
  return <Notice tone="warning">{t('clash', { titles })}</Notice>;
}
