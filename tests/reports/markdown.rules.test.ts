import type { NoteBlock } from '@kenniskamer/shared/note';
import type { Report } from '@kenniskamer/shared/report';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../server/src/features/reports/markdown-report.rules.js';

const line = (text: string, more: object = {}): NoteBlock => ({ type: 'PARAGRAPH', depth: 0, bullet: null, quote: false, outcome: null, runs: [{ text }], ...more });
const reportOf = (note: NoteBlock[], more: Partial<Report['content']> = {}): Report => ({
  sessionId: '01a20dce-9cbc-706d-bd80-e79d66634722', version: 1, at: new Date('2026-12-03T12:00:00Z'), final: true, versions: [], may: { reopen: false },
  content: {
    title: 'Regie', foreword: null, goal: null, day: null, start: null, end: null, zone: 'Europe/Amsterdam', place: null, levels: [], confidentiality: 'OPEN',
    programme: [], questions: [], outcomes: [], note, attendance: null, ...more,
  },
});
const noteIn = (...blocks: NoteBlock[]): string => markdownOf(reportOf(blocks), 'nl').split('## Verslag van het gesprek\n\n')[1] ?? '';

describe('a report as Markdown', () => {
  test('what people typed is text, whatever Markdown would make of it', () => {
    const typed = ['# geen kop', '- geen lijst', '1. ook niet', '> niets', '<script>alert(1)</script>', '[klik](javascript:alert(1))', '![x](https://example.nl/spion.png)', '`code` *en* _sterren_ ~~weg~~', '&lt;b&gt; en &copy;', '| a | b |', '---', '```', '\\ en \\*'];
    const made = noteIn(...typed.map((words) => line(words)));
    expect(made).toBe(
      [
        '\\# geen kop', '\\- geen lijst', '1\\. ook niet', '\\> niets', '\\<script>alert(1)\\</script>', '\\[klik]\\(javascript:alert(1))', '!\\[x]\\(https://example.nl/spion.png)',
        '\\`code\\` \\*en\\* \\_sterren\\_ \\~\\~weg\\~\\~', '\\&lt;b\\&gt; en \\&copy;', '\\| a | b |', '\\---', '\\`\\`\\`', '\\ en \\\\\\*',
      ].join('\n\n') + '\n',
    );
  });

  test('a link leads to an address or to nothing; marks keep their spaces outside', () => {
    const runs = [
      { text: 'Zie ' }, { text: 'de toets ', bold: true, link: 'https://example.nl/a(b)?c="d"' }, { text: 'of ' }, { text: 'mij', link: 'mailto:wie@example.nl' }, { text: ', niet ' },
      { text: 'dit', link: 'javascript:alert(1)' }, { text: ' en ' }, { text: ' schuin', italic: true, strike: true }, { text: '\nregel twee', underline: true },
    ];
    expect(noteIn(line('', { runs }))).toBe('Zie [**de toets**](https://example.nl/a\\(b\\)?c="d") of [mij](mailto:wie@example.nl), niet dit en  *~~schuin~~*\\\nregel twee\n');
  });

  test('lists within lists, quotes, outcomes, and a table with what Markdown has of it', () => {
    const item = (text: string, depth: number, bullet: 'DOT' | number | null) => line(text, { depth, bullet });
    const cell = (text: string, more: object = {}) => ({ head: false, columns: 1, rows: 1, blocks: [line(text) as never], ...more });
    const made = noteIn(
      { type: 'HEADING', level: 2, itemId: null, runs: [{ text: '1. Welkom' }] },
      item('een', 1, 'DOT'), item('binnen', 2, 3), item('nog een', 2, 4), item('vervolg', 2, null), item('twee', 1, 'DOT'),
      line('gezegd', { quote: true }),
      line('Doen we', { outcome: { blockId: 'blok-een1', kind: 'DECISION', questionIds: [] } }),
      { type: 'TABLE', rows: [[cell('Bedrijf', { head: true }), cell('a|b', { head: true })], [cell('breed\nen hoog', { columns: 2 })], [cell('kort')], []] },
    );
    expect(made).toBe(
      ['### 1. Welkom', '', '- een', '', '  3. binnen', '  4. nog een', '', '     vervolg', '- twee', '', '> gezegd', '', '**Besluit:** Doen we', '', '| Bedrijf | a\\|b |', '| - | - |', '| breed en hoog | |', '| kort | |', ''].join('\n'),
    );
  });

  test('outcomes per question in the report’s order, the foreword on top, nobody where nobody may be told', () => {
    const questions = [{ id: 'q2', code: 'B2.1', text: 'Wie beslist?' }, { id: 'q1', code: 'A1.3', text: 'Wat *weten* we?' }];
    const outcomes = [{ blockId: 'blok-een1', kind: 'ACTION' as const, text: 'Panel', questionIds: ['q1'], actionId: 'a', owner: null, dueOn: '2027-01-29' }, { blockId: 'blok-twee', kind: 'INSIGHT' as const, text: 'Los', questionIds: [] }];
    const made = markdownOf(reportOf([], { foreword: 'Beste lezer,\nregel\n\n# twee', questions, outcomes, confidentiality: 'CHATHAM_HOUSE', attendance: null }), 'nl');
    expect(made).toMatch(/## Voorwoord\n\nBeste lezer,\\\nregel\n\n\\# twee\n/);
    expect(made).toMatch(/- B2\.1 Wie beslist\?\n- A1\.3 Wat \\\*weten\\\* we\?/);
    expect(made).toMatch(/### A1\.3 Wat \\\*weten\\\* we\?\n\n#### Acties\n\n- Panel \(Klaar op: 29 januari 2027\)\n\n### Niet aan een vraag gekoppeld\n\n#### Inzichten\n\n- Los\n/);
    expect(made).not.toMatch(/Eigenaar|Aanwezig/);
  });
});
