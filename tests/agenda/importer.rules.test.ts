import { readFileSync } from 'node:fs';
import type { Doubt, FoundAgenda, FoundQuestion, FoundSubquestion } from '@kenniskamer/shared/agenda-text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importAgenda } from '../../server/src/features/agenda/importer.rules.js';
import { textOf } from '../../server/src/features/agenda/importer/decode.rules.js';
import { drawing, onPaper } from './agenda-paper.js';

const here = (path: string) => new URL(path, import.meta.url);
const raw = readFileSync(here('../../prisma/seed/strategische-kennisagenda-2025-2030.txt'), 'utf8');
const { title: _ours, ...wanted } = JSON.parse(readFileSync(here('./agenda.json'), 'utf8')) as FoundAgenda & { title: string };

const trimmed = raw.split('\n').map((line) => line.trim()).join('\n');
const collapsed = raw.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')).join('\n');

function read(text: string, choices?: Record<string, number>): { agenda: FoundAgenda; doubts: Doubt[] } {
  const imported = importAgenda(text, choices);
  if ('refusal' in imported) throw new Error(`refused: ${imported.refusal}`);
  return imported;
}
const refusal = (text: string) => {
  const imported = importAgenda(text);
  return 'refusal' in imported ? imported.refusal : null;
};

const { agenda, doubts } = read(raw);
const questions = agenda.themes.flatMap((theme) => theme.questions);
const subs = questions.flatMap((question) => question.subquestions);
const question = (code: string) => questions.find((one) => one.code === code) as FoundQuestion;
const sub = (code: string) => subs.find((one) => one.code === code) as FoundSubquestion;
const textsOf = (found: FoundAgenda) =>
  new Map(
    found.themes.flatMap((theme) => [
      [theme.code, `${theme.title} / ${theme.summary}`] as const,
      ...theme.questions.flatMap((one) => [
        [one.code, `${one.title}: ${one.text} ${one.context ?? ''}`] as const,
        ...one.subquestions.map((each) => [each.code, each.text] as const),
      ]),
    ]),
  );
const wantedTexts = textsOf(wanted);

const cutWords: [string, string][] = [
  ['A1.3', 'voorkomen'],
  ['A2.1', 'verantwoordelijkheden'],
  ['A3.5', 'verschillende'],
  ['B1', 'scenario’s'],
  ['B4', 'uitvoeringsorganisaties'],
  ['B2.1', 'verschillende'],
  ['B2.4', 'samenleving'],
  ['B2.5', 'verhoudingen'],
  ['C1.4', 'opgavegericht'],
  ['C1.5', 'democratische'],
  ['C2.2', 'beleidsverantwoordelijkheden'],
  ['C2.4', 'transitieopgaves'],
];

describe('the raw text', () => {
  test('gives the whole question tree, and no doubts', () => {
    expect(agenda).toEqual(wanted);
    expect(doubts).toEqual([]);
  });

  test('has 3 themes, 11 kernvragen and 65 deelvragen with 89 parts', () => {
    expect(agenda.themes.map((theme) => theme.questions.map((one) => one.subquestions.length))).toEqual([[5, 5, 9, 3], [6, 6, 7, 1], [8, 6, 9]]);
    expect(subs.reduce((sum, one) => sum + one.partCount, 0)).toBe(89);
  });
});

