import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
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
      props: { transformCopied: wholeLine },
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

/** An outcome that is copied whole goes as a line, not as the words in it: so it stays an outcome where it is pasted. */
function wholeLine(slice: Slice, { state }: EditorView): Slice {
  const { $from, $to } = state.selection;
  const { parent } = $from;
  const whole = parent === $to.parent && $from.parentOffset === 0 && $to.parentOffset === parent.content.size;
  return whole && typeof parent.attrs.outcome === 'string' ? new Slice(Fragment.from(parent), 0, 0) : slice;
}

function keeperOf(all: Found[], original: Found | undefined, mapped: (position: number) => number): Found | undefined {
  // Cut and pasted, a line leaves an empty one behind, which is not where it is now.
  const filled = all.filter(({ text }) => text !== '');
  const blocks = filled.length > 0 ? filled : all;
  if (!original) return blocks[0];
  const there = mapped(original.position);
  const same = blocks.filter(({ text }) => text === original.text);
  if (same.length > 0) return same.find(({ position }) => position === there) ?? same[0];
  return blocks.find(({ position }) => position === there) ?? blocks[0];
}
