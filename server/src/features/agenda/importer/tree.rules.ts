import { type FoundAgenda, type FoundTheme, type NoAgenda, agendaTextLimits } from '@kenniskamer/shared/agenda-text';
import { type Heading, lists, themeHeadings, withoutLetter } from './headings.rules.js';
import type { Line, Reading } from './lines.rules.js';
import { joined } from './paragraph.rules.js';
import { type SectionReader, readList, readQuestions } from './section.rules.js';

/** From a theme's heading to that of the next, with the list of kernvragen in between. */
interface Section {
  heading: Heading | null;
  list: number;
  end: number;
}

/** A section is what has a list "Kernvragen"; a theme's title is met elsewhere too, with other wordings. */
export function sectionsOf(reading: Reading): Section[] {
  const headings = themeHeadings(reading);
  const places = lists(reading).slice(0, 27); // one theme more than there are letters is refused
  const found = places.map((list, at) => {
    const after = places[at - 1] ?? -1;
    return { list, heading: headings.findLast((heading) => heading.at < list && heading.at > after) ?? null };
  });
  return found.map(({ list, heading }, at) => {
    const next = found[at + 1];
    return { list, heading, end: next ? (next.heading?.at ?? next.list) : reading.lines.length };
  });
}

export function themesOf(sections: Section[], reader: SectionReader): FoundTheme[] {
  const taken = new Set<string>();
  return sections.map((section) => {
    const code = codeOf(section, taken, reader);
    taken.add(code);
    return themeOf(section, code, sections, reader);
  });
}

/** The letter of its heading; where that is missing or met before, the first free one, and a doubt. */
function codeOf({ heading, list }: Section, taken: Set<string>, reader: SectionReader): string {
  if (heading && !taken.has(heading.letter)) return heading.letter;
  const free = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !taken.has(letter)) ?? 'Z';
  const line = reader.reading.lines[heading?.at ?? list];
  reader.doubts.ask('THEME_CODE', line?.no ?? 0, free, line?.text ?? '', [free]);
  return free;
}

function themeOf({ heading, list, end }: Section, code: string, sections: Section[], reader: SectionReader): FoundTheme {
  const { lines } = reader.reading;
  const title = heading ? titleOf(heading, code, reader) : `Thema ${code}`;
  const section = lines.slice(heading?.at ?? list, end);
  const { listed, end: behind } = readList(section, list - (heading?.at ?? list), code, reader);
  const questions = readQuestions(section, behind, listed, reader);
  return { code, title, question: null, summary: summaryOf(heading, code, sections, reader), questions };
}

function titleOf(heading: Heading, code: string, reader: SectionReader): string {
  const title = withoutLetter(joined(reader.reading.lines.slice(heading.at, heading.to), code, reader));
  if (/(?:[,-]| (?:van|op|en|in|de|het|een|voor|met|of|der))$/.test(title)) {
    reader.doubts.ask('TITLE_CUT', reader.reading.lines[heading.at]?.no ?? 0, code, title, [title]);
  }
  return title;
}

/** The line under the theme's title on the overview page: from there to the next title. */
function summaryOf(heading: Heading | null, code: string, sections: Section[], reader: SectionReader): string | null {
  const all = themeHeadings(reader.reading);
  const own = new Set(sections.map((section) => section.heading?.at));
  for (const [place, other] of all.entries()) {
    if (other.letter !== heading?.letter || own.has(other.at)) continue;
    const lines: Line[] = reader.reading.lines.slice(other.to, all[place + 1]?.at ?? other.to);
    const text = joined(lines, code, reader);
    if (text !== '' && text.length <= agendaTextLimits.title) return text.replace(/\.$/, '');
  }
  reader.doubts.ask('SUMMARY_MISSING', reader.reading.lines[heading?.at ?? 0]?.no ?? 0, code, '', ['']);
  return null;
}

/** "(2025 – 2030)", or "2025 tot en met 2030". */
export function periodOf(text: string): FoundAgenda['period'] {
  const match = /\((20\d\d)\s?[–-]\s?(20\d\d)\)/.exec(text) ?? /(20\d\d) (?:t\/m|tot en met|tot)\s+(20\d\d)/.exec(text);
  return match ? { from: Number(match[1]), to: Number(match[2]) } : null;
}

/** Why what was found is too much or too little to be an agenda; null when it is one. */
export function refusesTree(themes: FoundTheme[]): NoAgenda | null {
  const questions = themes.flatMap((theme) => theme.questions);
  const subquestions = questions.flatMap((question) => question.subquestions);
  if (subquestions.length === 0) return 'NO_DEELVRAGEN';
  if (themes.some((theme) => theme.questions.length > agendaTextLimits.perTheme)) return 'TOO_MANY';
  if (questions.some((question) => question.subquestions.length > agendaTextLimits.perQuestion)) return 'TOO_MANY';
  const texts = [...subquestions.map((sub) => sub.text), ...questions.flatMap(({ text, context }) => [text, context ?? ''])];
  const titles = [...themes, ...questions].map(({ title }) => title);
  if (texts.some((text) => text.length > agendaTextLimits.question)) return 'QUESTION_TOO_LONG';
  return titles.some((title) => title.length > agendaTextLimits.title) ? 'QUESTION_TOO_LONG' : null;
}