describe('traps: words and lines', () => {
  test.each(cutWords)('%s: %s is one word again', (code, word) => {
    expect(textsOf(agenda).get(code)).toContain(word);
  });
  test('C1.5 has its cut word twice', () => {
    expect(sub('C1.5').text.match(/democratische rechtsstaat/g)).toHaveLength(2);
  });
  test('an empty line in the middle of a question ends nothing', () => {
    expect(sub('A2.1').text).toBe('Wat betekent de behoefte aan een integrale aanpak voor de verdeling van (ambtelijke) verantwoordelijkheden tussen de departementen?');
  });
  test.each([
    ['C1.4', 'beleid-uitvoering'],
    ['C3.3', 'publiek-private'],
    ['C3.8', 'overheids-ict'],
    ['C3.8', 'tech-bedrijven'],
    ['C3.3', 'tech bedrijven'],
    ['C2.5', 'EU-verband'],
    ['C1.2', 'P-gesprekken'],
    ['B1', 'VRO-beleid'],
    ['B2.4', 'anti-discriminatie'],
    ['B2.2', '19-20 mln.'],
    ['C2', 'overheid-samenleving-markt'],
    ['B1.2', 'werving-, selectie- en'],
    ['C1.2', '-vaardigheden en -houding'],
    ['C1.6', 'beleids- en besluitvorming'],
    ['C1', 'gedrag- en cultuurverandering'],
  ])('%s keeps the hyphens of %s', (code, words) => {
    expect(textsOf(agenda).get(code)).toContain(words);
  });
  test('apostrophes and quotes stay curly', () => {
    expect(sub('B3.2').text).toContain('‘babyboom’');
    expect(sub('B2.6').text).toContain('scenario’s');
  });
  test('no-break and narrow spaces become ordinary ones', () => {
    expect([...wantedTexts.values()].join('')).not.toMatch(/[\u00a0\u202f\u2002\u2003]/);
    expect([...textsOf(agenda).values()].join('')).not.toMatch(/[\u00a0\u202f\u2002\u2003]/);
  });
  test('the slips of the authors stay', () => {
    expect(sub('A2.2').text).toContain('daaraan rekende');
    expect(sub('A3.9').text).toContain('(Rijks) overheden');
    expect(question('B3').text).toContain('volkshuisvestiging');
    expect(sub('C3.3').text).toContain('Wat vinden ervan');
  });
});

describe('traps: page breaks and notes', () => {
  test('the page header between B2.6 and B3 is in neither', () => {
    expect(sub('B2.6').text).toMatch(/voor de samenleving\?$/);
    expect(question('B3').subquestions).toHaveLength(7);
    expect(JSON.stringify(agenda)).not.toMatch(/\[ ?14|Ministeries van/);
  });
  test('footnote 6 is in neither C3.2 nor C2.6, and its mark is gone', () => {
    expect(sub('C3.2').text).toMatch(/Hoe orkestreren we dit\?$/);
    expect(sub('C2.6').text).toContain('waarborgen: Welke');
    expect(JSON.stringify(agenda)).not.toMatch(/Venetië|judiciary/);
  });
  test('the first line of a page starts with a space', () => {
    expect(question('A4').title).toBe('Regie in het fysieke domein');
    expect(sub('A3.7').text).toMatch(/^Welke kennis/);
    expect(question('C1').subquestions).toHaveLength(8);
  });
  test('a page may end anywhere', () => {
    const header = ['', '[\u2002 9\u2002 ]\u2003 Drie thema’s', '', 'Strategische Kennisagenda Ministeries (2025 – 2030)', ''];
    const lines = raw.split('\n');
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 236, max: 640 }), { maxLength: 12 }), (places) => {
        const shuffled = lines.flatMap((line, at) => (places.includes(at) ? [...header, line === '' ? '' : ` ${line}`] : [line]));
        expect(read(shuffled.join('\n')).agenda).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });
  test('a footnote may break into the middle of a question', () => {
    const broken = raw.replace('op welke wijze zijn de complexiteit', 'op welke wijze7 zijn de complexiteit').replace('door het \n\nRijk van', 'door het \n7\t Rapport, zie\nhoofdstuk 3.\n Rijk van');
    expect(broken).toContain('Rapport, zie');
    expect(read(broken)).toEqual({ agenda: wanted, doubts: [] });
  });
  test('a digit on a word without a footnote of that number is a doubt', () => {
    const { agenda: found, doubts: asked } = read(raw.replace('waarborgen6:', 'waarborgen9:'));
    expect(found).toEqual(wanted);
    const mark = asked.find(({ kind }) => kind === 'NOTE_MARK');
    expect(mark).toMatchObject({ code: 'C2.6', proposals: ['waarborgen', 'waarborgen9'], chosen: 0 });
    const kept = read(raw.replace('waarborgen6:', 'waarborgen9:'), { [mark?.key ?? '']: 1 });
    expect(textsOf(kept.agenda).get('C2.6')).toContain('waarborgen9: Welke');
  });
});

