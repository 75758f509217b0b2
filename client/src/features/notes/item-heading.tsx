import type { NotePage } from '@kenniskamer/shared/note';
import type { Editor } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';

/** The headings of the opening carry their programme item, so that an outcome knows under which it stands. */
export const ItemHeading = Heading.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      itemId: {
        default: null,
        // Splitting a heading makes no second item.
        keepOnSplit: false,
        parseHTML: () => null,
        renderHTML: ({ itemId }: Record<string, unknown>) => (typeof itemId === 'string' ? { id: `item-${itemId}` } : {}),
      },
    };
  },
}).configure({ levels: [2, 3] });

/** The programme item under whose heading the caret stands. */
export function itemAtCaret(editor: Editor): string | null {
  let item: string | null = null;
  const { from } = editor.state.selection;
  editor.state.doc.forEach((node, position) => {
    if (position <= from && typeof node.attrs.itemId === 'string') item = node.attrs.itemId;
  });
  return item;
}

/**
 * What a new outcome is about: the questions of the item that runs in the room, and where none runs of the one under
 * whose heading the line stands; of neither, the session's own question if it has but one.
 */
export function suggestedQuestions(page: NotePage, running: string | null, underHeading: string | null): string[] {
  const items = [running, underHeading].map((id) => page.items.find((item) => item.id === id));
  const about = items.find((item) => item !== undefined && item.questionIds.length > 0);
  if (about) return about.questionIds;
  const own = page.questions.filter(({ ofSession }) => ofSession);
  return own.length === 1 ? own.map(({ id }) => id) : [];
}
