import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Plugin } from '@tiptap/pm/state';

/** Of its own, TipTap's writes widths as styles, which our content policy refuses. */
const NoteTable = Table.extend({
  addNodeView: () => null,
  renderHTML: () => ['table', ['tbody', 0]],
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(mendingOnlyOwn);
  },
});

/**
 * The library mends a table whose rows differ in length wherever it meets one. When two people add a row and a column at
 * once every page would do so, each for itself, and cells would double. Here only the page whose own edit meets it.
 */
function mendingOnlyOwn(plugin: Plugin): Plugin {
  const mend = plugin.spec.appendTransaction;
  if (!mend) return plugin;
  return new Plugin({
    ...plugin.spec,
    appendTransaction(transactions, before, after) {
      const others = transactions.some((transaction) => transaction.docChanged && isChangeOrigin(transaction));
      return others ? null : mend.call(plugin, transactions, before, after);
    },
  });
}

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Math.min(Math.max(Math.trunc(Number(element.getAttribute(name))) || 1, 1), 50),
});
const cell = {
  // No table within a table: no report could draw it.
  content: '(paragraph | heading | bulletList | orderedList | blockquote)+',
  addAttributes: () => ({
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    // The library reads it; we give no column a width.
    colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) },
  }),
};

export const tableExtensions = [NoteTable, TableRow, TableCell.extend(cell), TableHeader.extend(cell)];
