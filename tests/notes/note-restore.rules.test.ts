import { NOTE_FIELD } from '@kenniskamer/shared/note';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { contentOf, made, readable, withoutPeople, type ContentNode, type NoteContent, type Stretch } from '../../server/src/features/notes/note-content.rules.js';
import { restore } from '../../server/src/features/notes/note-restore.rules.js';

const line = (words: string, blockId?: string): ContentNode => ({ name: 'paragraph', ...(blockId && { attributes: { blockId, outcome: 'INSIGHT' } }), children: words === '' ? [] : [{ text: [{ insert: words }] }] });
const noteOf = (content: NoteContent): Y.Doc => {
  const doc = new Y.Doc();
  doc.getXmlFragment(NOTE_FIELD).insert(0, made(content));
  return doc;
};
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};
const elementsOf = (doc: Y.Doc) => doc.getXmlFragment(NOTE_FIELD).toArray() as Y.XmlElement[];
const lettersOf = (doc: Y.Doc, place: number) => (elementsOf(doc)[place] as Y.XmlElement).get(0) as unknown as Y.XmlText;
/** The octets of what restoring changed. */
function sizeOf(doc: Y.Doc, content: NoteContent): number {
  let size = 0;
  doc.on('update', (update: Uint8Array) => (size += update.byteLength));
  restore(doc, content);
  return size;
}

const mark = fc.constantFrom<Stretch['attributes']>(undefined, { bold: {} }, { italic: {}, bold: {} }, { link: { href: 'https://example.nl' } }, { 'mention--Xy': { kind: 'QUESTION', id: 'x' } });
const words = fc.array(fc.constantFrom('mensen ', 'willen ', 'weten, ', 'wie ', 'beslist', '😀 ', ' '), { maxLength: 5 }).map((some) => some.join(''));
const text = fc.array(fc.record({ insert: words.filter((some) => some !== ''), attributes: mark }), { minLength: 1, maxLength: 3 }).map((text): ContentNode => ({ text }));
const paragraph = fc.record({ id: fc.option(fc.constantFrom('een', 'twee', 'drie'), { nil: undefined }), inside: fc.array(fc.oneof(text, fc.constant<ContentNode>({ name: 'hardBreak', children: [] })), { maxLength: 3 }) })
  .map(({ id, inside }): ContentNode => ({ name: 'paragraph', ...(id && { attributes: { blockId: id } }), children: inside }));
const list = fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((items): ContentNode => ({ name: 'bulletList', children: items.map((children) => ({ name: 'listItem', children })) }));
const content = fc.array(fc.oneof(paragraph, paragraph, list), { maxLength: 8 });

describe('restoring a content', () => {
  test('whatever there was and is wanted, exactly that comes of it; again changes nothing', () => {
    fc.assert(
      fc.property(content, content, (before, wanted) => {
        const doc = noteOf(before);
        const goal = contentOf(noteOf(wanted));
        restore(doc, goal);
        expect(contentOf(doc)).toEqual(goal);
        // As the database gives it back: its keys in another order.
        expect(sizeOf(doc, JSON.parse(JSON.stringify(goal, (_, value: unknown) => (value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value))) as NoteContent)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  test('what somebody types meanwhile stays: in lines that are equal, and in lines that are changed within', () => {
    const then = [line('1. Welkom'), line('Mensen willen weten wie beslist', 'blok-een1'), line('Dit blijft zo')];
    const doc = noteOf([line('Iets nieuws vooraan'), line('1. Welkom'), line('Mensen willen soms weten wie er nu beslist', 'blok-een1'), line('Dit blijft zo'), line('En een regel die weer weg moet')]);
    const typing = copyOf(doc);
    lettersOf(typing, 2).insert(0, 'Alle ');
    lettersOf(typing, 3).insert(13, ', zei zij');
    restore(doc, then);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(typing));
    Y.applyUpdate(typing, Y.encodeStateAsUpdate(doc));
    expect(contentOf(doc)).toEqual(contentOf(typing));
    expect(contentOf(doc)).toEqual([line('1. Welkom'), line('Alle Mensen willen weten wie beslist', 'blok-een1'), line('Dit blijft zo, zei zij')]);
  });

  test('an id stays with its block, wherever that stood meanwhile and whatever was written in it', () => {
    const then = [line('Eén besluit', 'blok-een1'), line('Nog een', 'blok-twee')];
    const doc = noteOf([line('Heel andere woorden', 'blok-twee'), line('Eén besluit, gewijzigd', 'blok-een1'), line('Eén besluit', 'blok-drie')]);
    restore(doc, then);
    expect(contentOf(doc)).toEqual(then);
  });

  test('a line changed in a long note is a small change', () => {
    const long = Array.from({ length: 2000 }, (_, at) => line(at % 3 === 0 ? '' : `Regel ${at} over wie beslist`));
    const doc = noteOf([...long.slice(0, 1000), line('Tussenregel'), ...long.slice(1000)]);
    lettersOf(doc, 7).insert(0, 'Och, ');
    expect(sizeOf(doc, long)).toBeLessThan(200);
    expect(contentOf(doc)).toEqual(long);
  });

  test('what is read of it: blocks, words and outcomes; where no name may be kept nobody is mentioned, a question is', () => {
    const mention = (kind: string) => ({ insert: `@${kind}`, attributes: { bold: {}, 'mention--a': { kind, id: 'wie' } } });
    const some: NoteContent = [line('Twee woorden', 'blok-een1'), { name: 'paragraph', children: [{ text: [mention('PERSON'), mention('QUESTION')] }] }];
    expect(readable(some)).toMatchObject({ words: 3, outcomes: 1, blocks: [{ type: 'PARAGRAPH', outcome: { blockId: 'blok-een1' } }, { type: 'PARAGRAPH' }] });
    expect(withoutPeople(some)[1]).toEqual({ name: 'paragraph', children: [{ text: [{ insert: '@PERSON', attributes: { bold: {} } }, mention('QUESTION')] }] });
  });

  test('what no database can keep is left out', () => {
    const doc = noteOf([line('nul \u0000 en half \ud800')]);
    expect(contentOf(doc)).toEqual([line('nul  en half \ufffd')]);
    restore(doc, contentOf(doc));
  });
});
