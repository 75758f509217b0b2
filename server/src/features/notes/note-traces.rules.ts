import { NOTE_FIELD } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { REBUILT_BY } from './note-rebuild.rules.js';

/** What Yjs bytes hold that could tell of a person. */
export interface Sightings {
  /** Client ids, but for the one of a note that was made anew. */
  clients: Set<number>;
  /** Text, and what stands beside it: names of blocks, attributes, marks. */
  values: unknown[];
}

/** Of an update as it is stored, deleted text included. Letters that follow each other are read as one text. */
export function sightingsIn(update: Uint8Array): Sightings {
  const { structs, ds } = Y.decodeUpdate(update);
  const clients = new Set([...structs.map(({ id }) => id.client), ...ds.clients.keys()]);
  clients.delete(REBUILT_BY);
  const values: unknown[] = [];
  const texts: { client: number; end: number; text: string }[] = [];
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (!(struct.content instanceof Y.ContentString)) {
      values.push(...beside(struct));
      continue;
    }
    const { client, clock } = struct.id;
    const last = texts.at(-1);
    const [text, end] = [struct.content.str, clock + struct.length];
    if (last?.client === client && last.end === clock) Object.assign(last, { text: last.text + text, end });
    else texts.push({ client, end, text });
  }
  values.push(...texts.map(({ text }) => text));
  return { clients, values };
}

function beside({ content, parentSub }: Y.Item): unknown[] {
  const named = parentSub === null ? [] : [parentSub];
  if (content instanceof Y.ContentFormat) return [...named, { [content.key]: content.value as unknown }];
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return [...named, ...(content.arr as unknown[])];
  if (content instanceof Y.ContentEmbed) return [...named, content.embed];
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) return [...named, content.type.nodeName];
  return named;
}

/** The text of a document as people read it, line by line, however often it was cut into pieces. */
export function linesOf(doc: Y.Doc): string[] {
  const lines: string[] = [];
  const open: Y.XmlFragment[] = [doc.getXmlFragment(NOTE_FIELD)];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    let line = '';
    for (const node of parent.toArray()) {
      if (node instanceof Y.XmlText) line += textIn(node);
      else if (node instanceof Y.XmlElement) {
        if (node.nodeName === 'hardBreak') line += '\n';
        open.push(node);
      }
    }
    if (line !== '') lines.push(line);
  }
  return lines;
}

const textIn = (text: Y.XmlText): string => (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
