import type { Language } from '@kenniskamer/shared/basics';
import { linkIn, textOf, type FlatBlock, type NoteBlock, type NoteCell, type Run } from '@kenniskamer/shared/note';
import type { Report } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import type { BlockContent, Heading, List, ListItem, PhrasingContent, RootContent, TableContent, TableRow } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { actionLine, factsOf, outcomesByQuestion, versionLine } from './report-parts.rules.js';
import { reportWords } from './reports.words.js';

/** The report as Markdown. What people typed is text in a tree; the library says what must be escaped where. */
export function markdownOf(report: Report, language: Language): string {
  const { content } = report;
  const t = speak(reportWords, language);
  const codes = new Map(content.questions.map(({ id, code }) => [id, code]));
  const children: RootContent[] = [
    heading(1, content.title),
    paragraph(text(versionLine(report, language))),
    ...(content.confidentiality === 'OPEN' ? [] : [paragraph(text(t(content.confidentiality === 'CHATHAM_HOUSE' ? 'chatham' : 'confidential')))]),
    ...list(factsOf(content, language).map(([label, value]) => paragraph([strong(`${label}:`), ...text(` ${value}`)]))),
    ...(content.foreword ? [heading(2, t('foreword')), ...prose(content.foreword)] : []),
  ];
  if (content.questions.length > 0) children.push(heading(2, t('questions')), ...list(content.questions.map(({ code, text: words }) => paragraph(text(`${code} ${words}`)))));
  if (content.programme.length > 0) {
    const items = content.programme.map(({ title, minutes, speaker, questionIds }) => {
      const about = [minutes && t('minutes', { n: minutes }), speaker, ...questionIds.map((id) => codes.get(id))].filter(Boolean).join(', ');
      return paragraph(text(about ? `${title} (${about})` : title));
    });
    children.push(heading(2, t('programme')), ...list(items, true));
  }
  children.push(heading(2, t('outcomes')));
  const groups = outcomesByQuestion(content);
  if (groups.length === 0) children.push(paragraph(text(t('noOutcomes'))));
  for (const { question, kinds } of groups) {
    children.push(heading(3, question ? `${question.code} ${question.text}` : t('otherQuestions')));
    for (const { kind, outcomes } of kinds) {
      const lines = outcomes.map((outcome) => paragraph(text(kind === 'ACTION' ? `${outcome.text} (${actionLine(outcome, content.confidentiality, language)})` : outcome.text)));
      children.push(heading(4, t(`kind.${kind}`)), ...list(lines));
    }
  }
  children.push(heading(2, t('note')), ...(content.note.length === 0 ? [paragraph(text(t('emptyNote')))] : noteOf(content.note, language)));
  if (content.attendance !== null && content.attendance.length > 0) {
    children.push(heading(2, t('attendance')), ...list(content.attendance.map(({ name, from }) => paragraph(text([name, from].filter(Boolean).join(', '))))));
  }
  return toMarkdown({ type: 'root', children }, { bullet: '-', rule: '-', extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), gfmStrikethroughToMarkdown()] });
}

const heading = (depth: Heading['depth'], words: string): Heading => ({ type: 'heading', depth, children: [{ type: 'text', value: words.replace(/\s+/g, ' ') }] });
const paragraph = (children: PhrasingContent[]): BlockContent => ({ type: 'paragraph', children });
const strong = (words: string): PhrasingContent => ({ type: 'strong', children: [{ type: 'text', value: words }] });
/** A line break within a line of the note is one in Markdown. */
const text = (words: string): PhrasingContent[] =>
  words.split('\n').flatMap((line, place): PhrasingContent[] => [...(place > 0 ? [{ type: 'break' as const }] : []), ...(line === '' ? [] : [{ type: 'text' as const, value: line }])]);
const prose = (words: string): BlockContent[] => words.split(/\n{2,}/).map((part) => paragraph(text(part.trim())));
const list = (items: BlockContent[], ordered = false): List[] =>
  items.length === 0 ? [] : [{ type: 'list', ordered, spread: false, children: items.map((item): ListItem => ({ type: 'listItem', spread: false, children: [item] })) }];

