import { type FoundQuestion, type FoundSubquestion, agendaTextLimits } from '@kenniskamer/shared/agenda-text';
import { headingEnd, likeness } from './headings.rules.js';
import { type Line, endsSentence, isBlank, nextFilled } from './lines.rules.js';
import { marksIn, noteNumber, resumed, withoutMarks } from './notes.rules.js';
import { type Mender, isOver, joined } from './paragraph.rules.js';
import { isCaribbean, partCountOf } from './sentences.rules.js';

export interface SectionReader extends Mender {
  bullet: RegExp;
  notes: Set<number>;
}

interface Listed {
  code: string;
  line: number;
  title: string;
  text: string;
}

/** The numbered list of kernvragen that starts behind line `at`, and where it ends. */
export function readList(lines: Line[], at: number, letter: string, reader: SectionReader): { listed: Listed[]; end: number } {
  const items: Line[][] = [];
  const titles: string[] = [];
  let end = at + 1;
  let over = false;
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    if (!line || reader.bullet.test(line.text)) break;
    if (isBlank(line)) continue;
    const number = /^(\d{1,2})[.)] /.exec(line.text)?.[1];
    if (Number(number) === items.length + 1 && items.length <= agendaTextLimits.perTheme) {
      const text = line.text.replace(/^\d{1,2}[.)] /, '');
      items.push([{ ...line, text }]);
      titles.push(text);
    } else if (over) {
      break;
    } else {
      if (titles.some((title) => title.includes(':') && headingEnd(lines, end, title.slice(0, title.indexOf(':'))) !== null)) break;
      items.at(-1)?.push(line);
      const title = titles.at(-1); // a title may run over several lines
      if (title !== undefined && !title.includes(':') && title.length < agendaTextLimits.title) titles[titles.length - 1] = `${title} ${line.text}`;
    }
    over = isOver(line, lines[nextFilled(lines, end + 1)], reader.reading);
  }
  return { listed: items.map((item, place) => listedOf(item, `${letter}${place + 1}`, reader)), end };
}

function listedOf(item: Line[], code: string, reader: SectionReader): Listed {
  const line = item[0]?.no ?? 0;
  const whole = withoutIntroduction(withoutMarks(joined(item, code, reader), reader.notes, line, code, reader.doubts));
  const colon = whole.indexOf(': ');
  if (colon > 0) return { code, line, title: whole.slice(0, colon), text: whole.slice(colon + 2) };
  reader.doubts.ask('TITLE_MISSING', line, code, whole, [whole]);
  return { code, line, title: whole, text: whole };
}

/** In trimmed text the sentence that introduces the deelvragen ("Hierbij zijn …:") sticks to the last kernvraag. */
function withoutIntroduction(text: string): string {
  return text.endsWith(':') && text.includes('? ') ? text.slice(0, text.lastIndexOf('? ') + 1) : text;
}

/** The headings with their bullets, behind the list, up to the end of `lines`. */
export function readQuestions(lines: Line[], from: number, listed: Listed[], reader: SectionReader): FoundQuestion[] {
  const scan = new Scan(lines, listed, reader);
  for (let at = from; at < lines.length; ) at = scan.step(at);
  return scan.done();
}

/** One walk over the lines of a section: what is being read, and what was found. */
class Scan {
  private readonly found: (Listed & { context: Line[]; bullets: Line[][] })[];
  private current: { context: Line[]; bullets: Line[][]; code: string } | null = null;
  private readonly met = new Set<string>();
  private readonly marks: Map<number, number>;
  private over = false;

  constructor(
    private readonly lines: Line[],
    listed: Listed[],
    private readonly reader: SectionReader,
  ) {
    this.found = listed.map((question) => ({ ...question, context: [], bullets: [] }));
    this.marks = marksIn(lines);
  }

  /** Reads the line at `at` and what belongs to it; answers where to go on. */
  step(at: number): number {
    const line = this.lines[at];
    if (!line || isBlank(line)) return at + 1;
    const heading = this.heading(at);
    if (heading) return heading;
    if (this.reader.bullet.test(line.text)) {
      this.current?.bullets.push([{ ...line, text: line.text.replace(this.reader.bullet, '').trim() }]);
    } else if (noteNumber(line, this.reader.reading) !== null && (this.reader.reading.tabbed || this.isOverHere())) {
      return this.note(at);
    } else if (this.over && this.paragraph.length > 0) {
      return this.loose(at);
    } else {
      this.paragraph.push(line);
    }
    this.over = isOver(line, this.lines[nextFilled(this.lines, at + 1)], this.reader.reading);
    return at + 1;
  }

  private get paragraph(): Line[] {
    return this.current?.bullets.at(-1) ?? this.current?.context ?? [];
  }

