import { PasteRule } from '@tiptap/core';
import { Link } from '@tiptap/extension-link';

/** An address that is pasted becomes a link; one that is a link already keeps where it leads, whatever its words say. */
export const TextLink = Link.extend({
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
