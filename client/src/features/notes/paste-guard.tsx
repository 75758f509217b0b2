import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { MAX_CLIPBOARD, MAX_PASTE } from '@kenniskamer/shared/note';
import { askPage, type PasteRefusal } from './note-asks';
import { cleanedPaste } from './paste-cleaning';

/** Characters of what is pasted with its marks and blocks, as JSON: Yjs writes it shorter, so it stays below `MAX_UPDATE`. */
const MAX_SLICE = 350_000;

/** Refuses what cannot be kept before it enters the document, and cleans what other programs make of text. */
export const PasteGuard = Extension.create({
  name: 'pasteGuard',
  addProseMirrorPlugins() {
    const refuse = (view: EditorView, event: Event, data: DataTransfer | null): boolean => {
      const why = view.editable && data ? refusalOf(data) : null;
      if (why === null) return false;
      event.preventDefault();
      return askPage(view, { refused: why });
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            paste: (view, event) => refuse(view, event, event.clipboardData),
            drop: (view, event) => refuse(view, event, event.dataTransfer),
          },
          transformPastedHTML(html, view) {
            const { cleaned, images } = cleanedPaste(html);
            if (images > 0) askPage(view, { refused: 'IMAGES_LEFT_OUT' });
            return cleaned;
          },
          handlePaste: (view, _event, slice) => JSON.stringify(slice).length > MAX_SLICE && askPage(view, { refused: 'TOO_MUCH' }),
        },
      }),
    ];
  },
});

function refusalOf(data: DataTransfer): PasteRefusal | null {
  const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
  if (octetsOf(html) > MAX_CLIPBOARD) return 'TOO_LARGE';
  if (text.length > MAX_PASTE) return octetsOf(text) > MAX_CLIPBOARD ? 'TOO_LARGE' : 'TOO_MUCH';
  const [file] = data.files;
  // Word and Excel put a picture of the text beside the text.
  if (!file || html !== '' || text !== '') return null;
  return file.type.startsWith('image/') ? 'IMAGE' : 'FILE';
}

/** Without looking, where even the shortest encoding is too long. */
const octetsOf = (text: string): number => (text.length > MAX_CLIPBOARD ? text.length : new TextEncoder().encode(text).length);
