import type { NotePage } from '@kenniskamer/shared/note';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import type { Editor } from '@tiptap/react';
import { keysInWords } from '@kenniskamer/shared/capture-keys';
import { useEffect } from 'react';
import { useWords } from '../../platform/language';
import { markWords } from '../../ui/marks.words';
import { useCaptureKeys } from './capture-keys';
import { captureWords } from './capture.words';
import { mention } from './note-mention';
import { noteWords } from './note.words';
import { findMentioned, type Door } from './notes.queries';
import type { Suggested, Suggestions } from './suggestions';

/** As many as fit under a caret. */
const SHOWN = 12;

interface Offering {
  suggestions: Suggestions;
  page: NotePage;
  door: Door;
  onCapture: (kind: OutcomeKind) => void;
}

/** What `/`, `@` and `#` offer on this page. */
export function useOffers({ suggestions, page, door, onCapture }: Offering): void {
  const t = useWords(captureWords);
  const n = useWords(noteWords);
  const kinds = useWords(markWords);
  const keys = useCaptureKeys();
  useEffect(() => {
    const captures = OutcomeKind.options.map((kind): Suggested => ({
      id: kind,
      kind,
      label: kinds(`outcome.${kind}`),
      hint: keysInWords(keys[kind]),
      pick: (editor, range) => {
        editor.commands.deleteRange(range);
        onCapture(kind);
      },
    }));
    const layouts: Suggested[] = [
      { id: 'heading', label: n('heading'), pick: (editor, range) => editor.chain().deleteRange(range).toggleHeading({ level: 3 }).run() },
      { id: 'bullets', label: n('bullets'), pick: (editor, range) => editor.chain().deleteRange(range).toggleBulletList().run() },
      { id: 'numbers', label: n('numbers'), pick: (editor, range) => editor.chain().deleteRange(range).toggleOrderedList().run() },
      { id: 'table', label: t('table'), pick: (editor, range) => insertTable(editor, range) },
    ];
    suggestions.offer({
      '/': (typed) => [...captures, ...layouts].filter(({ label }) => has(label, typed)),
      '@': async (typed, signal) => {
        // In Chatham House a name is words like others: nothing that points at a person is kept.
        const kept = page.confidentiality !== 'CHATHAM_HOUSE';
        const people = await findMentioned(door, typed, signal);
        return people.map(({ id, name }) => ({ id, label: name, pick: (editor, range) => mention(editor, range, `@${name}`, kept ? { kind: 'PERSON', id } : null) }));
      },
      '#': (typed) =>
        page.questions
          .filter(({ code, text }) => has(`${code} ${text}`, typed))
          .slice(0, SHOWN)
          .map(({ id, code, text }) => ({ id, label: code, hint: text, pick: (editor, range) => mention(editor, range, `#${code}`, { kind: 'QUESTION', id }) })),
    });
  }, [suggestions, page, door, onCapture, t, n, kinds, keys]);
}

const has = (label: string, typed: string): boolean => label.toLowerCase().includes(typed.toLowerCase());

function insertTable(editor: Editor, range: { from: number; to: number }): void {
  editor.chain().deleteRange(range).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
}