describe('traps: headings', () => {
  test('C1’s heading has another capital, B3’s a no-break space', () => {
    expect(question('C1').title).toBe('Toekomst van de rijksdienst en het openbaar bestuur');
    expect(question('B3').title).toBe('Ruimte, voorzieningen en wonen');
  });
  test('a theme’s title is that of its own section, its summary the line on the overview', () => {
    expect(agenda.themes.map(({ title }) => title)).toEqual(wanted.themes.map(({ title }) => title));
    expect(agenda.themes.map(({ summary }) => summary)).toEqual(wanted.themes.map(({ summary }) => summary));
  });
  test('the levels of execution A, B and C in chapter 4 are no themes and end C3.9', () => {
    expect(agenda.themes).toHaveLength(3);
    expect(sub('C3.9').text).toMatch(/andere landen\?$/);
  });
  test('only A3 has context', () => {
    expect(questions.filter((one) => one.context !== undefined).map(({ code }) => code)).toEqual(['A3']);
  });
  test('a heading that nearly says its title is a doubt', () => {
    const { agenda: found, doubts: asked } = read(raw.replace('\nRegie in het fysieke domein\n', '\nRegie in fysieke domein\n'));
    expect(found).toEqual(wanted);
    expect(asked).toMatchObject([{ kind: 'HEADING_DIFFERS', code: 'A4' }]);
  });
  test('a kernvraag without heading is a doubt', () => {
    const { doubts: asked } = read(raw.replace('\nUitvoering\n', '\n'));
    expect(asked.map(({ kind, code }) => `${kind} ${code}`)).toContain('HEADING_MISSING B4');
  });
});

describe('traps: questions', () => {
  test('parts are counted as the authors ask', () => {
    const counts = Object.groupBy(subs, ({ partCount }) => String(partCount));
    expect(counts['2']?.map(({ code }) => code).join(' ')).toBe('A1.1 A1.3 A3.2 A3.5 A3.6 A3.8 B1.1 B1.3 B3.1 B3.5 C1.1 C1.2 C1.4 C1.6 C2.1 C2.3 C2.4 C3.3 C3.9');
    expect(counts['3']?.map(({ code }) => code)).toEqual(['C1.5']);
    expect(counts['4']?.map(({ code }) => code)).toEqual(['C1.3']);
  });
  test('A2.5 and B1.2 ask without a question mark', () => {
    expect([sub('A2.5').partCount, sub('B1.2').partCount]).toEqual([1, 1]);
  });
  test('a colon inside a deelvraag splits nothing', () => {
    expect(sub('C1.6').text).toContain('In het bijzonder: Hoe kan');
  });
  test('nearly the same questions both stay', () => {
    expect(question('A4').text).not.toBe(sub('A4.2').text);
    expect(sub('C2.1').text).toContain('belangrijkste kwetsbaarheden');
  });
  test('the Caribbean ones', () => {
    expect(subs.filter(({ caribbean }) => caribbean).map(({ code }) => code)).toEqual(['A1.4', 'A2.5', 'B1.6', 'C1.8']);
  });
});

