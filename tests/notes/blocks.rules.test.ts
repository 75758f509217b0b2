import { flatBlocks, NOTE_FIELD, textOf } from '@kenniskamer/shared/note';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { blocksOf, outcomesIn, repairDoubled } from '../../server/src/features/notes/note-document.rules.js';

type Made = Y.XmlElement<Record<string, string | number>>;

function element(name: string, inside: (Made | Y.XmlText)[] = [], attributes: Record<string, string | number> = {}): Made {
  const made: Made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, inside as Y.XmlElement[]);
  return made;
}
const line = (words: string, attributes: Record<string, string> = {}) => element('paragraph', [new Y.XmlText(words)], attributes);
const noteOf = (...blocks: Made[]): Y.Doc => {
  const doc = new Y.Doc();
  doc.getXmlFragment(NOTE_FIELD).insert(0, blocks as Y.XmlElement[]);
  return doc;
};

describe('what the server reads of a note', () => {
  test('a table with its heads, spans and lists; a table within it gives its lines; what cannot be drawn is bounded', () => {
    const inner = element('table', [element('tableRow', [element('tableCell', [line('binnen')])])]);
    const list = element('orderedList', [element('listItem', [line('een')]), element('listItem', [line('twee')])]);
    const doc = noteOf(
      element('table', [
        element('tableRow', [element('tableHeader', [line('Bedrijf')], { colspan: 2 }), element('tableHeader', [line('Loketten')])]),
        element('tableRow', [element('tableCell', [list, inner], { colspan: 9e9, rowspan: -3 }), element('vreemd', [line('weg')])]),
        element('tableRow'),
      ]),
    );
    const [table] = blocksOf(doc);
    expect(table).toMatchObject({
      type: 'TABLE',
      rows: [
        [
          { head: true, columns: 2, rows: 1 },
          { head: true, columns: 1, rows: 1 },
        ],
        [{ head: false, columns: 50, rows: 1, blocks: [{ depth: 1, bullet: 1 }, { depth: 1, bullet: 2 }, { depth: 0, bullet: null }] }],
        [],
      ],
    });
    expect(flatBlocks(table ? [table] : []).map((block) => ('runs' in block ? textOf(block.runs) : ''))).toEqual(['Bedrijf', 'Loketten', 'een', 'twee', 'binnen']);
  });

  test('an outcome in a cell is one like others, and a doubled id there is put right', () => {
    const besluit = { blockId: 'besluit-1', outcome: 'DECISION' };
    const doc = noteOf(element('table', [element('tableRow', [element('tableCell', [line('Eén termijn', besluit)]), element('tableCell', [line('kopie', besluit)])])]));
    expect(repairDoubled(doc, new Map([['besluit-1', 'Eén termijn']]), () => 'besluit-2')).toBe(true);
    expect(outcomesIn(blocksOf(doc)).map(({ blockId, text }) => [blockId, text])).toEqual([
      ['besluit-1', 'Eén termijn'],
      ['besluit-2', 'kopie'],
    ]);
  });

  test('a mention is its words and nothing else: no id of a person leaves the note', () => {
    const words = new Y.XmlText();
    words.insert(0, 'Vraag ');
    words.insert(6, '@Sanne de Wit', { mention: { kind: 'PERSON', id: '0198c0de-0000-7000-8000-000000000001' } });
    words.insert(19, ' ernaar', { mention: null });
    const blocks = blocksOf(noteOf(element('paragraph', [words], { blockId: 'actie-001', outcome: 'ACTION' })));
    expect(outcomesIn(blocks)[0]?.text).toBe('Vraag @Sanne de Wit ernaar');
    expect(JSON.stringify(blocks)).not.toContain('0198c0de');
  });
});
