import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { newBlockId } from '@kenniskamer/shared/outcome';

interface Found {
  position: number;
  text: string;
}

function blocksById(doc: Node): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  doc.descendants((node, position) => {
    const id: unknown = node.type.name === 'paragraph' ? node.attrs.blockId : null;
    if (typeof id === 'string') found.set(id, [...(found.get(id) ?? []), { position, text: node.textContent }]);
    return !node.isTextblock;
  });
  return found;
}

/**
 * Splitting and pasting double a block's id. The block that still has the original text keeps it, else the one that
 * stands where it stood; a copy gets an id of its own, and an empty one is no outcome at all. Only here, in the browser
 * that made the edit: others get it whole.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('blockIds'),
      appendTransaction: (transactions: readonly Transaction[], before: EditorState, after: EditorState) => {
        const own = transactions.filter((transaction) => transaction.docChanged && !isChangeOrigin(transaction));
        if (own.length === 0 || own.length < transactions.filter(({ docChanged }) => docChanged).length) return null;
        const doubled = [...blocksById(after.doc)].filter(([, blocks]) => blocks.length > 1);
        if (doubled.length === 0) return null;
        const originals = blocksById(before.doc);
        const change = after.tr;
        for (const [id, blocks] of doubled) {
          const [original] = originals.get(id) ?? [];
          const keeper = keeperOf(blocks, original, (position) => own.reduce((at, { mapping }) => mapping.map(at), position));
          for (const block of blocks) {
            if (block === keeper) continue;
            const attributes = block.text === '' ? { blockId: null, outcome: null, questions: null } : { blockId: newBlockId() };
            for (const [name, value] of Object.entries(attributes)) change.setNodeAttribute(block.position, name, value);
          }
        }
        return change;
      },
    }),
  ],
});

function keeperOf(blocks: Found[], original: Found | undefined, mapped: (position: number) => number): Found | undefined {
  if (!original) return blocks[0];
  const there = mapped(original.position);
  const same = blocks.filter(({ text }) => text === original.text);
  if (same.length > 0) return same.find(({ position }) => position === there) ?? same[0];
  return blocks.find(({ position }) => position === there) ?? blocks[0];
}
