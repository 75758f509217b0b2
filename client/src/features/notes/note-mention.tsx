import { getMarkRange, Mark, type Editor, type Range } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

type MentionKind = 'PERSON' | 'QUESTION';

/**
 * A mention is a mark on its own words, no node: putting a node into a line splits its text, and what somebody else
 * types behind it at that moment would be lost. Where no name may be kept it is not even a mark (`people: false`).
 */
export const Mention = Mark.create<{ people: boolean }>({
  name: 'mention',
  inclusive: false,
  addOptions: () => ({ people: true }),
  addAttributes: () => ({
    kind: { default: null, parseHTML: (element) => element.getAttribute('data-mention'), renderHTML: ({ kind }) => ({ 'data-mention': String(kind) }) },
    id: { default: null, parseHTML: (element) => element.getAttribute('data-id'), renderHTML: ({ id }) => ({ 'data-id': String(id) }) },
  }),
  parseHTML() {
    const { people } = this.options;
    return [{ tag: 'span[data-mention="QUESTION"][data-id]' }, ...(people ? [{ tag: 'span[data-mention="PERSON"][data-id]' }] : [])];
  },
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'kk-mention' }, 0],
  addKeyboardShortcuts() {
    return {
      // As a whole: half a name would still point at somebody.
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        const range = empty && this.type.isInSet($from.nodeBefore?.marks ?? []) ? getMarkRange($from.doc.resolve($from.pos - 1), this.type) : undefined;
        return range?.to === $from.pos && editor.commands.deleteRange(range);
      },
    };
  },
});

/** Puts the mention where it was typed, with a space after it to type on. */
export function mention(editor: Editor, range: Range, text: string, as: { kind: MentionKind; id: string } | null): void {
  const marks = as ? [{ type: 'mention', attrs: as }] : [];
  editor.chain().focus(undefined, { scrollIntoView: false }).insertContentAt(range, [{ type: 'text', text, marks }, { type: 'text', text: ' ' }]).run();
}

/** Who is mentioned in a line. */
export function peopleIn(line: Node): { id: string; name: string }[] {
  const found = new Map<string, string>();
  line.descendants((node) => {
    for (const { type, attrs } of node.marks) {
      if (type.name === 'mention' && attrs.kind === 'PERSON' && typeof attrs.id === 'string') found.set(attrs.id, (found.get(attrs.id) ?? '') + (node.text ?? ''));
    }
  });
  return [...found].map(([id, name]) => ({ id, name: name.replace(/^@/, '') }));
}
