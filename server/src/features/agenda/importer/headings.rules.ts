import { type Line, type Reading, isBlank, nextFilled, squeezed, startsLower } from './lines.rules.js';

/** A heading that may run over several lines: `to` is the line after its last. */
export interface Heading {
  at: number;
  to: number;
  letter: string;
}

const themePattern = /^(?:Thema )?([A-Z])(?: ?[-–—] |: )\S/;
const bulletPattern = /^[•●▪◦‣·\uf0b7] ?/;
const plainBullet = /^[-*–o] /;

/** "A - Hernieuwde regie …". A letter alone is a level of execution in chapter 4. */
export function themeHeadings({ lines }: Reading): Heading[] {
  return lines.flatMap((line, at) => {
    const letter = themePattern.exec(line.text.slice(0, 40))?.[1];
    if (letter === undefined) return [];
    let to = at + 1;
    while (to - at < 4 && goesOn(lines[to - 1], lines[to])) to += 1;
    return [{ at, to, letter }];
  });
}

/** A heading goes on when its line kept the space at its end, or the next begins with a small letter. */
function goesOn(line: Line | undefined, next: Line | undefined) {
  return !isBlank(line) && next !== undefined && !isBlank(next) && (line?.open === true || startsLower(next.text));
}

/** The title without its letter. */
export const withoutLetter = (text: string) => text.replace(/^(?:Thema )?[A-Z](?: ?[-–—] |: )/, '');

/** Where the lists "Kernvragen" stand: a heading with "1." under it (a table of contents has it too). */
export function lists({ lines }: Reading): number[] {
  return lines.flatMap((line, at) => {
    if (!/^kernvragen:?$/i.test(line.text)) return [];
    return /^1[.)] /.test(lines[nextFilled(lines, at + 1)]?.text ?? '') ? [at] : [];
  });
}

/** The signs that open a deelvraag here: hyphens only where there are no real bullets, since sentences hold loose ones. */
export function bulletOf({ lines }: Reading): RegExp {
  return lines.some((line) => bulletPattern.test(line.text)) ? bulletPattern : plainBullet;
}

/** The line after the heading that starts at `at` and says `title`; null when none does. White space and capitals differ. */
export function headingEnd(lines: Line[], at: number, title: string): number | null {
  const wanted = squeezed(title);
  let seen = '';
  for (let to = at; to < Math.min(lines.length, at + 6); to += 1) {
    const line = lines[to];
    if (!line || (to > at && isBlank(line)) || line.text.length > 2 * title.length + 20) return null;
    if (to === at && line.text[0] !== title[0]) return null;
    seen += squeezed(line.text);
    if (seen === wanted) return to + 1;
    if (!wanted.startsWith(seen)) return null;
  }
  return null;
}

/** How much two titles share, from 0 to 1, by their words. */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size || 1);
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
