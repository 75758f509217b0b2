import { z } from './configure-zod.js';

export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** An instant: a `Date` in code on both sides, ISO 8601 in UTC on the wire. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

/** A calendar day without time, `2026-12-03`. Bounded so that no date library is handed the year 99999. */
export const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2199-12-31', { error: 'DAY_OUT_OF_RANGE' });
export type Day = z.infer<typeof Day>;

/** A wall-clock time of the day, `13:30`. */
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'NOT_A_TIME' });
export type Clock = z.infer<typeof Clock>;

export const Language = z.enum(['nl', 'en']);
export type Language = z.infer<typeof Language>;

// `overwrite`, not `transform`: a schema must also encode, since the browser sends what it parses.

/** One line of text: line breaks and control characters become spaces, so that no title can break a mail header. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .overwrite((text) => text.normalize('NFC').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    .min(min, { error: 'REQUIRED' })
    .max(max, { error: 'TOO_LONG' });

/** Text of several lines: CRLF becomes LF, other control characters but the tab go. */
export const prose = (max: number) =>
  z
    .string()
    .overwrite((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[\p{Cc}]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
        .trim(),
    )
    .max(max, { error: 'TOO_LONG' });

/** Octets, not characters: RFC 5321 §4.5.3.1.3 limits a path to 256 with its brackets. */
export const Email = z
  .string()
  .overwrite((text) => text.trim().toLowerCase())
  .max(254, { error: 'TOO_LONG' })
  .check(z.email({ error: 'NOT_AN_ADDRESS' }));
export type Email = z.infer<typeof Email>;

/** A link that may stand on a page: http or https only, so that no script hides in it. */
export const WebLink = z
  .string()
  .trim()
  .max(2000, { error: 'TOO_LONG' })
  .pipe(z.url({ protocol: /^https?$/, error: 'NOT_A_LINK' }));

export const Nothing = z.undefined();

/** What a list takes: at most `limit` rows after `cursor`, which is opaque. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** What a list gives. `nextCursor` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
