import { Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

interface Binding {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3];
  beforeTransactionSelection: { type: string; anchor: Y.RelativePosition; head: Y.RelativePosition } | null;
}

/**
 * y-tiptap 3.0.9 takes a line whose text changed for another one: when somebody else types before one's caret in a line
 * with attributes of its own, which every outcome is, it puts the caret back by counting, and one's next letters stand in
 * the middle of a word. As long as the text that the caret is in still exists, Yjs knows the place exactly.
 */
export const CaretStays = Extension.create({
  name: 'caretStays',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, after) {
        if (!transactions.some((transaction) => transaction.docChanged && isChangeOrigin(transaction))) return null;
        const { binding } = (ySyncPluginKey.getState(after) ?? {}) as { binding?: Binding };
        const kept = binding?.beforeTransactionSelection;
        if (!binding || kept?.type !== 'text') return null;
        const [anchor, head] = [placeOf(kept.anchor, binding), placeOf(kept.head, binding)];
        if (anchor === null || head === null || (anchor === after.selection.anchor && head === after.selection.head)) return null;
        return after.tr.setSelection(TextSelection.create(after.doc, anchor, head)).setMeta(ySyncPluginKey, { isChangeOrigin: true }).setMeta('addToHistory', false);
      },
    }),
  ],
});

/** Null when the text that it points into is gone. */
function placeOf(relative: Y.RelativePosition, { doc, type, mapping }: Binding): number | null {
  const within = Y.createAbsolutePositionFromRelativePosition(relative, doc)?.type;
  if (!(within instanceof Y.XmlText)) return null;
  for (let item = within._item; item !== null; item = item.parent instanceof Y.AbstractType ? item.parent._item : null) if (item.deleted) return null;
  return relativePositionToAbsolutePosition(doc, type, relative, mapping);
}
