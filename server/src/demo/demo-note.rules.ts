import { NOTE_FIELD } from '@kenniskamer/shared/note';
import { newBlockId, outcomeAttributes, questionsAttribute } from '@kenniskamer/shared/outcome';
import * as Y from 'yjs';
import type { SceneLine } from './demo-scenes.rules.js';

/** Writes the lines under the heading of their programme item, as somebody typing would. Gives each outcome's block id. */
export function writeLines(doc: Y.Doc, itemId: string, lines: SceneLine[], questionId: (code: string) => string): Map<SceneLine, string> {
  const note = doc.getXmlFragment(NOTE_FIELD);
  const written = new Map<SceneLine, string>();
  const heading = note.toArray().findIndex((node) => node instanceof Y.XmlElement && node.getAttribute('itemId') === itemId);
  lines.forEach((line, place) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line.text)]);
    if (line.kind) {
      const blockId = newBlockId();
      paragraph.setAttribute(outcomeAttributes.blockId, blockId);
      paragraph.setAttribute(outcomeAttributes.kind, line.kind);
      paragraph.setAttribute(outcomeAttributes.questions, questionsAttribute((line.questions ?? []).map(questionId)));
      written.set(line, blockId);
    }
    note.insert(heading + 1 + place, [paragraph]);
  });
  return written;
}