describe('text without the spaces at its line ends', () => {
  test.each([['trimmed', trimmed], ['collapsed', collapsed]])('%s: every text is equal or has a doubt at its place', (_, text) => {
    const found = read(text);
    const doubted = new Set(found.doubts.map(({ code }) => code));
    for (const [code, words] of textsOf(found.agenda)) if (!doubted.has(code)) expect(words).toBe(wantedTexts.get(code));
    expect([...textsOf(found.agenda).keys()]).toEqual([...wantedTexts.keys()]);
  });
  test.each(cutWords)('%s: %s is whole or a doubt', (code, word) => {
    const found = read(trimmed);
    const asked = found.doubts.some((doubt) => doubt.code === code && doubt.kind === 'CUT_WORD' && doubt.proposals.includes(word));
    expect(asked || textsOf(found.agenda).get(code)?.includes(word)).toBe(true);
  });
  test('there are few doubts, each with its line, its place and both readings', () => {
    const found = read(trimmed);
    expect(found.doubts.length).toBeLessThan(32);
    const voorkomen = found.doubts.find((doubt) => doubt.code === 'A1.3');
    expect(voorkomen).toEqual({
      key: 'CUT_WORD-275-1',
      kind: 'CUT_WORD',
      line: 275,
      code: 'A1.3',
      excerpt: expect.stringContaining('voor|komen'),
      proposals: ['voorkomen', 'voor komen'],
      chosen: 0,
    });
  });
  test('settling the doubts gives the agenda exactly', () => {
    const whole = [...wantedTexts.values()].join('\n');
    const choices = Object.fromEntries(read(trimmed).doubts.map(({ key, proposals }) => [key, proposals.findIndex((words) => whole.includes(words))]));
    expect(read(trimmed, choices).agenda).toEqual(wanted);
  });
});

