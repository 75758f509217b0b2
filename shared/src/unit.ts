import { Id, line, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { UnitKind } from './level.js';

export const Unit = z.object({ id: Id, parentId: Id.nullable(), kind: UnitKind, code: z.string(), name: z.string() });
export type Unit = z.infer<typeof Unit>;

/** Short and without spaces, since people type it in lists: `BZK`, `DGVB`, `BZK/DGOO`. */
const Code = line(30).check(z.regex(/^[\p{L}\p{N}][\p{L}\p{N}./&-]*$/u, { error: 'NOT_A_CODE' }));

export const NewUnit = z.strictObject({ parentId: Id.nullable(), kind: UnitKind, code: Code, name: line(120) });
export type NewUnit = z.infer<typeof NewUnit>;
export const UnitPatch = NewUnit.partial();
export type UnitPatch = z.infer<typeof UnitPatch>;

/** All of them, parents before children, by name. */
export const listUnits = endpoint('GET', '/units', Nothing, z.object({ items: z.array(Unit) }));
export const addUnit = endpoint('POST', '/units', NewUnit, Unit);
export const changeUnit = endpoint('PATCH', '/units/:id', UnitPatch, Unit);
export const removeUnit = endpoint('DELETE', '/units/:id', Nothing, Nothing);

export interface Branch<Node> {
  unit: Node;
  depth: number;
}

/** Units as one list in the order of the tree. A unit whose parent is not among them stands at the top. */
export function treeOf<Node extends { id: string; parentId: string | null; name: string }>(units: readonly Node[]): Branch<Node>[] {
  const known = new Set(units.map(({ id }) => id));
  const below = Map.groupBy(units, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
  const walk = (parent: string | null, depth: number): Branch<Node>[] =>
    (below.get(parent) ?? [])
      .toSorted((one, other) => one.name.localeCompare(other.name, 'nl'))
      .flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}
