import type { Editor } from '@tiptap/core';
import { Paragraph } from '@tiptap/extension-paragraph';
import type { Node } from '@tiptap/pm/model';
import { BlockId, newBlockId, OutcomeKind, questionsAttribute, questionsIn } from '@kenniskamer/shared/outcome';
import { peopleIn } from './note-mention';
import { outcomeView, type BlockPlaces } from './outcome-view';

const kindOf = (element: HTMLElement) => OutcomeKind.safeParse(element.getAttribute('data-outcome')).data ?? null;

/**
 * A paragraph that may be an outcome: by attributes, so that marking it never disturbs who types in it. What is cut and
 * pasted within a note keeps its id, and with it all that is known of it; in another note it is an outcome of its own.
 */
export const OutcomeParagraph = (places: BlockPlaces, noteId: string) =>
  Paragraph.extend({
    addAttributes: () => ({
      blockId: {
        default: null,
        parseHTML: (element) => {
          const id = BlockId.safeParse(element.getAttribute('data-block-id'));
          if (id.success && element.getAttribute('data-note') === noteId) return id.data;
          return kindOf(element) === null ? null : newBlockId();
        },
        renderHTML: ({ blockId }) => (typeof blockId === 'string' ? { 'data-block-id': blockId, 'data-note': noteId } : {}),
      },
      outcome: { default: null, parseHTML: kindOf, renderHTML: ({ outcome }) => (typeof outcome === 'string' ? { 'data-outcome': outcome } : {}) },
      questions: {
        default: null,
        parseHTML: (element) => questionsAttribute(questionsIn(element.getAttribute('data-questions'))) || null,
        renderHTML: ({ questions }) => (typeof questions === 'string' ? { 'data-questions': questions } : {}),
      },
    }),
    addNodeView: () => outcomeView(places),
  });

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
  /** People mentioned in it, as the text names them. */
  mentioned: { id: string; name: string }[];
}

/** The outcomes in the text of this page, stored or not yet. */
export function outcomesOf(doc: Node): TextOutcome[] {
  const outcomes: TextOutcome[] = [];
  doc.descendants((node) => {
    const kind = OutcomeKind.safeParse(node.attrs.outcome);
    if (node.type.name === 'paragraph' && kind.success && typeof node.attrs.blockId === 'string') {
      outcomes.push({ blockId: node.attrs.blockId, kind: kind.data, text: node.textContent, questionIds: questionsIn(node.attrs.questions), mentioned: peopleIn(node) });
    }
    return !node.isTextblock;
  });
  return outcomes;
}