  private isOverHere() {
    return endsSentence(this.paragraph.at(-1)?.text ?? '.');
  }

  private heading(at: number): number | null {
    for (const question of this.found) {
      const end = headingEnd(this.lines, at, question.title);
      if (end === null || this.met.has(question.code)) continue;
      return this.open(question, end);
    }
    return this.nearHeading(at);
  }

  private open(question: (typeof this.found)[number], end: number) {
    this.met.add(question.code);
    this.current = question;
    this.over = false;
    return end;
  }

  /** A heading with another wording than the list has: right above a bullet, and much like the title that is next. */
  private nearHeading(at: number): number | null {
    const line = this.lines[at];
    const next = this.found.find((question) => !this.met.has(question.code));
    const below = this.lines[nextFilled(this.lines, at + 1)];
    if (!line || !next || !below || !this.isOverHere()) return null;
    if (this.reader.bullet.test(line.text) || !this.reader.bullet.test(below.text) || endsSentence(line.text)) return null;
    if (likeness(line.text, next.title) < 0.6) return null;
    const chosen = this.reader.doubts.ask('HEADING_DIFFERS', line.no, next.code, line.text, [next.title, line.text]);
    if (chosen === 1) next.title = line.text;
    return this.open(next, at + 1);
  }

  /** A footnote is left out; a chapter ends the questions. */
  private note(at: number): number {
    let to = at + 1;
    while (to < this.lines.length && !this.reader.bullet.test(this.lines[to]?.text ?? '') && !this.headingAt(to)) to += 1;
    if (this.isChapter(at, to)) return this.lines.length;
    const before = this.paragraph.map((line) => line.text).join(' ');
    const rest = resumed(this.lines.slice(at, to), before, this.reader.reading, this.current?.code ?? '', this.reader.doubts);
    this.paragraph.push(...rest.filter((line) => !isBlank(line)));
    this.over = true;
    return to;
  }

  /** A note whose mark is nowhere, with all headings behind us: a new chapter, unless its number goes on from the notes. */
  private isChapter(at: number, next: number): boolean {
    const line = this.lines[at];
    const number = line ? noteNumber(line, this.reader.reading) : null;
    if (!line || number === null || !this.isOverHere() || this.met.size < this.found.length) return false;
    if ((this.marks.get(number) ?? Infinity) < line.no) return false;
    const bullet = this.lines[next]?.text;
    if (bullet === undefined) return true;
    const asNote = this.reader.notes.has(number - 1) && !this.reader.notes.has(number + 1);
    const readings = asNote ? [bullet, ''] : ['', bullet];
    return readings[this.reader.doubts.ask('NOTE_END', line.no, this.current?.code ?? null, `${line.text} … ${bullet}`, readings)] === '';
  }

  private headingAt(at: number) {
    return this.found.some((question) => !this.met.has(question.code) && headingEnd(this.lines, at, question.title) !== null);
  }

  /** Text between two bullets that belongs to neither, as far as can be seen. */
  private loose(at: number): number {
    let to = at + 1;
    while (to < this.lines.length && !isBlank(this.lines[to]) && !this.reader.bullet.test(this.lines[to]?.text ?? '') && !this.headingAt(to)) to += 1;
    const rest = this.lines.slice(at, to);
    const line = rest[0] as Line;
    const text = joined(rest, this.current?.code ?? '', this.reader);
    const code = this.current ? `${this.current.code}${this.current.bullets.length > 0 ? `.${this.current.bullets.length}` : ''}` : null;
    if (this.reader.doubts.ask('LOOSE_TEXT', line.no, code, text, ['', text]) === 1) this.paragraph.push(...rest);
    return to;
  }

  done(): FoundQuestion[] {
    const { doubts, notes } = this.reader;
    return this.found.map(({ code, line, title, text, context, bullets }) => {
      if (!this.met.has(code)) doubts.ask('HEADING_MISSING', line, code, title, ['']);
      const read = (lines: Line[], of: string) => withoutMarks(joined(lines, of, this.reader), notes, lines[0]?.no ?? line, of, doubts);
      const subquestions = bullets.map((bullet, place): FoundSubquestion => {
        const sub = `${code}.${place + 1}`;
        const asked = read(bullet, sub);
        const partCount = partCountOf(asked);
        if (partCount === 0) doubts.ask('ASKS_NOTHING', bullet[0]?.no ?? line, sub, asked, [asked]);
        return { code: sub, text: asked, partCount: Math.max(1, partCount), caribbean: isCaribbean(asked) };
      });
      const around = read(context, code);
      return { code, title, text, ...(around === '' ? {} : { context: around }), subquestions };
    });
  }
}
