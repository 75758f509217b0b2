import { Failure } from '@kenniskamer/shared/failure';
import { z } from 'zod';

/** Where a list goes on: the sort values of its last row. Opaque to the reader, and no secret. */
export const cursorOf = (after: z.core.util.JSONType): string => Buffer.from(JSON.stringify(after)).toString('base64url');

/** What a cursor says; null at the start of the list. `BAD_CURSOR` for what we did not make. */
export function readCursor<Schema extends z.ZodType>(cursor: string | undefined, schema: Schema): z.output<Schema> | null {
  if (cursor === undefined) return null;
  const parsed = schema.safeParse(fromJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new Failure('BAD_CURSOR');
  return parsed.data;
}

/** The rows of one page out of `limit + 1` that were asked for, and the cursor after them. */
export function pageFrom<Row>(rows: Row[], limit: number, after: (last: Row) => z.core.util.JSONType) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(after(last)) : null };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('BAD_CURSOR');
  }
}
