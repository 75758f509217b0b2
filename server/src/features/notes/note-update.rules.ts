import type { FailureCode } from '@kenniskamer/shared/failure';
import { MAX_UPDATE, NOTE_FIELD } from '@kenniskamer/shared/note';
import * as Y from 'yjs';

/** A page writes under one id; a few more for what it brings back of others after a crash. */
const MAX_CLIENTS = 50;

export interface UpdateFacts {
  /** Ids under which the update has text that the document lacks. */
  newClients: number[];
  /** It holds a mention of a person. */
  namesPeople: boolean;
}

/**
 * Looks at an update before it touches the document: a refused one must leave no trace, and one whose foundations are
 * missing would stay pending there, without bound. Cheap: it decodes the update and looks up clocks, no more.
 */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array, most = MAX_UPDATE): UpdateFacts | FailureCode {
  if (update.byteLength > most) return 'NOTE_FULL';
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    // Yjs throws what its decoder happens to trip over: all of it means that these are no Yjs bytes.
    return 'NOT_AN_UPDATE';
  }
  const ends = new Map<number, number>();
  const newClients = new Set<number>();
  const has = (client: number) => Y.getState(doc.store, client);
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    // A gap, within the update or before it, is text that has not come.
    if (struct instanceof Y.Skip || clock > (ends.get(client) ?? has(client))) return 'OUT_OF_STEP';
    const end = clock + struct.length;
    ends.set(client, Math.max(ends.get(client) ?? has(client), end));
    if (end > has(client)) newClients.add(client);
  }
  if (decoded.structs.some(isStrange)) return 'NOT_AN_UPDATE';
  const known = ({ client, clock }: Y.ID) => clock < (ends.get(client) ?? has(client));
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) continue;
    const parent: unknown = struct.parent;
    for (const id of [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null]) {
      if (id && !known(id)) return 'OUT_OF_STEP';
    }
  }
  for (const [client, deletions] of decoded.ds.clients) {
    for (const { clock, len } of deletions) if (clock + len > (ends.get(client) ?? has(client))) return 'OUT_OF_STEP';
  }
  if (newClients.size > MAX_CLIENTS) return 'NOT_AN_UPDATE';
  return { newClients: [...newClients], namesPeople: decoded.structs.some(isPersonMentionMark) };
}

/** No page of ours makes these: other roots, documents within documents, names that JavaScript gives a meaning. */
function isStrange(struct: Y.Item | Y.GC | Y.Skip): boolean {
  if (!(struct instanceof Y.Item)) return false;
  const parent: unknown = struct.parent;
  if (typeof parent === 'string' && parent !== NOTE_FIELD) return true;
  if (struct.parentSub === '__proto__' || struct.parentSub === 'constructor' || struct.parentSub === 'prototype') return true;
  const { content } = struct;
  return content instanceof Y.ContentDoc || content instanceof Y.ContentBinary || (content instanceof Y.ContentFormat && isStrangeMark(content));
}

/** A link that leads to no address: a script, say. Marks that may overlap themselves carry a hash: `link--Xy…`. */
function isStrangeMark({ key, value }: Y.ContentFormat): boolean {
  if (!/^link(--|$)/.test(key) || value === null) return false;
  const href: unknown = typeof value === 'object' && 'href' in value ? value.href : undefined;
  return typeof href !== 'string' || !/^(https?|mailto):/i.test(href);
}

/** A mention of anything but a question: the mark that ties words to a person by their id. */
export const isPersonMention = (key: string, value: unknown): boolean =>
  /^mention(--|$)/.test(key) && value !== null && !(typeof value === 'object' && 'kind' in value && value.kind === 'QUESTION');

const isPersonMentionMark = (struct: Y.Item | Y.GC | Y.Skip): struct is Y.Item =>
  struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentFormat && isPersonMention(struct.content.key, struct.content.value);

/**
 * Takes mentions of people out of a document: the words stay, as plain text. Within the transaction that brought them
 * they go to nobody and nowhere, since Yjs drops what is deleted before it tells of a change.
 */
export function dropPersonMentions(doc: Y.Doc, transaction: Y.Transaction): void {
  const marks = [...doc.store.clients.values()].flat().filter(isPersonMentionMark);
  for (const mark of marks) mark.delete(transaction);
}

export const hasPersonMentions = (doc: Y.Doc): boolean => [...doc.store.clients.values()].some((structs) => structs.some(isPersonMentionMark));

/** Drops what waits for text that never came; true when there was any. `inspectUpdate` should have kept it out. */
export function dropPending(doc: Y.Doc): boolean {
  const { store } = doc;
  const had = store.pendingStructs !== null || store.pendingDs !== null;
  store.pendingStructs = null;
  store.pendingDs = null;
  return had;
}

const AT_ONCE = 16;

/** One update of many. A few at a time: Yjs sorts all that it has not merged yet after each piece, which runs away when much waits. */
export function together(updates: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array([0, 0])] = updates;
  if (updates.length <= 1) return first;
  if (updates.length <= AT_ONCE) return Y.mergeUpdates([...updates]);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += AT_ONCE) parts.push(together(updates.slice(at, at + AT_ONCE)));
  return together(parts);
}