describe('files as they come', () => {
  test.each([
    ['CRLF', raw.replaceAll('\n', '\r\n')],
    ['CR', raw.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${raw}`],
    ['no-break spaces', raw.replace(/ (?=\n)/g, '\u00a0')],
    ['decomposed letters', raw.normalize('NFD')],
    ['form feeds for pages', raw.replace(/\n (?=\S)/g, '\n\f ')],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ agenda: wanted, doubts: [] });
  });
  const decoded = (bytes: Uint8Array) => {
    const file = textOf(bytes);
    return 'text' in file ? file.text : file.refusal;
  };
  test('UTF-8 that somebody read as Windows-1252', () => {
    expect(read(new TextDecoder('windows-1252').decode(new TextEncoder().encode(raw)))).toEqual({ agenda: wanted, doubts: [] });
  });
  test('a file in Windows-1252, and one in UTF-16', () => {
    const narrow = raw.replaceAll('\u202f', ' ').replace(/[\u2002\u2003]/g, ' ');
    const signs: Record<string, number> = { '•': 0x95, '’': 0x92, '‘': 0x91, '–': 0x96 };
    expect(read(decoded(Uint8Array.from(narrow, (sign) => signs[sign] ?? sign.charCodeAt(0))))).toEqual({ agenda: wanted, doubts: [] });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(raw, 'utf16le')]);
    expect(read(decoded(wide))).toEqual({ agenda: wanted, doubts: [] });
  });
  test.each([
    ['PDF', '%PDF-1.7\n'],
    ['OFFICE', 'PK\u0003\u0004'],
    ['EMPTY', ''],
  ])('%s is refused by its first bytes', (reason, start) => {
    expect(textOf(Buffer.from(start, 'latin1'))).toEqual({ refusal: reason });
  });
});

describe('what is no agenda', () => {
  test('nothing, or only white space', () => {
    expect(refusal('')).toBe('EMPTY');
    expect(refusal(' \n\t\n')).toBe('EMPTY');
  });
  test('a binary', () => {
    expect(refusal(String.fromCharCode(...Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)))).toBe('BINARY');
  });
  test('a novel', () => {
    expect(refusal('De kernvragen van het leven kwamen die avond niet aan bod. Hoe nu verder?\n'.repeat(2000))).toBe('NO_KERNVRAGEN');
  });
  test('a list without themes, and themes without deelvragen', () => {
    expect(refusal('Kernvragen\n1. Wat: Hoe?\n')).toBe('NO_THEMES');
    expect(refusal('A - Een thema\nKernvragen\n1. Wat: Hoe?\n')).toBe('NO_DEELVRAGEN');
  });
  test('more than two million signs', () => {
    expect(refusal('a'.repeat(2_000_001))).toBe('TOO_LONG');
  });
  test('a question without end', () => {
    expect(refusal(raw.replace('Hoe kan een coördinerend', `${'Hoe kan '.repeat(2000)}een coördinerend`))).toBe('QUESTION_TOO_LONG');
  });
  test.each([
    ['one line', 'a'.repeat(2_000_000)],
    ['spaces', ' '.repeat(1_999_000) + 'x'],
    ['brackets', '[ 1'.repeat(660_000)],
    ['short lines', 'a b \n'.repeat(400_000)],
    ['full stops', `A - T\nKernvragen\n1. Wat: ${'en op. '.repeat(250_000)}`],
    ['bullets', `A - T\nKernvragen\n1. Wat: Hoe?\nWat\n${'• Hoe?\n'.repeat(280_000)}`],
    ['headings', 'A - Titel\n'.repeat(190_000)],
    ['lists', 'A - Titel\nKernvragen\n1. Wat: Hoe?\n'.repeat(50_000)],
    ['numbers', `A - T\nKernvragen\n1. Wat: Hoe?\nWat\n• Hoe?\n${'7\t Noot\n'.repeat(240_000)}`],
    ['the agenda forty times', raw.repeat(40)],
  ])('two megabytes of %s are answered', (_, text) => {
    expect(importAgenda(text)).toBeDefined();
  }, 20_000);
});

describe('any layout of any such agenda', () => {
  const some = fc.record({
    themes: fc.array(fc.array(fc.array(fc.nat(subs.length - 1), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 7 }),
    width: fc.integer({ min: 30, max: 130 }),
    seed: fc.nat(),
  });
  const build = (themes: number[][][]): FoundAgenda => ({
    period: { from: 2025, to: 2030 },
    themes: themes.map((cores, t) => {
      const letter = 'ABCDEFG'[t] ?? 'Z';
      return {
        code: letter,
        title: `Onderwerp nummer ${t + 1} van deze agenda`,
        question: null,
        summary: wanted.themes[t % 3]?.summary ?? null,
        questions: cores.map((bullets, q) => {
          const like = questions[(t * 5 + q) % questions.length] as FoundQuestion;
          return {
            code: `${letter}${q + 1}`,
            title: `${like.title} ${t}${q}`,
            text: like.text,
            ...(like.context ? { context: like.context } : {}),
            subquestions: bullets.map((at, s) => ({ ...(subs[at] as FoundSubquestion), code: `${letter}${q + 1}.${s + 1}` })),
          };
        }),
      };
    }),
  });

  test('with the spaces at line ends: exactly what was put in, words cut anywhere', () => {
    fc.assert(
      fc.property(some, ({ themes, width, seed }) => {
        const put = build(themes);
        const draw = drawing(seed);
        const { agenda: found, doubts: asked } = read(onPaper(put, { width, draw, spaced: true, cuts: 0.5, pages: 0.05 }));
        const doubted = new Set(asked.map(({ code }) => code));
        if (doubted.size === 0) expect(found).toEqual(put);
        for (const [code, words] of textsOf(found)) if (!doubted.has(code)) expect(words).toBe(textsOf(put).get(code));
        expect(asked.filter(({ kind }) => kind !== 'CUT_WORD')).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
  test('without them: equal, or a doubt at its place', () => {
    fc.assert(
      fc.property(some, ({ themes, width, seed }) => {
        const put = build(themes);
        const draw = drawing(seed);
        const { agenda: found, doubts: asked } = read(onPaper(put, { width, draw, spaced: false, cuts: 0, pages: 0.05 }));
        const doubted = new Set(asked.map(({ code }) => code));
        expect([...textsOf(found).keys()]).toEqual([...textsOf(put).keys()]);
        for (const [code, words] of textsOf(found)) if (!doubted.has(code)) expect(words).toBe(textsOf(put).get(code));
      }),
      { numRuns: 80 },
    );
  });
});
