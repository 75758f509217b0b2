import { Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import { linkIn, type NoteBlock, type NoteCell, type Run } from '@kenniskamer/shared/note';
import type { Report } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import { Document, ExternalHyperlink, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType, type ParagraphChild } from 'docx';
import { actionLine, factsOf, outcomesByQuestion, versionLine } from './report-parts.rules.js';
import { reportWords } from './reports.words.js';

type Block = Paragraph | Table;
const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) => new Paragraph({ text, heading: level });
const plain = (text: string) => new Paragraph({ children: broken(text) });

/** The report as a Word file: real headings, real lists, a table with a head, and the language said. */
@Injectable()
export class WordReports {
  async write(report: Report, language: Language): Promise<Buffer> {
    const { content } = report;
    const t = speak(reportWords, language);
    const codes = new Map(content.questions.map(({ id, code }) => [id, code]));
    const children: Block[] = [
      heading(content.title, HeadingLevel.TITLE),
      plain(versionLine(report, language)),
      ...(content.confidentiality === 'OPEN' ? [] : [plain(t(content.confidentiality === 'CHATHAM_HOUSE' ? 'chatham' : 'confidential'))]),
      ...factsOf(content, language).map(([label, value]) => new Paragraph({ children: [new TextRun({ text: `${label}: `, bold: true }), ...broken(value)] })),
    ];
    if (content.foreword !== null) children.push(heading(t('foreword'), HeadingLevel.HEADING_1), ...content.foreword.split(/\n{2,}/).map(plain));
    if (content.questions.length > 0) {
      children.push(heading(t('questions'), HeadingLevel.HEADING_1), ...content.questions.map(({ code, text }) => bullet(`${code}  ${text}`)));
    }
    if (content.programme.length > 0) {
      children.push(heading(t('programme'), HeadingLevel.HEADING_1));
      for (const { title, minutes, speaker, questionIds } of content.programme) {
        const about = [minutes && t('minutes', { n: minutes }), speaker, ...questionIds.map((id) => codes.get(id))].filter(Boolean).join(', ');
        children.push(new Paragraph({ text: about ? `${title} (${about})` : title, numbering: { reference: 'programme', level: 0 } }));
      }
    }
    children.push(heading(t('outcomes'), HeadingLevel.HEADING_1));
    const groups = outcomesByQuestion(content);
    if (groups.length === 0) children.push(plain(t('noOutcomes')));
    for (const { question, kinds } of groups) {
      children.push(heading(question ? `${question.code}  ${question.text}` : t('otherQuestions'), HeadingLevel.HEADING_2));
      for (const { kind, outcomes } of kinds) {
        children.push(heading(t(`kind.${kind}`), HeadingLevel.HEADING_3));
        for (const outcome of outcomes) {
          children.push(bullet(kind === 'ACTION' ? `${outcome.text} (${actionLine(outcome, content.confidentiality, language)})` : outcome.text));
        }
      }
    }
    children.push(heading(t('note'), HeadingLevel.HEADING_1));
    children.push(...(content.note.length === 0 ? [plain(t('emptyNote'))] : noteBlocks(content.note, language)));
    if (content.attendance !== null && content.attendance.length > 0) {
      children.push(heading(t('attendance'), HeadingLevel.HEADING_1), people(content.attendance, [t('name'), t('from')]));
    }
    return Packer.toBuffer(
      new Document({
        title: `${t('report')}: ${content.title}`,
        creator: 'Kenniskamer',
        lastModifiedBy: 'Kenniskamer',
        description: versionLine(report, language),
        styles: { default: { document: { run: { font: 'Calibri', size: 22, language: { value: language === 'nl' ? 'nl-NL' : 'en-GB' } } } } },
        numbering: { config: ['programme', ...numberedLists(content.note)].map(decimal) },
        sections: [{ children }],
      }),
    );
  }
}

const decimal = (reference: string) => ({
  reference,
  levels: Array.from({ length: 6 }, (_, level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  })),
});

