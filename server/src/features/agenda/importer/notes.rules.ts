import type { Doubts } from './doubts.rules.js';
import { type Line, type Reading, endsSentence, startsLower } from './lines.rules.js';

/** The number of a line that starts a footnote or a chapter; null when it is neither. */
export function noteNumber(line: Line, { tabbed }: Reading): number | null {
  if (line.numbered !== null || tabbed) return line.numbered;
  const number = /^(\d{1,3}) \p{Lu}/u.exec(line.text)?.[1];
  return number === undefined ? null : Number(number);
}

/** All numbers that have a note or chapter somewhere in the text. */
export function noteNumbers(reading: Reading): Set<number> {
  const numbers = reading.lines.map((line) => noteNumber(line, reading));
  return new Set(numbers.filter((number) => number !== null));
}

/** Per note, the first line in which its mark sticks to a word: "waarborgen6:", "buitenaf.5", "20504". */
export function marksIn(lines: Line[]): Map<number, number> {
  const marks = new Map<number, number>();
  for (const { no, text } of lines) {
    for (const [, number] of text.matchAll(/(?:[\p{L}.,:;?!)’]|(?<!\d)(?:19|20)\d\d)(\d{1,3})(?!\d)/gu)) {
      if (!marks.has(Number(number))) marks.set(Number(number), no);
    }
  }
  return marks;
}

const raised = /(?<=\p{Ll}{3}|[.,:;?!)])[¹²³⁰⁴-⁹]+/gu;
const stuck = /(?<=\p{Ll}{3}[)’]?|[?!)])(\d{1,3})(?=[.,:;?!)]*(?: |$))/gu;
const behindStop = /(?<=\p{Ll}{3}[.,:;])(\d{1,3})(?= |$)/gu;
const behindYear = /(?<=(?<!\d)(?:19|20)\d\d)(\d{1,2})(?!\d)/gu;

/**
 * `text` without the marks of footnotes. A digit that sticks to a word and has its note is a mark; where it has none,
 * or sticks to a year or a full stop ("art.5"), it is a doubt.
 */
export function withoutMarks(text: string, notes: Set<number>, line: number, code: string, doubts: Doubts): string {
  const ask = (part: string, at: number, whole: string, number: string) => {
    const excerpt = whole.slice(Math.max(0, at - 40), at + number.length + 20);
    const word = whole.slice(0, at).split(' ').at(-1) ?? '';
    return doubts.ask('NOTE_MARK', line, code, excerpt, [word, word + part]) === 0 ? '' : part;
  };
  return text
    .replace(raised, '')
    .replace(stuck, (part, number: string, at: number, whole: string) => (notes.has(Number(number)) ? '' : ask(part, at, whole, number)))
    .replace(behindStop, (part, number: string, at: number, whole: string) => (notes.has(Number(number)) ? ask(part, at, whole, number) : part))
    .replace(behindYear, (part, number: string, at: number, whole: string) => (notes.has(Number(number)) ? ask(part, at, whole, number) : part));
}

/**
 * The lines behind a footnote that go on with the text it broke into; `lines` are those from the footnote to what
 * follows. With the white space still there they start at the next page; else only guessing is left, so a doubt.
 */
export function resumed(lines: Line[], before: string, reading: Reading, code: string, doubts: Doubts): Line[] {
  const finished = endsSentence(before);
  const page = lines.findIndex((line, at) => at > 0 && line.pageStart);
  if (page > 0 && !finished) return lines.slice(page);
  if (reading.spaced) return [];
  const blank = lines.findIndex((line, at) => at > 0 && lines[at - 1]?.text === '' && startsLower(line.text));
  const from = finished ? lines.findIndex((line) => line.text.endsWith('?')) : blank;
  const first = lines[from];
  if (!first) return [];
  const rest = lines.slice(from);
  const text = rest.map((line) => line.text).join(' ').trim();
  const likely = finished ? ['', text] : [text, ''];
  const chosen = doubts.ask('NOTE_END', first.no, code, `${before.slice(-60)} … ${text}`, likely);
  return likely[chosen] === '' ? [] : rest;
}
