import type { Issue } from '@kenniskamer/shared/failure';
import type { Level } from '@kenniskamer/shared/level';
import type { CsvColumn, CsvRow } from '@kenniskamer/shared/people-csv';
import { randomUUID } from 'node:crypto';
import type { ReadRow } from './people-csv.rules.js';

interface KnownPosition {
  id: string;
  unitId: string;
  title: string;
  level: Level | null;
}
interface KnownHolding {
  id: string;
  positionId: string;
  fromOn: Date | null;
}
/** What there is before the import. */
export interface Known {
  units: { id: string; code: string; name: string }[];
  positions: KnownPosition[];
  people: { id: string; email: string | null; name: string; unitId: string | null; leftOn: Date | null; holdings: KnownHolding[] }[];
}

export interface PlannedRow extends CsvRow {
  personId: string;
  unitId: string | null;
  /** The position that they hold from now on; null when that does not change. */
  takes: string | null;
  endedHoldings: KnownHolding[];
}
export interface Plan {
  rows: PlannedRow[];
  /** To be made, or to be given another level. */
  positions: (KnownPosition & { isNew: boolean })[];
}

const key = (text: string) => text.trim().toLowerCase();

/** What importing these rows would do. Rows with something wrong do nothing. */
export function planImport(rows: ReadRow[], known: Known): Plan {
  const units = unitsBy(known.units);
  const people = new Map(known.people.map((person) => [person.email, person]));
  const positions = new Map(known.positions.map((position) => [`${position.unitId} ${key(position.title)}`, position]));
  const touched = new Map<string, KnownPosition & { isNew: boolean; saidIn: number }>();

  const planned = rows.map((row): PlannedRow => {
    const issues: Issue[] = [...row.issues];
    const unit = row.unit === null ? null : units.get(key(row.unit));
    if (unit === undefined) issues.push({ path: ['unit'], code: 'UNKNOWN_UNIT' });
    if (unit === 'SEVERAL') issues.push({ path: ['unit'], code: 'SEVERAL_UNITS' });
    const unitId = unit === undefined || unit === 'SEVERAL' ? null : unit;
    const position = issues.length === 0 && unitId !== null && row.position !== null ? positionFor(unitId, row, issues) : null;

    const person = people.get(row.email);
    const held = person?.holdings ?? [];
    const takes = position !== null && !held.some(({ positionId }) => positionId === position.id) ? position.id : null;
    const changes: CsvColumn[] = [];
    if (person && person.name !== row.name) changes.push('name');
    if (person && unitId !== null && person.unitId !== unitId) changes.push('unit');
    if (takes !== null) changes.push('position');
    if (position && touched.get(position.id)?.saidIn === row.row) changes.push('level');
    return {
      row: row.row, name: row.name, email: row.email, issues,
      act: !person ? 'CREATE' : person.leftOn !== null ? 'RETURN' : changes.length > 0 ? 'CHANGE' : 'SAME',
      changes: person ? changes : [],
      personId: person?.id ?? randomUUID(),
      unitId, takes,
      // The position in the list comes instead of those they hold.
      endedHoldings: takes === null ? [] : held,
    };
  });
  return { rows: planned, positions: [...touched.values()] };

  /** The position a row names: there already, said before in this list, or to be made. */
  function positionFor(unitId: string, { position: title, level, row }: ReadRow, issues: Issue[]): KnownPosition | null {
    if (title === null) return null;
    const at = `${unitId} ${key(title)}`;
    const there = positions.get(at);
    const said = there && touched.get(there.id);
    if (said && level !== undefined && said.level !== level) {
      issues.push({ path: ['level'], code: 'LEVELS_DIFFER', values: { row: said.saidIn } });
      return null;
    }
    if (there && (level === undefined || there.level === level)) return there;
    const made = { id: there?.id ?? randomUUID(), unitId, title, level: level ?? null };
    positions.set(at, made);
    touched.set(made.id, { ...made, isNew: !there, saidIn: row });
    return made;
  }
}

/** By code, and by name; `SEVERAL` for a name that more than one unit has. */
function unitsBy(units: Known['units']): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id, name } of units) found.set(key(name), found.has(key(name)) ? 'SEVERAL' : id);
  for (const { id, code } of units) found.set(key(code), id);
  return found;
}
