import type { Doubts } from './doubts.rules.js';
import { type Line, type Reading, endsSentence, isBlank, startsLower } from './lines.rules.js';
import { type Vocabulary, jointOf } from './words.rules.js';

export interface Mender {
  reading: Reading;
  vocabulary: Vocabulary;
  doubts: Doubts;
}

/** The lines of one paragraph as running text: joined by a space, words that were cut put together again. */
export function joined(lines: Line[], code: string, mender: Mender): string {
  let text = '';
  let before: Line | null = null;
  for (const line of lines) {
    if (isBlank(line)) continue;
    text = before === null ? line.text : text + glue(before, line, code, mender) + line.text;
    before = line;
  }
  return text;
}

function glue(before: Line, line: Line, code: string, { reading, vocabulary, doubts }: Mender): '' | ' ' {
  if (before.hyphened) return '';
  if (before.open) return ' ';
  const end = before.text;
  const left = /[\p{L}\p{M}’'-]+$/u.exec(end.slice(-60))?.[0] ?? '';
  const right = /^[\p{L}\p{M}’'-]+/u.exec(line.text.slice(0, 60))?.[0] ?? '';
  if (end.endsWith('/')) return '';
  if (left.endsWith('-') && right !== '') return reading.spaced ? '' : afterHyphen(right);
  if (left === '' || !startsLower(line.text)) return ' ';
  const joint = jointOf(left, right, vocabulary);
  if ('sure' in joint && joint.sure === 'ONE') return '';
  if (reading.spaced && !('sure' in joint)) return ''; // no space at the end of a line that has lost none
  if ('sure' in joint && !reading.spaced) return ' ';
  const one = left + right;
  const two = `${left} ${right}`;
  const likely = reading.spaced || ('unsure' in joint && joint.unsure === 'ONE') ? [one, two] : [two, one];
  const excerpt = `${end.slice(-60)}|${line.text.slice(0, 60)}`;
  return likely[doubts.ask('CUT_WORD', before.no, code, excerpt, likely)] === one ? '' : ' ';
}

/** "gedrag- en cultuur" keeps its space, "overheid-samenleving" has none. */
const afterHyphen = (right: string) => (/^(?:en|of|als|tot|dan wel)$/.test(right) ? ' ' : '');

/**
 * Whether the paragraph is over at `line`, seen from how that line ends and from the next that is not empty. Without
 * the spaces at the ends of lines it cannot be seen: an empty line ends nothing here.
 */
export function isOver(line: Line, next: Line | undefined, { spaced }: Reading): boolean {
  if (!spaced || line.open || line.hyphened) return false;
  if (/[-/]$/.test(line.text)) return false;
  return endsSentence(line.text) || next === undefined || !startsLower(next.text);
}
