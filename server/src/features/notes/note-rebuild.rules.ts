import { NOTE_FIELD } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { isPersonMention } from './note-update.rules.js';

/** The Yjs client id of a note that was made anew: nobody's. */
export const REBUILT_BY = 1;

/**
 * The same text, written in one go by nobody: in the document that people typed, ids and clocks tie one person's lines
 * together and say in which order they came. Blocks, their ids and attributes, marks and links are as they were; what was
 * deleted is gone. Not by recursion: a forged document may be deeper than the stack.
 */
export function rebuilt(doc: Y.Doc): Uint8Array<ArrayBuffer> {
  const made = new Y.Doc();
  made.clientID = REBUILT_BY;
  made.transact(() => {
    const open: [from: Y.XmlFragment, to: Y.XmlFragment][] = [[doc.getXmlFragment(NOTE_FIELD), made.getXmlFragment(NOTE_FIELD)]];
    for (let pair = open.pop(); pair; pair = open.pop()) {
      const [from, to] = pair;
      const children = from.toArray().filter((node) => node instanceof Y.XmlElement || node instanceof Y.XmlText);
      to.insert(0, children.map((node) => (node instanceof Y.XmlElement ? new Y.XmlElement(node.nodeName) : new Y.XmlText())));
      for (const [place, node] of children.entries()) {
        const copy: unknown = to.get(place);
        if (node instanceof Y.XmlText && copy instanceof Y.XmlText) copy.applyDelta(plainDelta(node), { sanitize: false });
        if (!(node instanceof Y.XmlElement) || !(copy instanceof Y.XmlElement)) continue;
        for (const [name, value] of Object.entries(node.getAttributes())) if (isPlain(value)) copy.setAttribute(name, value as string);
        open.push([node, copy]);
      }
    }
  });
  return new Uint8Array(Y.encodeStateAsUpdate(made));
}

/** Text with its marks; what no page of ours puts in a line (pictures, documents) stays behind, and so does who is meant. */
function plainDelta(text: Y.XmlText): { insert: string; attributes?: Record<string, unknown> }[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [];
    const marks = Object.entries(attributes ?? {}).filter(([key, value]) => !isPersonMention(key, value));
    return [{ insert, ...(marks.length > 0 ? { attributes: Object.fromEntries(marks) } : {}) }];
  });
}

const isPlain = (value: unknown): boolean => !(value instanceof Y.AbstractType) && value !== undefined;
