import { Prisma } from '../../platform/database/generated/client.js';

/** Words that say too little to search by when there are others. */
const small = new Set('de het een en van in op te voor met aan om of is die dat bij naar door uit over als hoe wat we'.split(' '));

/** What somebody looks for, as at most eight words; letters, digits and what ties them. */
export function wordsOf(query: string): string[] {
  const words = [...query.toLowerCase().matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'./+-]*/gu)].map(([word]) => word.replace(/[’'./+-]+$/, ''));
  const large = words.filter((word) => !small.has(word));
  return [...new Set(large.length > 0 ? large : words)].slice(0, 8);
}

const escaped = (word: string) => word.replace(/[.+/\\-]/g, '\\$&');

/**
 * Whether all `words` stand in `text`: as a form of the same word (gemeente, gemeenten), or inside a longer one
 * (huisvesting, volkshuisvesting). One or two letters only as a word of their own. `text` is an SQL expression of our
 * own; for an index to serve, it is written exactly as the index has it.
 */
export const matches = (text: Prisma.Sql, words: string[]): Prisma.Sql =>
  Prisma.join(
    words.map((word) =>
      word.length < 3
        ? Prisma.sql`plain_text(${text}) ~ ('\\m' || plain_text(${escaped(word)}) || '\\M')`
        : Prisma.sql`(to_tsvector('dutch', ${text}) @@ plainto_tsquery('dutch', ${word}) or plain_text(${text}) like '%' || plain_text(${word}) || '%')`,
    ),
    ' and ',
  );

/** The lower the better: 0 for each word that stands there as it is, 1 for another form, 2 inside a longer word. */
export const distance = (text: Prisma.Sql, words: string[]): Prisma.Sql =>
  Prisma.join(
    words.map(
      (word) => Prisma.sql`case when plain_text(${text}) ~ ('\\m' || plain_text(${escaped(word)}) || '\\M') then 0
        when to_tsvector('dutch', ${text}) @@ plainto_tsquery('dutch', ${word}) then 1 else 2 end`,
    ),
    ' + ',
  );

/** Words that look alike, for who mistyped. */
export const resembles = (text: Prisma.Sql, words: string[]): Prisma.Sql =>
  Prisma.join(
    words.map((word) => Prisma.sql`plain_text(${word}) <% plain_text(${text})`),
    ' and ',
  );
