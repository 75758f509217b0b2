import type { Question } from '@kenniskamer/shared/question';
import { treeOf } from '@kenniskamer/shared/unit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Select } from '../../ui/select';
import { TagList } from '../../ui/tag-list';
import { toast } from '../../ui/toast';
import { useMe } from '../people/me.queries';
import { tieableUnitsQuery, useTying } from './agenda.queries';
import { questionWords } from './question.words';

/** The units a question is tied to, whose coordinators judge it. An administrator ties them here. */
export function QuestionUnits({ question }: { question: Question }) {
  const t = useWords(questionWords);
  const { isAdministrator } = useMe();
  const [isTying, setTying] = useState(false);
  if (isTying) return <Tying question={question} onDone={() => setTying(false)} />;
  return (
    <div className="kk-stack">
      {question.units.length === 0 ? (
        <p className="kk-meta">{t('noUnits')}</p>
      ) : (
        <dl className="kk-small">
          <dt className="kk-meta">{t('units')}</dt>
          <dd>{question.units.map((unit) => unit.name).join('; ')}</dd>
        </dl>
      )}
      {isAdministrator && (
        <div>
          <Button small onPress={() => setTying(true)}>
            {t('tie')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Tying({ question, onDone }: { question: Question; onDone: () => void }) {
  const t = useWords(questionWords);
  const { data: all } = useQuery(tieableUnitsQuery());
  const tying = useTying(question.code);
  const start: { unitIds: Question['units'] } = { unitIds: question.units };
  const form = useFailureForm({
    start,
    save: async ({ unitIds }) => {
      await tying.mutateAsync(unitIds.map(({ id }) => id));
      toast(t('tied', { code: question.code }));
      onDone();
    },
  });
  const { value: units, onChange, error } = form.field('unitIds');
  // In the order of the tree, with where each one hangs, so that two of one name are told apart.
  const choices = treeOf(all?.items ?? [])
    .filter(({ unit }) => !units.some(({ id }) => id === unit.id))
    .map(({ unit, depth }) => ({ id: unit.id, label: `${'– '.repeat(depth)}${unit.name}`, hint: unit.code }));
  const add = (id: string | null) => {
    const unit = all?.items.find((one) => one.id === id);
    if (unit) onChange([...units, { id: unit.id, name: unit.name }]);
  };
  return (
    <Form form={form} label={t('tie')}>
      {units.length > 0 && <TagList label={t('units')} items={units} onRemove={(id) => onChange(units.filter((unit) => unit.id !== id))} />}
      <Select name="unitIds" label={t('tieUnit')} hint={t('tieHint')} error={error} choices={choices} value={null} onChange={add} />
      <div className="kk-form__buttons">
        <Button kind="primary" small type="submit" isPending={form.isPending}>
          {t('tieKeep')}
        </Button>
        <Button kind="quiet" small onPress={onDone}>
          {t('stop')}
        </Button>
      </div>
    </Form>
  );
}
