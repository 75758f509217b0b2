import { NOTE_FIELD, textOf, flatBlocks, type NoteBlock } from '@kenniskamer/shared/note';
import { z } from 'zod';
import * as Y from 'yjs';
import { blocksOf } from './note-document.rules.js';

/** Deeper than anybody writes; what a forged document has below it is left out. */
const MAX_DEPTH = 24;

const AnyJson = z.json();
type Json = z.infer<typeof AnyJson>;
const Attributes = z.record(z.string(), AnyJson);
/** Letters with the marks on them, as Yjs has them: a mark that may overlap itself carries a hash in its name. */
const Stretch = z.object({ insert: z.string(), attributes: Attributes.optional() });
export type Stretch = z.infer<typeof Stretch>;
interface ContentElement {
  name: string;
  attributes?: z.infer<typeof Attributes>;
  children: ContentNode[];
}
/** A piece of the note's tree: a block with its attributes (its id among them), or the letters in one. */
export type ContentNode = ContentElement | { text: Stretch[] };
const ContentNode: z.ZodType<ContentNode> = z.union([
  z.object({ text: z.array(Stretch) }),
  z.object({
    name: z.string(),
    attributes: Attributes.optional(),
    get children() {
      return z.array(ContentNode);
    },
  }),
]);
export const NoteContent = z.array(ContentNode);
export type NoteContent = ContentNode[];

/** The whole text as a tree of plain values: all that is needed to make it again, and nothing of who or when. */
export const contentOf = (doc: Y.Doc): NoteContent => childrenOf(doc.getXmlFragment(NOTE_FIELD), 0);

export function childrenOf(parent: Y.XmlFragment, level: number): NoteContent {
  if (level > MAX_DEPTH) return [];
  return parent.toArray().flatMap((node) => nodeOf(node, level) ?? []);
}

export function nodeOf(node: unknown, level: number): ContentNode | null {
  if (node instanceof Y.XmlText) return { text: stretchesOf(node) };
  if (!(node instanceof Y.XmlElement)) return null;
  const attributes = plain(node.getAttributes() as Record<string, unknown>);
  return { name: clean(node.nodeName), ...(attributes && { attributes }), children: childrenOf(node, level + 1) };
}

function stretchesOf(text: Y.XmlText): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string' || insert === '') continue;
    const marks = plain(attributes ?? {});
    const last = stretches.at(-1);
    // Yjs cuts where a mark was put and taken away again, too.
    if (last && JSON.stringify(last.attributes ?? null) === JSON.stringify(marks)) last.insert += clean(insert);
    else stretches.push({ insert: clean(insert), ...(marks && { attributes: marks }) });
  }
  return stretches;
}

/** As JSON can say it, in one order whatever the database or the page made of it; null when nothing is left. */
function plain(values: Record<string, unknown>): z.infer<typeof Attributes> | null {
  const found = Object.entries(values).flatMap(([name, value]) => {
    const json = name === '__proto__' || value === undefined || value === null ? undefined : AnyJson.safeParse(value).data;
    return json === undefined ? [] : [[clean(name), ordered(json)] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function ordered(value: Json): Json {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, inner]) => [clean(name), ordered(inner)]));
}

/** PostgreSQL's JSON has no NUL, and no half of a surrogate pair. */
const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** What two equal pieces have in common, and no two others: also when the database gave its keys another order. */
export const keyOf = (node: ContentNode): string =>
  'text' in node
    ? JSON.stringify(node.text.map(({ insert, attributes }) => [insert, attributes ? ordered(attributes) : null]))
    : `${node.name} ${JSON.stringify(node.attributes ? ordered(node.attributes) : null)} [${node.children.map(keyOf).join()}]`;

/** The same without who is mentioned: the words stay. For where no name may be kept with the text. */
export const withoutPeople = (content: NoteContent): NoteContent =>
  content.map((node) =>
    'text' in node ? { text: node.text.map(({ insert, attributes }) => ({ insert, ...withMarks(Object.entries(attributes ?? {}).filter(([name, value]) => !isPerson(name, value))) })) } : { ...node, children: withoutPeople(node.children) },
  );

const withMarks = (marks: [string, Json][]) => (marks.length > 0 ? { attributes: Object.fromEntries(marks) } : {});
const isPerson = (name: string, value: Json): boolean =>
  /^mention(--|$)/.test(name) && !(typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'QUESTION');

/** Makes the pieces anew, to be put somewhere. */
export function made(nodes: readonly ContentNode[]): (Y.XmlElement | Y.XmlText)[] {
  return nodes.map((node) => {
    if ('text' in node) {
      const text = new Y.XmlText();
      text.applyDelta(node.text);
      return text;
    }
    const element = new Y.XmlElement<Record<string, Json>>(node.name);
    for (const [name, value] of Object.entries(node.attributes ?? {})) element.setAttribute(name, value);
    element.insert(0, made(node.children));
    return element as unknown as Y.XmlElement;
  });
}

/** A stored content as blocks to read, with what a list says of it. */
export function readable(content: NoteContent): { blocks: NoteBlock[]; words: number; outcomes: number } {
  const doc = new Y.Doc();
  doc.getXmlFragment(NOTE_FIELD).insert(0, made(content));
  const blocks = blocksOf(doc);
  const flat = flatBlocks(blocks);
  const words = flat.reduce((sum, block) => sum + ('runs' in block ? (textOf(block.runs).match(/\S+/g)?.length ?? 0) : 0), 0);
  return { blocks, words, outcomes: flat.filter((block) => block.type === 'PARAGRAPH' && block.outcome !== null).length };
}
