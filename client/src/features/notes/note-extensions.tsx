import { Extension, type Editor } from '@tiptap/core';
import Collaboration, { isChangeOrigin } from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import { Heading } from '@tiptap/extension-heading';
import { Paragraph } from '@tiptap/extension-paragraph';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import StarterKit from '@tiptap/starter-kit';
import { MAX_PASTE, NOTE_FIELD } from '@kenniskamer/shared/note';
import { newBlockId, OutcomeKind, questionsAttribute, questionsIn } from '@kenniskamer/shared/outcome';
import { outcomeView, type BlockPlaces } from './outcome-view';
import type { NoteLink } from './note-link.live';

const kept = (name: string, data: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(data),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [data]: String(attributes[name]) } : {}),
});

/** A paragraph that may be an outcome: by attributes, so that marking it never disturbs who types in it. */
const OutcomeParagraph = (places: BlockPlaces) =>
  Paragraph.extend({
    addAttributes: () => ({
      blockId: kept('blockId', 'data-block-id'),
      outcome: {
        ...kept('outcome', 'data-outcome'),
        parseHTML: (element: HTMLElement) => OutcomeKind.safeParse(element.getAttribute('data-outcome')).data ?? null,
      },
      questions: {
        ...kept('questions', 'data-questions'),
        parseHTML: (element: HTMLElement) => questionsAttribute(questionsIn(element.getAttribute('data-questions'))) || null,
      },
    }),
    addNodeView: () => outcomeView(places),
  });

/** The headings of the opening carry their programme item, so that an outcome knows under which it stands. */
const ItemHeading = Heading.extend({
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

/** All that the note's text can hold. What is added here raises `NOTE_SCHEMA`. */
export const noteExtensions = (link: NoteLink, places: BlockPlaces) => [
  StarterKit.configure({
    undoRedo: false,
    paragraph: false,
    heading: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    // It would add a line at the end for everybody, by opening alone.
    trailingNode: false,
    link: { autolink: false, openOnClick: false, linkOnPaste: true, protocols: ['http', 'https', 'mailto'], HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' } },
  }),
  OutcomeParagraph(places),
  ItemHeading,
  Collaboration.configure({ document: link.doc, field: NOTE_FIELD }),
  CollaborationCaret.configure({
    provider: link,
    user: {},
    render: caretOf,
    selectionRender: () => ({}),
  }),
  BlockIds,
  Limits,
  CaptureKeys,
];

function caretOf(user: Record<string, unknown>): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'kk-caret';
  if (typeof user.name !== 'string') return caret;
  if (typeof user.color === 'string') caret.style.setProperty('--kk-caret', user.color);
  const name = document.createElement('span');
  name.textContent = user.name;
  caret.append(name);
  // Names at carets are for eyes only: a screen reader must not read them in the middle of the text.
  caret.setAttribute('aria-hidden', 'true');
  return caret;
}

/** What the text asks of the page round it, as an event that rises from its element. */
export const asks = { capture: 'kk-capture', tooMuch: 'kk-too-much' } as const;
const askPage = (view: EditorView, event: string, detail?: unknown) => view.dom.dispatchEvent(new CustomEvent(event, { detail }));

/** Refuses a paste that is too large before it enters the document: once there, it could not be stored. */
const Limits = Extension.create({
  name: 'limits',
  addProseMirrorPlugins() {
    const refuse = (view: EditorView, data: DataTransfer | null) => {
      const size = Math.max(data?.getData('text/plain').length ?? 0, (data?.getData('text/html').length ?? 0) / 8);
      if (size <= MAX_PASTE) return false;
      askPage(view, asks.tooMuch);
      return true;
    };
    return [
      new Plugin({
        props: { handlePaste: (view, event) => refuse(view, event.clipboardData), handleDrop: (view, event) => refuse(view, event.dataTransfer) },
      }),
    ];
  },
});

const captureKeys: Record<string, OutcomeKind> = { KeyB: 'DECISION', KeyI: 'INSIGHT', KeyW: 'WHITE_SPOT', KeyA: 'ACTION' };

const CaptureKeys = Extension.create({
  name: 'captureKeys',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          const kind = captureKeys[event.code];
          // With AltGr, which is Ctrl and Alt to many keyboards, these keys type á and í.
          if (!kind || !event.ctrlKey || !event.altKey || event.metaKey || event.shiftKey || event.getModifierState('AltGraph')) return false;
          askPage(view, asks.capture, kind);
          return true;
        },
      },
    }),
  ],
});

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
const BlockIds = Extension.create({
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

/** The paragraph the caret is in, if it is in one. */
export function lineAtCaret(editor: Editor): { position: number; node: Node } | null {
  const { $head } = editor.state.selection;
  for (let depth = $head.depth; depth > 0; depth--) {
    const node = $head.node(depth);
    if (node.type.name === 'paragraph') return { position: $head.before(depth), node };
  }
  return null;
}

/** Marks the line, or takes the mark away when it is that already. Its id stays, so that what was known of it comes back. */
export function capture(editor: Editor, kind: OutcomeKind, suggested: readonly string[]): 'MARKED' | 'RELEASED' | 'NO_LINE' {
  const line = lineAtCaret(editor);
  if (!line || !editor.isEditable) return 'NO_LINE';
  const { position, node } = line;
  const change = editor.state.tr;
  const release = node.attrs.outcome === kind;
  if (release) change.setNodeAttribute(position, 'outcome', null);
  else {
    if (!node.attrs.blockId) change.setNodeAttribute(position, 'blockId', newBlockId());
    if (!node.attrs.blockId && suggested.length > 0) change.setNodeAttribute(position, 'questions', questionsAttribute(suggested));
    change.setNodeAttribute(position, 'outcome', kind);
  }
  editor.view.dispatch(change);
  return release ? 'RELEASED' : 'MARKED';
}

/** Links the outcome with this id to these questions. */
export function linkQuestions(editor: Editor, blockId: string, questionIds: readonly string[]): void {
  editor.state.doc.descendants((node, position) => {
    if (node.attrs.blockId === blockId) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'questions', questionsAttribute(questionIds) || null));
    return !node.isTextblock;
  });
}

export interface TextOutcome {
  blockId: string;
  kind: OutcomeKind;
  text: string;
  questionIds: string[];
}

/** The outcomes in the text of this page, stored or not yet. */
export function outcomesOf(doc: Node): TextOutcome[] {
  const outcomes: TextOutcome[] = [];
  doc.descendants((node) => {
    const kind = OutcomeKind.safeParse(node.attrs.outcome);
    if (node.type.name === 'paragraph' && kind.success && typeof node.attrs.blockId === 'string') {
      outcomes.push({ blockId: node.attrs.blockId, kind: kind.data, text: node.textContent, questionIds: questionsIn(node.attrs.questions) });
    }
    return !node.isTextblock;
  });
  return outcomes;
}

/** The programme item under whose heading the caret stands. */
export function itemAtCaret(editor: Editor): string | null {
  let item: string | null = null;
  const { from } = editor.state.selection;
  editor.state.doc.forEach((node, position) => {
    if (position <= from && typeof node.attrs.itemId === 'string') item = node.attrs.itemId;
  });
  return item;
}
