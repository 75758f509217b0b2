import { simpleDiffString } from 'lib0/diff';
import { diff } from 'lib0/diff/patience';
import { NOTE_FIELD } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { keyOf, made, nodeOf, type ContentNode, type NoteContent, type Stretch } from './note-content.rules.js';

/** Old blocks times new ones, above which they are not compared one by one but replaced. */
const MAX_COMPARED = 40_000;
/** How much of their words two lines must share to be one line that was changed. */
const ALIKE = 0.3;
/** A block that has the id of the other is that block, whatever its words. */
const SAME = 10;

/**
 * Gives the document this content by changing as little as it can: what is equal is not touched, a line that was changed
 * is changed within, so what others type at this moment stays wherever the line does. Not y-prosemirror's own
 * comparison: that one knows no block ids, and needs the editor's schema on the server. See decision 035.
 */
export function restore(doc: Y.Doc, content: NoteContent, origin?: unknown): void {
  doc.transact(() => change(doc.getXmlFragment(NOTE_FIELD), content, 0), origin);
}

function change(parent: Y.XmlFragment, wanted: NoteContent, level: number): void {
  // What is no piece of text at all (nobody's page makes it) goes first: places must agree.
  const all = parent.toArray();
  for (let at = all.length - 1; at >= 0; at--) if (nodeOf(all[at], level) === null) parent.delete(at, 1);
  const now = parent.toArray().map((node) => keyOf(nodeOf(node, level) as ContentNode));
  const then = wanted.map(keyOf);
  let drift = 0;
  const runs = diff(now, then).map(({ index, remove, insert }) => {
    const run = { at: index, count: remove.length, nodes: wanted.slice(index + drift, index + drift + insert.length) };
    drift += insert.length - remove.length;
    return run;
  });
  for (const { at, count, nodes } of runs.reverse()) changeRun(parent, at, count, nodes, level);
}

/** Replaces some neighbours by others; those that are the same line before and after are changed within. */
function changeRun(parent: Y.XmlFragment, at: number, count: number, wanted: ContentNode[], level: number): void {
  const old = parent.toArray().slice(at, at + count);
  const pairs = paired(old.map((node) => nodeOf(node, level) as ContentNode), wanted);
  let place = at + count;
  let [left, right] = [count, wanted.length];
  for (const [one, other] of [...pairs.toReversed(), [-1, -1] as const]) {
    place -= left - 1 - one;
    parent.delete(place, left - 1 - one);
    if (right - 1 - other > 0) parent.insert(place, made(wanted.slice(other + 1, right)));
    if (one < 0) break;
    changeNode(old[one] as Y.XmlElement | Y.XmlText, wanted[other] as ContentNode, level);
    place -= 1;
    [left, right] = [one, other];
  }
}