/** Lists are flat in the stored blocks; here they are lists within lists again. */
function noteOf(blocks: NoteBlock[], language: Language): RootContent[] {
  const made: RootContent[] = [];
  /** The lists that are open, the outermost first. */
  let open: List[] = [];
  for (const block of blocks) {
    if (block.type !== 'PARAGRAPH' || block.depth === 0) open = [];
    if (block.type === 'RULE') made.push({ type: 'thematicBreak' });
    else if (block.type === 'HEADING') made.push({ type: 'heading', depth: block.level <= 2 ? 3 : 4, children: inline(block.runs) });
    else if (block.type === 'TABLE') made.push(...tableOf(block.rows));
    else if (block.depth === 0) {
      if (textOf(block.runs).trim() !== '') made.push(block.quote ? { type: 'blockquote', children: [lineOf(block, language)] } : lineOf(block, language));
    } else open = intoList(made, open.slice(0, block.depth), block, language);
  }
  return made;
}

type Line = Extract<FlatBlock, { type: 'PARAGRAPH' }>;

const lineOf = (block: Line, language: Language): BlockContent =>
  paragraph([...(block.outcome ? [strong(`${speak(reportWords, language)(`mark.${block.outcome.kind}`)}:`), { type: 'text' as const, value: ' ' }] : []), ...inline(block.runs)]);

function intoList(made: RootContent[], open: List[], block: Line, language: Language): List[] {
  const ordered = typeof block.bullet === 'number';
  const last = open.at(-1);
  // A further paragraph of the item that is open.
  if (block.bullet === null && open.length === block.depth) {
    last?.children.at(-1)?.children.push(lineOf(block, language));
    return open;
  }
  const lists = open.length === block.depth && last?.ordered !== ordered ? open.slice(0, -1) : open;
  while (lists.length < block.depth) {
    const begun: List = { type: 'list', ordered, spread: false, ...(typeof block.bullet === 'number' && { start: block.bullet }), children: [] };
    const within = lists.at(-1);
    if (!within) made.push(begun);
    else {
      if (within.children.length === 0) within.children.push({ type: 'listItem', spread: false, children: [] });
      within.children.at(-1)?.children.push(begun);
    }
    lists.push(begun);
  }
  lists.at(-1)?.children.push({ type: 'listItem', spread: false, children: [lineOf(block, language)] });
  return lists;
}

/** Markdown's table has one head and no spans: a cell that spans is followed by empty ones, its lines become one. */
function tableOf(rows: NoteCell[][]): TableTable[] {
  const filled = rows.filter((cells) => cells.length > 0);
  const width = Math.max(0, ...filled.map((cells) => cells.reduce((sum, { columns }) => sum + columns, 0)));
  if (filled.length === 0) return [];
  const children: TableContent[] = filled.map((cells): TableRow => {
    const own = cells.flatMap(({ columns, blocks }) => [inCell(blocks), ...Array.from({ length: columns - 1 }, (): PhrasingContent[] => [])]);
    return { type: 'tableRow', children: Array.from({ length: width }, (_, at) => ({ type: 'tableCell', children: own[at] ?? [] })) };
  });
  return [{ type: 'table', children: children as TableRow[] }];
}
type TableTable = Extract<RootContent, { type: 'table' }>;

const inCell = (blocks: FlatBlock[]): PhrasingContent[] =>
  blocks.flatMap((block, place): PhrasingContent[] => ('runs' in block ? [...(place > 0 ? [{ type: 'text' as const, value: ' ' }] : []), ...inline(block.runs.map((run) => ({ ...run, text: run.text.replaceAll('\n', ' ') })))] : []));

/** Spaces at the ends of bold words stand outside it: Markdown takes `** word**` for stars. */
function inline(runs: readonly Run[]): PhrasingContent[] {
  return runs.flatMap((run): PhrasingContent[] => {
    const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(run.text) ?? [];
    if (words === '') return text(run.text);
    return [...text(before), ...marked(text(words), run), ...text(after)];
  });
}

function marked(children: PhrasingContent[], { bold, italic, strike, link }: Run): PhrasingContent[] {
  let made = children;
  if (strike) made = [{ type: 'delete', children: made }];
  if (italic) made = [{ type: 'emphasis', children: made }];
  if (bold) made = [{ type: 'strong', children: made }];
  const url = link === undefined ? null : linkIn(link);
  // Underlining Markdown has not; the words stay.
  return url === null ? made : [{ type: 'link', url, children: made }];
}
