import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import StarterKit from '@tiptap/starter-kit';
import { NOTE_FIELD, type NotePage } from '@kenniskamer/shared/note';
import { BlockIds } from './block-ids';
import { CaptureKeys } from './capture-keys';
import { CaretStays } from './caret-stays';
import { ItemHeading } from './item-heading';
import { caretOf } from './note-caret';
import type { NoteLink } from './note-link.live';
import { Mention } from './note-mention';
import { tableExtensions } from './note-table';
import { OutcomeParagraph } from './outcome-line';
import type { BlockPlaces } from './outcome-view';
import { PasteGuard } from './paste-guard';
import { suggesting, type Suggestions } from './suggestions';
import { TextLink } from './text-link';

interface Parts {
  link: NoteLink;
  places: BlockPlaces;
  suggestions: Suggestions;
  page: Pick<NotePage, 'sessionId' | 'confidentiality'>;
}

/** All that the note's text can hold. What is added here raises `NOTE_SCHEMA`. */
export const noteExtensions = ({ link, places, suggestions, page }: Parts) => [
  StarterKit.configure({
    undoRedo: false,
    paragraph: false,
    heading: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    // It would add a line at the end for everybody, by opening alone.
    trailingNode: false,
    link: false,
  }),
  TextLink.configure({ autolink: false, openOnClick: false, linkOnPaste: true, protocols: ['http', 'https', 'mailto'], HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' } }),
  OutcomeParagraph(places, page.sessionId),
  ItemHeading,
  ...tableExtensions,
  Mention.configure({ people: page.confidentiality !== 'CHATHAM_HOUSE' }),
  Collaboration.configure({ document: link.doc, field: NOTE_FIELD }),
  CollaborationCaret.configure({
    provider: link,
    user: {},
    render: caretOf,
    selectionRender: () => ({}),
  }),
  CaretStays,
  BlockIds,
  PasteGuard,
  CaptureKeys,
  suggesting(suggestions),
];
