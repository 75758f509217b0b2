import type { AudienceUnit } from '@kenniskamer/shared/invitation';
import { Level } from '@kenniskamer/shared/level';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Select } from '../../ui/select';
import { audienceWords } from './audience.words';
import { audienceUnitsQuery, useAddLine } from './invitations.queries';

/** How deep a unit lies, for a list that shows the tree. */
function depths(units: readonly AudienceUnit[]): Map<string, number> {
  const depth = new Map<string, number>();
  // Parents come before children.
  for (const { id, parentId } of units) depth.set(id, parentId === null ? 0 : (depth.get(parentId) ?? -1) + 1);
  return depth;
}

interface GroupValues {
  level: Level | 'ALL' | null;
  unitId: string | null;
}

/** A group by level and unit, with all below it. */
export function AudienceGroup({ sessionId, onDone }: { sessionId: string; onDone: () => void }) {
  const t = useWords(audienceWords);
  const { data: units = [] } = useQuery(audienceUnitsQuery(sessionId));
  const adding = useAddLine(sessionId);
  const depth = depths(units);
  const start: GroupValues = { level: 'ALL', unitId: 'ALL' };
  const form = useFailureForm({
    start,
    save: async ({ level, unitId }) => {
      await adding.mutateAsync({
        ...(level && level !== 'ALL' ? { level } : {}),
        ...(unitId && unitId !== 'ALL' ? { unitId } : {}),
      });
      onDone();
    },
  });
  const isEverybody = form.field('level').value === 'ALL' && form.field('unitId').value === 'ALL';
  return (
    <div className="kk-inset">
      <Form form={form} label={t('addGroup')}>
        <div className="kk-fields">
          <Select
            label={t('level')}
            choices={[{ id: 'ALL' as const, label: t('allLevels') }, ...Level.options.map((level) => ({ id: level, label: t(`level.${level}`) }))]}
            {...form.field('level')}
          />
          <Select
            label={t('unit')}
            choices={[
              { id: 'ALL', label: t('allUnits') },
              ...units.map((unit) => ({ id: unit.id, label: `${'– '.repeat(depth.get(unit.id) ?? 0)}${unit.name}` })),
            ]}
            {...form.field('unitId')}
          />
        </div>
        <div className="kk-form__buttons">
          <Button type="submit" notYet={isEverybody && t('pickBoth')} isPending={form.isPending}>
            {t('add')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('stop')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
