import * as Y from 'yjs';

/** The text of a note, a line for each of its paragraphs. */
export function linesOf(node: Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook): string[] {
  if (node instanceof Y.XmlText) return [(node.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')];
  return node instanceof Y.XmlFragment ? node.toArray().flatMap(linesOf) : [];
}

/**
 * What was typed under these ids since the document stood at `since`, and not deleted again. What was typed in one go
 * stands on one line, for that is what somebody copies who may see no more of the note.
 */
export function typedSince(doc: Y.Doc, since: Map<number, number>, ids: Iterable<number>): string {
  const lines: string[] = [];
  let last: Y.ID | null = null;
  for (const id of ids) {
    for (const struct of doc.store.clients.get(id) ?? []) {
      const from = Math.max(0, (since.get(id) ?? 0) - struct.id.clock);
      if (!(struct instanceof Y.Item) || struct.deleted || from >= struct.length || !(struct.content instanceof Y.ContentString)) continue;
      const words = struct.content.str.slice(from);
      const goesOn = lines.length > 0 && (from > 0 || Y.compareIDs(struct.origin, last));
      if (goesOn) lines[lines.length - 1] += words;
      else lines.push(words);
      last = struct.lastId;
    }
  }
  return lines.join('\n');
}
