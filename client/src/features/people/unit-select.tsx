import { treeOf } from '@kenniskamer/shared/unit';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useWords } from '../../platform/language';
import type { FieldProps } from '../../ui/field-parts';
import { Select } from '../../ui/select';
import { administrationWords } from './administration.words';
import { unitsQuery } from './people.queries';

const NONE = 'none';

interface UnitSelectProps extends FieldProps<string | null> {
  /** What no unit is called; without it there must be one. */
  none?: string;
  inline?: boolean;
  /** A unit that may not be chosen, with all below it: it cannot stand under itself. */
  without?: string;
}

/** One unit out of the tree; what is below stands further in. */
export function UnitSelect({ none, without, value, onChange, ...props }: UnitSelectProps) {
  const t = useWords(administrationWords);
  const { data } = useSuspenseQuery(unitsQuery());
  const branches = treeOf(data.items.filter(({ id }) => id !== without));
  const choices = branches.map(({ unit, depth }) => ({ id: unit.id, label: `${'– '.repeat(depth)}${unit.name}`, hint: unit.code }));
  return (
    <Select
      {...props}
      choices={none === undefined ? choices : [{ id: NONE, label: none || t('none'), hint: '' }, ...choices]}
      value={value ?? (none === undefined ? null : NONE)}
      onChange={(id) => onChange(id === NONE ? null : id)}
    />
  );
}
