import type { FoundAgenda } from '@kenniskamer/shared/agenda-text';

/** How a page maker lays an agenda out; every field is a number from 0 to 1 drawn per place. */
export interface Layout {
  width: number;
  /** Draws the next number from 0 to 1. */
  draw(): number;
  /** Spaces at the ends of lines are kept. */
  spaced: boolean;
  /** How often a word that does not fit is cut in two, its hyphen lost. */
  cuts: number;
  /** How often a page ends between two lines, with its header and sometimes a footnote. */
  pages: number;
}

/** Writes `agenda` the way the ministry's PDF gives its text: the reverse of the importer. */
export function onPaper(agenda: FoundAgenda, layout: Layout): string {
  const paper = new Paper(layout);
  paper.plain('1\t Inleiding', '', 'Deze agenda loopt van 2025 tot en met 2030.', '', '3\t Strategische thema’s');
  for (const theme of agenda.themes) {
    paper.plain(`${theme.code} - ${theme.title}`, '');
    paper.flow('', theme.summary ?? '');
    paper.plain('');
  }
  for (const theme of agenda.themes) {
    paper.plain(`\t ${theme.code} - ${theme.title}`, '', 'Zo staat het ervoor.', '', 'Kernvragen', '');
    for (const [at, question] of theme.questions.entries()) paper.flow(`${at + 1}.\t `, `${question.title}: ${question.text}`);
    paper.plain('', 'Hierbij zijn de volgende vragen aangedragen:', '');
    for (const question of theme.questions) {
      paper.plain(question.title);
      if (question.context) paper.flow('', question.context);
      for (const sub of question.subquestions) paper.flow('•\t ', sub.text);
      paper.plain('');
    }
  }
  paper.plain('4\t Hoe gaan we werken', '', 'A\t Strategische kennisontwikkeling', '', 'Dit is het slot.');
  return paper.lines.join('\n');
}

class Paper {
  readonly lines: string[] = [];
  constructor(private readonly layout: Layout) {}

  plain(...lines: string[]) {
    this.lines.push(...lines);
  }

  flow(mark: string, text: string) {
    let line = mark;
    for (const word of text.split(' ')) {
      if (line.length + word.length <= this.layout.width || line === mark) {
        line += `${word} `;
        continue;
      }
      const half = this.half(word);
      this.end(half > 0 ? line + word.slice(0, half) : line);
      line = `${word.slice(half)} `;
    }
    this.plain(line.trimEnd());
  }

  /** Where to cut a word: only plain ones, between two syllables, with three letters on either side. */
  private half(word: string) {
    if (this.layout.draw() >= this.layout.cuts || !/^\p{Ll}{6,}$/u.test(word)) return 0;
    const places = [...word.matchAll(/(?<=[aeiouy][^aeiouy]?)(?=[^aeiouy][aeiouy])/g)].map(({ index }) => index);
    const fit = places.filter((at) => at >= 3 && at <= word.length - 3);
    return fit[Math.floor(this.layout.draw() * fit.length)] ?? 0;
  }

  private end(line: string) {
    this.plain(this.layout.spaced ? line : line.trimEnd());
    if (this.layout.draw() < 0.3) this.plain('');
    if (this.layout.draw() < this.layout.pages) {
      this.plain('', '[\u2002 14\u2002 ]\u2003 Strategische thema’s', '', 'Strategische Kennisagenda van de ministeries (2025 – 2030)', '');
    }
  }
}

/** Numbers from 0 to 1 that look like chance and are the same for the same seed (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