const bullet = (text: string, level = 0) => new Paragraph({ children: broken(text), bullet: { level } });

/** Each numbered list counts for itself: it has a numbering of its own. Those in a table's cells too. */
function numberedLists(blocks: NoteBlock[], within = 'list'): string[] {
  const names = blocks.flatMap((block, place) =>
    block.type === 'TABLE'
      ? block.rows.flatMap((cells, row) => cells.flatMap((cell, column) => numberedLists(cell.blocks, inCell(within, place, row, column))))
      : (listAt(blocks, place, within) ?? []),
  );
  return [...new Set(names)];
}

const inCell = (within: string, ...at: number[]) => [within, ...at].join('-');

/** The name of the numbering of the block at `place`; null where it is no numbered item. A list begins at its number 1. */
function listAt(blocks: NoteBlock[], place: number, within: string): string | null {
  const block = blocks[place];
  if (block?.type !== 'PARAGRAPH' || typeof block.bullet !== 'number') return null;
  for (let at = place; at >= 0; at -= 1) {
    const earlier = blocks[at];
    if (earlier?.type === 'PARAGRAPH' && earlier.bullet === 1 && earlier.depth === block.depth) return `${within}-${at}`;
  }
  return `${within}-${place}`;
}

function noteBlocks(blocks: NoteBlock[], language: Language, within = 'list'): Block[] {
  const t = speak(reportWords, language);
  return blocks.map((block, place) => {
    if (block.type === 'RULE') return new Paragraph({ thematicBreak: true });
    if (block.type === 'TABLE') return noteTable(block.rows, (cell, row, column) => noteBlocks(cell.blocks, language, inCell(within, place, row, column)));
    const runs = block.runs.flatMap(runOf);
    if (block.type === 'HEADING') return new Paragraph({ children: runs, heading: block.level <= 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3 });
    const children = block.outcome ? [new TextRun({ text: `${t(`mark.${block.outcome.kind}`)}: `, bold: true }), ...runs] : runs;
    const level = Math.min(Math.max(block.depth - 1, 0), 5);
    const list = listAt(blocks, place, within);
    if (list !== null) return new Paragraph({ children, numbering: { reference: list, level } });
    if (block.bullet === 'DOT') return new Paragraph({ children, bullet: { level } });
    return new Paragraph({ children, indent: { left: 360 * (block.depth + (block.quote ? 1 : 0)) } });
  });
}

/** Word calls a file damaged when a cell has no paragraph, or a table no row. */
function noteTable(rows: NoteCell[][], inside: (cell: NoteCell, row: number, column: number) => Block[]): Block {
  const filled = rows.filter((cells) => cells.length > 0);
  if (filled.length === 0) return new Paragraph({});
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: filled.map(
      (cells, row) =>
        new TableRow({
          tableHeader: row === 0 && cells.every(({ head }) => head),
          children: cells.map((cell, column) => {
            const children = inside(cell, row, column);
            return new TableCell({ columnSpan: cell.columns, rowSpan: cell.rows, children: children.length > 0 ? children : [new Paragraph({})] });
          }),
        }),
    ),
  });
}

function runOf({ text, link, bold, italic, underline, strike }: Run): ParagraphChild[] {
  const children = broken(text, { bold, italics: italic, strike, ...(underline ? { underline: {} } : {}), ...(link === undefined ? {} : { style: 'Hyperlink' }) });
  const address = linkIn(link);
  return address === null ? children : [new ExternalHyperlink({ link: address, children })];
}

/** Line breaks in a run are breaks in Word. */
const broken = (text: string, style: object = {}): TextRun[] => text.split('\n').map((line, place) => new TextRun({ text: line, break: place > 0 ? 1 : 0, ...style }));

function people(attendance: { name: string; from: string | null }[], head: string[]): Table {
  const cell = (text: string, bold = false) => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...attendance.map(({ name, from }) => new TableRow({ children: [cell(name), cell(from ?? '')] })),
    ],
  });
}
