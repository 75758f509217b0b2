import { TableGroup, type Audience } from '@kenniskamer/shared/invitation';
import { instantsOf, ZONE } from '@kenniskamer/shared/session';
import { Check, CircleAlert } from 'lucide-react';
import { useWords } from '../../platform/language';
import { Section } from '../../ui/page';
import { audienceWords } from './audience.words';
import type { PlanForm } from './plan-form';
import { planWords } from './plan.words';
import './plan.css';

type CheckName = 'title' | 'goal' | 'questions' | 'when' | 'where' | 'items' | 'who';

/** What is there and what is not, in the order of the form. Goal and questions may be missing. */
export function checksOf({ values, errorAt }: PlanForm, people: number): { name: CheckName; done: boolean; needed: boolean }[] {
  const { startsAt, endsAt } = instantsOf({ ...values, zone: ZONE });
  const minutes = values.items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  const fits = !startsAt || !endsAt || minutes * 60_000 <= endsAt.getTime() - startsAt.getTime();
  return [
    { name: 'title', done: values.title.trim() !== '', needed: true },
    { name: 'goal', done: values.goal.trim() !== '', needed: false },
    { name: 'questions', done: values.questionIds.length > 0, needed: false },
    { name: 'when', done: startsAt !== null && endsAt !== null && !errorAt('day'), needed: true },
    { name: 'where', done: values.place.trim() !== '' || values.video.trim() !== '', needed: true },
    { name: 'items', done: fits && values.items.every((item) => item.title.trim() !== ''), needed: true },
    { name: 'who', done: people > 0, needed: true },
  ];
}

export function PlanSide({ form, audience }: { form: PlanForm; audience: Audience }) {
  const t = useWords(planWords);
  const a = useWords(audienceWords);
  const groups = TableGroup.options.filter((group) => audience.perGroup[group] > 0);
  return (
    <aside className="kk-plan__side kk-aside" aria-label={t('side')}>
      <Section title={a('table')}>
        <p className="kk-sum" aria-live="polite">
          <b>{audience.people.length}</b> <span>{a('people', { n: audience.people.length }).replace(/^[\d.,]+ /, '')}</span>
        </p>
        {groups.length > 0 && (
          <table className="kk-levels">
            <caption className="kk-unseen">{a('perGroup')}</caption>
            <thead>
              <tr>
                <th scope="col">{a('level')}</th>
                <th scope="col">{a('now')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group}>
                  <td>{a(`group.${group}`)}</td>
                  <td>{audience.perGroup[group]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      <Section title={t('readyToSend')}>
        <ul className="kk-ready">
          {checksOf(form, audience.people.length).map(({ name, done, needed }) => (
            <li key={name} className={done ? undefined : 'kk-ready__open'}>
              {done ? <Check className="kk-icon" aria-label={t('ready')} role="img" /> : <CircleAlert className="kk-icon" aria-label={t('notReady')} role="img" />}
              <span>{done || needed ? t(`check.${name}`) : t('optional', { what: t(`check.${name}`) })}</span>
            </li>
          ))}
        </ul>
      </Section>
    </aside>
  );
}
