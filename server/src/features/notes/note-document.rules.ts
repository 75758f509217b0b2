import { flatBlocks, linkIn, NOTE_FIELD, textOf, type NoteBlock, type NoteCell, type Run } from '@kenniskamer/shared/note';
import { BlockId, OutcomeKind, outcomeAttributes, questionsIn } from '@kenniskamer/shared/outcome';
import * as Y from 'yjs';

/** Deeper than anybody writes; a forged document must not exhaust the stack. */
const MAX_DEPTH = 12;
/** Cells side by side, and rows that one spans: a forged number must not make a table that no program can draw. */
const MAX_SPAN = 50;
/** Longer lines are outcomes too, cut in lists and tables; the note keeps the whole. */
const MAX_OUTCOME_TEXT = 4000;

/**
 * The text as blocks, straight from the Yjs types: y-prosemirror's converter is said to change the document that it
 * reads. Anybody may have sent what is read here, so what is not known is skipped.
 */
export function blocksOf(doc: Y.Doc): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  walk(doc.getXmlFragment(NOTE_FIELD), { depth: 0, bullet: null, quote: false }, 0, blocks);
  return blocks;
}

interface Place {
  depth: number;
  bullet: 'DOT' | number | null;
  quote: boolean;
}

function walk(parent: Y.XmlFragment, place: Place, level: number, blocks: NoteBlock[]): void {
  if (level > MAX_DEPTH) return;
  let first = true;
  for (const node of parent.toArray()) {
    if (!(node instanceof Y.XmlElement)) continue;
    const { nodeName } = node;
    if (nodeName === 'heading') {
      const itemId: unknown = node.getAttribute('itemId');
      blocks.push({ type: 'HEADING', level: node.getAttribute('level') === '3' || Number(node.getAttribute('level')) === 3 ? 3 : 2, itemId: typeof itemId === 'string' ? itemId : null, runs: runsOf(node) });
    } else if (nodeName === 'paragraph') {
      blocks.push({ type: 'PARAGRAPH', ...place, bullet: first ? place.bullet : null, runs: runsOf(node), outcome: outcomeOf(node) });
    } else if (nodeName === 'horizontalRule') {
      blocks.push({ type: 'RULE' });
    } else if (nodeName === 'blockquote') {
      walk(node, { ...place, quote: true }, level + 1, blocks);
    } else if (nodeName === 'table') {
      blocks.push({ type: 'TABLE', rows: rowsOf(node, level) });
    } else if (nodeName === 'bulletList' || nodeName === 'orderedList') {
      let number = nodeName === 'orderedList' ? Math.trunc(Number(node.getAttribute('start') ?? 1)) || 1 : 0;
      for (const item of node.toArray()) {
        if (!(item instanceof Y.XmlElement) || item.nodeName !== 'listItem') continue;
        walk(item, { ...place, depth: place.depth + 1, bullet: nodeName === 'orderedList' ? number++ : 'DOT' }, level + 2, blocks);
      }
    }
    first = false;
  }
}

function rowsOf(table: Y.XmlElement, level: number): NoteCell[][] {
  return named(table, 'tableRow').map((row) =>
    named(row, 'tableCell', 'tableHeader').map((cell) => {
      const blocks: NoteBlock[] = [];
      walk(cell, { depth: 0, bullet: null, quote: false }, level + 3, blocks);
      return { head: cell.nodeName === 'tableHeader', columns: spanOf(cell, 'colspan'), rows: spanOf(cell, 'rowspan'), blocks: flatBlocks(blocks) };
    }),
  );
}

const named = (parent: Y.XmlElement, ...names: string[]): Y.XmlElement[] =>
  parent.toArray().filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && names.includes(node.nodeName));

const spanOf = (cell: Y.XmlElement, attribute: string): number => Math.min(Math.max(Math.trunc(Number(cell.getAttribute(attribute))) || 1, 1), MAX_SPAN);

function runsOf(block: Y.XmlElement): Run[] {
  const runs: Run[] = [];
  for (const node of block.toArray()) {
    if (node instanceof Y.XmlElement && node.nodeName === 'hardBreak') runs.push({ text: '\n' });
    if (!(node instanceof Y.XmlText)) continue;
    for (const { insert, attributes } of node.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
      if (typeof insert === 'string' && insert !== '') runs.push({ text: insert, ...marksOf(attributes ?? {}) });
    }
  }
  return runs;
}

function marksOf(attributes: Record<string, unknown>): Omit<Run, 'text'> {
  const marks: Omit<Run, 'text'> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (!value) continue;
    // Marks that may overlap with themselves carry a hash: `link--Xy…`.
    const name = key.split('--')[0];
    if (name === 'bold' || name === 'italic' || name === 'underline' || name === 'strike') marks[name] = true;
    if (name === 'link') marks.link = webAddressIn(value);
  }
  if (marks.link === undefined) delete marks.link;
  return marks;
}

