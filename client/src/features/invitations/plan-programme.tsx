import { instantsOf, itemStarts, ZONE } from '@kenniskamer/shared/session';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { newId } from '../../platform/new-id';
import { Button, IconButton } from '../../ui/button';
import { FilterChip } from '../../ui/filter';
import { NumberField } from '../../ui/number-field';
import { TextField } from '../../ui/text-field';
import { toast } from '../../ui/toast';
import { PlanBlock } from './plan-block';
import type { PlanForm } from './plan-form';
import type { PlanItem } from './plan-values';
import { planWords } from './plan.words';

/** The items in their order, with minutes, speaker and questions. Each moves with its buttons, or with Alt and an arrow. */
export function PlanProgramme({ form }: { form: PlanForm }) {
  const t = useWords(planWords);
  const dates = useDates();
  const { items } = form.values;
  const { startsAt, endsAt } = instantsOf({ ...form.values, zone: ZONE });
  const starts = itemStarts(startsAt, [...items]);
  const setItems = (next: readonly PlanItem[]) => form.set('items', next);
  const move = (from: number, to: number) => {
    const moved = items[from];
    if (!moved || to < 0 || to >= items.length) return;
    const rest = items.filter((item) => item !== moved);
    setItems([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  const remove = (item: PlanItem) => {
    setItems(items.filter((one) => one !== item));
    toast(t('itemRemoved', { title: item.title || '…' }), { undo: () => setItems(items) });
  };
  const used = items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  const all = startsAt && endsAt ? (endsAt.getTime() - startsAt.getTime()) / 60_000 : null;
  const sum = all === null ? t('used', { used }) : used > all ? t('over', { used, all, n: used - all }) : t('fits', { used, all });
  return (
    <PlanBlock id="programme" title={t('programme')}>
      <ol className="kk-items" data-field="items">
        {items.map((item, place) => (
          <ProgrammeRow
            key={item.id}
            form={form}
            item={item}
            place={place}
            time={starts[place] ? dates.clock(starts[place]) : ''}
            isLast={place === items.length - 1}
            onChange={(change) => setItems(items.map((one) => (one === item ? { ...item, ...change } : one)))}
            onMove={(by) => move(place, place + by)}
            onRemove={() => remove(item)}
          />
        ))}
      </ol>
      <div className="kk-row kk-row--apart kk-form__buttons">
        <Button small icon={Plus} onPress={() => setItems([...items, { id: newId(), title: '', minutes: 15, speaker: '', questionIds: [] }])}>
          {t('addItem')}
        </Button>
        {items.length > 0 && (
          <p className="kk-small" role="status">
            {sum}
          </p>
        )}
      </div>
    </PlanBlock>
  );
}

interface RowProps {
  form: PlanForm;
  item: PlanItem;
  place: number;
  time: string;
  isLast: boolean;
  onChange: (change: Partial<PlanItem>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function ProgrammeRow({ form, item, place, time, isLast, onChange, onMove, onRemove }: RowProps) {
  const t = useWords(planWords);
  const n = place + 1;
  return (
    <li
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        onMove(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <span className="kk-items__time">{time}</span>
      <div>
        <TextField label={t('itemTitle', { n })} name={`items.${place}.title`} value={item.title} onChange={(title) => onChange({ title })} error={form.errorAt('items', place, 'title')} />
        <div className="kk-items__sub" role="group" aria-label={t('itemQuestions', { n })}>
          {form.values.questionIds.map((question) => (
            <FilterChip
              key={question.id}
              on={item.questionIds.includes(question.id)}
              onChange={(on) => onChange({ questionIds: on ? [...item.questionIds, question.id] : item.questionIds.filter((id) => id !== question.id) })}
            >
              {question.code}
            </FilterChip>
          ))}
          <div className="kk-items__speaker">
            <TextField label={t('itemSpeaker', { n })} placeholder={t('speaker')} value={item.speaker} onChange={(speaker) => onChange({ speaker })} error={form.errorAt('items', place, 'speaker')} />
          </div>
        </div>
      </div>
      <div className="kk-items__side">
        <NumberField label={t('itemMinutes', { n })} min={1} max={600} value={item.minutes} onChange={(minutes) => onChange({ minutes })} error={form.errorAt('items', place, 'minutes')} />
        {t('minutes')}
        <IconButton icon={ArrowUp} label={t('up', { n })} isSpent={place === 0} onPress={() => onMove(-1)} />
        <IconButton icon={ArrowDown} label={t('down', { n })} isSpent={isLast} onPress={() => onMove(1)} />
        <IconButton icon={X} label={t('removeItem', { n })} onPress={onRemove} />
      </div>
    </li>
  );
}
