import { PasteRule } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';
import { askPage } from './note-asks';

/** An address that is pasted becomes a link; one that is a link already keeps where it leads, whatever its words say. */
export const TextLink = Link.extend({
  addKeyboardShortcuts() {
    // The page asks for the address; who only reads has no use for it.
    return { 'Mod-k': ({ editor }) => editor.isEditable && (askPage(editor.view, { link: true }), true) };
  },
  addPasteRules() {
    const rules = this.parent?.() ?? [];
    return rules.map(
      (rule) =>
        new PasteRule({
          find: rule.find,
          handler: (pasted) => (pasted.state.doc.rangeHasMark(pasted.range.from, pasted.range.to, this.type) ? null : rule.handler(pasted)),
        }),
    );
  },
});