/** Which of the old is which of the new, in their order, so that most is shared. */
function paired(old: ContentNode[], wanted: ContentNode[]): [number, number][] {
  if (old.length * wanted.length > MAX_COMPARED) return [];
  const [olds, news] = [old.map(faceOf), wanted.map(faceOf)];
  // Row by row the best that can be had from these onwards.
  const best = Array.from({ length: old.length + 1 }, () => new Float64Array(wanted.length + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const worth = olds.map((one) => news.map((other) => likeness(one, other)));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = best[i];
    if (!row) continue;
    for (let j = wanted.length - 1; j >= 0; j--) row[j] = Math.max(at(i + 1, j), at(i, j + 1), (worth[i]?.[j] ?? 0) > 0 ? at(i + 1, j + 1) + (worth[i]?.[j] ?? 0) : 0);
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < old.length && j < wanted.length; ) {
    const value = worth[i]?.[j] ?? 0;
    if (value > 0 && at(i, j) === at(i + 1, j + 1) + value) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

interface Face {
  name: string;
  /** Its block's, or its programme item's. */
  id: unknown;
  words: Map<string, number>;
  count: number;
}

function faceOf(node: ContentNode): Face {
  const words = new Map<string, number>();
  let count = 0;
  const read = (one: ContentNode): void => {
    if (!('text' in one)) return one.children.forEach(read);
    for (const word of one.text.map(({ insert }) => insert).join('').match(/\S+/g) ?? []) {
      words.set(word, (words.get(word) ?? 0) + 1);
      count++;
    }
  };
  read(node);
  return 'text' in node ? { name: '#text', id: null, words, count } : { name: node.name, id: node.attributes?.blockId ?? node.attributes?.itemId ?? null, words, count };
}

/** 0 for what cannot be the same. An id never goes over to another block: what became of an action hangs on it. */
function likeness(one: Face, other: Face): number {
  if (one.name !== other.name || one.id !== other.id) return 0;
  if (one.id !== null) return SAME;
  if (one.name === '#text') return 0.01 + sharedBy(one, other);
  const share = sharedBy(one, other);
  return share >= ALIKE ? share : 0;
}

function sharedBy(one: Face, other: Face): number {
  if (one.count + other.count === 0) return 1;
  let both = 0;
  for (const [word, times] of one.words) both += Math.min(times, other.words.get(word) ?? 0);
  return (2 * both) / (one.count + other.count);
}

function changeNode(node: Y.XmlElement | Y.XmlText, wanted: ContentNode, level: number): void {
  if (node instanceof Y.XmlText) {
    if ('text' in wanted) changeText(node, wanted.text);
    return;
  }
  if ('text' in wanted) return;
  const [before, after] = [node.getAttributes() as Record<string, unknown>, wanted.attributes ?? {}];
  for (const name of Object.keys(before)) if (!(name in after)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(after)) {
    if (JSON.stringify(before[name]) !== JSON.stringify(value)) (node as unknown as Y.XmlElement<Record<string, typeof value>>).setAttribute(name, value);
  }
  change(node, wanted.children, level + 1);
}

/** Words that differ are replaced; then marks are put right, letter by letter as they stand. */
function changeText(text: Y.XmlText, wanted: Stretch[]): void {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  if (delta.some(({ insert }) => typeof insert !== 'string')) {
    text.delete(0, text.length);
    text.applyDelta(wanted);
    return;
  }
  const now = delta.map(({ insert }) => insert as string).join('');
  const then = wanted.map(({ insert }) => insert).join('');
  const [before, after] = [wordsOf(now), wordsOf(then)];
  const starts = before.reduce<number[]>((all, word) => [...all, (all.at(-1) ?? 0) + word.length], [0]);
  for (const { index, remove, insert } of diff(before, after).reverse()) {
    // Of a word no more than its letters that differ: somebody may be in the middle of it.
    const letters = simpleDiffString(remove.join(''), insert.join(''));
    const at = (starts[index] ?? 0) + letters.index;
    text.insert(at + letters.remove, letters.insert, {});
    text.delete(at, letters.remove);
  }
  putMarks(text, wanted);
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

function putMarks(text: Y.XmlText, wanted: Stretch[]): void {
  const has = (text.toDelta() as { insert: string; attributes?: Record<string, unknown> }[]).map(({ insert, attributes = {} }) => ({ length: insert.length, attributes }));
  let at = 0;
  let [own, left] = [0, has[0]?.length ?? 0];
  for (const { insert, attributes = {} } of wanted) {
    for (let rest = insert.length; rest > 0 && own < has.length; ) {
      const marks = has[own]?.attributes ?? {};
      const length = Math.min(rest, left);
      const differ = [...new Set([...Object.keys(marks), ...Object.keys(attributes)])].filter((name) => JSON.stringify(marks[name]) !== JSON.stringify(attributes[name]));
      if (differ.length > 0) text.format(at, length, Object.fromEntries(differ.map((name) => [name, attributes[name] ?? null])));
      at += length;
      rest -= length;
      left -= length;
      if (left === 0) left = has[++own]?.length ?? 0;
    }
  }
}
