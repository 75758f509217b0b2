import { Id, line, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Level } from './level.js';

/** A seat, and who holds it now. Its level is the level at which its holder is invited. */
export const Position = z.object({
  id: Id,
  unit: z.object({ id: Id, name: z.string() }),
  title: z.string(),
  level: Level.nullable(),
  holders: z.array(z.object({ id: Id, name: z.string() })),
});
export type Position = z.infer<typeof Position>;

export const NewPosition = z.strictObject({ unitId: Id, title: line(120), level: Level.nullable() });
export type NewPosition = z.infer<typeof NewPosition>;
export const PositionPatch = NewPosition.partial();
export type PositionPatch = z.infer<typeof PositionPatch>;

/** Of one unit, or all. */
export const PositionQuery = z.object({ unitId: Id.optional() });
export type PositionQuery = z.infer<typeof PositionQuery>;

export const listPositions = endpoint('GET', '/positions', PositionQuery, z.object({ items: z.array(Position) }));
export const addPosition = endpoint('POST', '/positions', NewPosition, Position);
export const changePosition = endpoint('PATCH', '/positions/:id', PositionPatch, Position);
export const removePosition = endpoint('DELETE', '/positions/:id', Nothing, Nothing);