function webAddressIn(value: unknown): string | undefined {
  const href: unknown = typeof value === 'object' && value !== null && 'href' in value ? value.href : undefined;
  return linkIn(href) ?? undefined;
}

function outcomeOf(block: Y.XmlElement): Extract<NoteBlock, { type: 'PARAGRAPH' }>['outcome'] {
  const kind = OutcomeKind.safeParse(block.getAttribute(outcomeAttributes.kind));
  const blockId = BlockId.safeParse(block.getAttribute(outcomeAttributes.blockId));
  if (!kind.success || !blockId.success || blockId.data === '__proto__') return null;
  return { blockId: blockId.data, kind: kind.data, questionIds: questionsIn(block.getAttribute(outcomeAttributes.questions)) };
}

/** An outcome as it stands in the text. */
export interface ReadOutcome {
  blockId: string;
  kind: OutcomeKind;
  text: string;
  questionIds: string[];
  /** The programme item under whose heading it stands. */
  itemId: string | null;
  place: number;
}

/** The outcomes in order. Of a doubled id only the first counts; see `doubledIn`. */
export function outcomesIn(blocks: readonly NoteBlock[]): ReadOutcome[] {
  const found = new Map<string, ReadOutcome>();
  let itemId: string | null = null;
  for (const block of flatBlocks(blocks)) {
    if (block.type === 'HEADING' && block.itemId !== null) itemId = block.itemId;
    if (block.type !== 'PARAGRAPH' || !block.outcome || found.has(block.outcome.blockId)) continue;
    const text = cut(textOf(block.runs).trim());
    found.set(block.outcome.blockId, { ...block.outcome, text, itemId, place: found.size });
  }
  return [...found.values()];
}

/** PostgreSQL's text has no NUL, and half a surrogate pair is no UTF-8. */
const cut = (text: string): string => text.replaceAll('\u0000', '').slice(0, MAX_OUTCOME_TEXT).toWellFormed();

/**
 * Gives copies of a block id an id of their own, where no browser did (two people splitting one line at once, a page
 * that closed in between). `texts` is what each id was last read with: the block that still has that text keeps it,
 * else the first. True when something was changed.
 */
export function repairDoubled(doc: Y.Doc, texts: ReadonlyMap<string, string>, newId: () => string): boolean {
  const doubled = [...blocksById(doc)].filter(([, elements]) => elements.length > 1);
  if (doubled.length === 0) return false;
  doc.transact(() => {
    for (const [id, elements] of doubled) {
      const keeper = elements.find((element) => textOf(runsOf(element)).trim() === texts.get(id)) ?? elements[0];
      for (const element of elements) if (element !== keeper) element.setAttribute(outcomeAttributes.blockId, newId());
    }
  });
  return true;
}

/** Does an id stand on more than one block? */
export const doubledIn = (doc: Y.Doc): boolean => [...blocksById(doc).values()].some(({ length }) => length > 1);

function blocksById(doc: Y.Doc): Map<string, Y.XmlElement[]> {
  const byId = new Map<string, Y.XmlElement[]>();
  eachElement(doc.getXmlFragment(NOTE_FIELD), 0, (element) => {
    const id: unknown = element.getAttribute(outcomeAttributes.blockId);
    if (typeof id === 'string') byId.set(id, [...(byId.get(id) ?? []), element]);
  });
  return byId;
}

function eachElement(parent: Y.XmlFragment, level: number, visit: (element: Y.XmlElement) => void): void {
  if (level > MAX_DEPTH * 2) return;
  for (const node of parent.toArray()) {
    if (!(node instanceof Y.XmlElement)) continue;
    visit(node);
    eachElement(node, level + 1, visit);
  }
}

/** What a new note opens with: a heading for each programme item, with a line to write on. */
export function openingOf(items: readonly { id: string; title: string }[]): Uint8Array {
  const doc = new Y.Doc();
  const block = (name: string, text: string, attributes: Record<string, string | number> = {}) => {
    const element = new Y.XmlElement<Record<string, string | number>>(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== '') element.insert(0, [new Y.XmlText(text)]);
    return element;
  };
  const blocks = items.flatMap(({ id, title }, place) => [
    block('heading', `${place + 1}. ${title}`, { level: 2, itemId: id }),
    block('paragraph', ''),
  ]);
  doc.getXmlFragment(NOTE_FIELD).insert(0, (blocks.length > 0 ? blocks : [block('paragraph', '')]) as Y.XmlElement[]);
  return Y.encodeStateAsUpdate(doc);
}
