import type { EditorView } from '@tiptap/pm/view';
import type { OutcomeKind } from '@kenniskamer/shared/outcome';

/** Why something was not pasted, or not all of it. */
export type PasteRefusal = 'TOO_LARGE' | 'TOO_MUCH' | 'IMAGE' | 'IMAGES_LEFT_OUT' | 'FILE';

/** What the text asks of the page round it, as an event that rises from its element. */
export type NoteAsk = { capture: OutcomeKind } | { refused: PasteRefusal } | { link: true };

const EVENT = 'kk-note-ask';

export const askPage = (view: EditorView, ask: NoteAsk): boolean => view.dom.dispatchEvent(new CustomEvent(EVENT, { detail: ask }));

export function hearAsks(dom: HTMLElement, hear: (ask: NoteAsk) => void): () => void {
  const heard = (event: Event) => event instanceof CustomEvent && hear(event.detail as NoteAsk);
  dom.addEventListener(EVENT, heard);
  return () => dom.removeEventListener(EVENT, heard);
}
