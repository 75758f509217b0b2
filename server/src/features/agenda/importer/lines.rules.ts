/** A line of the text, with what its white space told before that was taken off. */
export interface Line {
  /** Counted from 1, in the text as it was given. */
  no: number;
  /** Trimmed, white space of every kind made one ordinary space. */
  text: string;
  /** It ended in white space: the sentence goes on, and not inside a word. */
  open: boolean;
  /** It began with a space or a form feed: the first line of a page. */
  pageStart: boolean;
  /** It ended in a soft hyphen: the word goes on. */
  hyphened: boolean;
  /** "6<tab> Venetiëcommissie": a footnote or a chapter, and its number. */
  numbered: number | null;
}

export interface Reading {
  lines: Line[];
  /** Lines that end between words still have their space. Text that was pasted or trimmed has lost them. */
  spaced: boolean;
  /** Numbers before a tab mark footnotes and chapters here. */
  tabbed: boolean;
}

export function linesOf(text: string): Reading {
  const all = text.split('\n').map((raw, at): Line => {
    const hyphened = /\u00ad\s*$/.test(raw.slice(-20));
    const line = raw.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
    const number = /^\s?(\d{1,3})\t/.exec(raw.slice(0, 10))?.[1];
    return {
      no: at + 1,
      text: line,
      open: line !== '' && !hyphened && /\s$/.test(raw),
      pageStart: line !== '' && /^[ \f]/.test(raw),
      hyphened,
      numbered: number === undefined ? null : Number(number),
    };
  });
  const lines = withoutFurniture(all);
  const filled = lines.filter((line) => line.text !== '');
  const open = filled.filter((line) => line.open).length;
  return {
    lines,
    spaced: open >= 3 && open >= filled.length / 10,
    tabbed: filled.some((line) => line.numbered !== null),
  };
}

const pageMark = /^\[ ?\d{1,4} ?\]|\[ ?\d{1,4} ?\]$|^\d{1,4}$/;
const runningTitle = /kennisagenda.*\(\d{4} ?[–-] ?\d{4}\)$/i;
const address = /^https?:\/\/\S+$/;

/** Page numbers, page headers and bare web addresses belong to the paper, not to the text. */
function withoutFurniture(lines: Line[]): Line[] {
  return lines.filter(
    ({ text }) => text.length > 400 || !(pageMark.test(text) || runningTitle.test(text) || address.test(text)),
  );
}

export const isBlank = (line: Line | undefined) => line === undefined || line.text === '';

/** The first line from `at` on that is not empty, or the length of the list. */
export function nextFilled(lines: Line[], at: number): number {
  let next = at;
  while (next < lines.length && isBlank(lines[next])) next += 1;
  return next;
}

/** For "is this the same title": letter for letter, without white space or capitals. */
export const squeezed = (text: string) => text.replace(/\s/g, '').toLowerCase();

/** Ends the way a sentence ends, a closing bracket or quote after it included. */
export const endsSentence = (text: string) => /[.?!:][)\]’”"']{0,3}$/.test(text);
export const startsLower = (text: string) => /^\p{Ll}/u.test(text);
