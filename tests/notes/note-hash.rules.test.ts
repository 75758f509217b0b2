import fc from 'fast-check';
import { hashOf } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';

/** A page's document, with an undo as the editor has: it keeps deleted text that others collected. */
class Page {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getXmlFragment('note');
  readonly undo = new Y.UndoManager(this.text, { captureTimeout: 0 });
  readonly made: Uint8Array[] = [];

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.made.push(update);
    });
  }

  act([kind, at, length]: [number, number, number]): void {
    const lines = this.text.toArray();
    const line = lines[at % Math.max(1, lines.length)];
    const words = line instanceof Y.XmlElement ? line.get(0) : undefined;
    if (kind === 0 || !(line instanceof Y.XmlElement) || !(words instanceof Y.XmlText)) {
      const made = new Y.XmlElement('paragraph');
      made.insert(0, [new Y.XmlText('woorden')]);
      this.text.insert(at % (lines.length + 1), [made]);
    } else if (kind === 1) words.insert(at % (words.length + 1), 'erbij');
    else if (kind === 2) words.delete(at % (words.length + 1), Math.min(length, words.length - (at % (words.length + 1))));
    else if (kind === 3) words.format(at % (words.length + 1), Math.min(length, words.length - (at % (words.length + 1))), { bold: length % 2 === 0 ? true : null });
    else if (kind === 4) line.setAttribute('outcome', ['DECISION', 'INSIGHT'][length % 2] ?? '');
    else if (kind === 5) this.text.delete(at % lines.length, 1);
    else this.undo.undo();
  }

  get hash(): string {
    return hashOf(Y.encodeSnapshot(Y.snapshot(this.doc)), this.text.toString());
  }
}

/** Everybody gets what the others made, until nobody makes anything more: taking in marks, Yjs tidies them up. */
function exchange(pages: Page[]): void {
  for (let more = true; more; ) {
    const made = pages.map((page) => page.made.splice(0));
    more = made.some(({ length }) => length > 0);
    for (const [at, page] of pages.entries()) {
      for (const [from, updates] of made.entries()) if (from !== at) for (const update of updates) Y.applyUpdate(page.doc, update, 'others');
    }
  }
}

describe('the hash that pages compare', () => {
  test('is equal for all who hold the same, whoever did what, and differs after a deletion that did not come', () => {
    const acts = fc.array(fc.tuple(fc.nat(2), fc.nat(6), fc.nat(50), fc.nat(9)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(acts, fc.nat(7), (all, every) => {
        const pages = [new Page(), new Page(), new Page()];
        for (const [at, [who, ...act]] of all.entries()) {
          pages[who]?.act(act);
          if (at % (every + 1) === 0) exchange(pages);
        }
        exchange(pages);
        expect(new Set(pages.map(({ hash }) => hash)).size).toBe(1);
        const [one, other] = pages;
        if (!one || !other || one.text.length === 0) return;
        one.text.delete(0, 1);
        expect(one.hash).not.toBe(other.hash);
      }),
      { numRuns: 150 },
    );
  });
});
