import { keysInWords } from '@kenniskamer/shared/capture-keys';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import { useEditorState, type Editor } from '@tiptap/react';
import { Bold, Heading2, Italic, Keyboard, Link, List, ListOrdered, Redo2, Undo2, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Toolbar } from 'react-aria-components/Toolbar';
import { useWords } from '../../platform/language';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { useCaptureKeys } from './capture-keys';
import { captureWords } from './capture.words';
import { useKeyboardInset } from './keyboard-inset';
import { KeysDialog } from './keys-dialog';
import { askPage } from './note-asks';
import { lineAtCaret } from './outcome-line';
import { TableButton } from './table-button';
import { noteWords } from './note.words';

/** Keeps the caret where it is: a pressed button must not take the focus from the text. */
const keepFocus = (event: React.PointerEvent | React.MouseEvent) => event.preventDefault();

interface Layout {
  id: 'heading' | 'bold' | 'italic' | 'bullets' | 'numbers';
  icon: LucideIcon;
  on: (editor: Editor) => boolean;
  toggle: (editor: Editor) => void;
}
const layouts: Layout[] = [
  { id: 'heading', icon: Heading2, on: (editor) => editor.isActive('heading'), toggle: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run() },
  { id: 'bold', icon: Bold, on: (editor) => editor.isActive('bold'), toggle: (editor) => editor.chain().focus().toggleBold().run() },
  { id: 'italic', icon: Italic, on: (editor) => editor.isActive('italic'), toggle: (editor) => editor.chain().focus().toggleItalic().run() },
  { id: 'bullets', icon: List, on: (editor) => editor.isActive('bulletList'), toggle: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: 'numbers', icon: ListOrdered, on: (editor) => editor.isActive('orderedList'), toggle: (editor) => editor.chain().focus().toggleOrderedList().run() },
];

export function LayoutBar({ editor }: { editor: Editor }) {
  const t = useWords(noteWords);
  const c = useWords(captureWords);
  const [choosing, choose] = useState(false);
  const inLink = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('link') });
  const on = useEditorState({ editor, selector: ({ editor: now }) => Object.fromEntries(layouts.map(({ id, on: isOn }) => [id, isOn(now)])) });
  return (
    <>
      <Toolbar className="kk-layout" aria-label={t('layout')} onPointerDown={keepFocus} onMouseDown={keepFocus}>
        {layouts.map(({ id, icon: Icon, toggle }) => (
          <ToggleButton key={id} className="kk-layout__button" aria-label={t(id)} isSelected={on[id] ?? false} onChange={() => toggle(editor)}>
            <Icon className="kk-icon" />
          </ToggleButton>
        ))}
        <ToggleButton className="kk-layout__button" aria-label={`${c('link')} (Ctrl K)`} isSelected={inLink} onChange={() => askPage(editor.view, { link: true })}>
          <Link className="kk-icon" />
        </ToggleButton>
        <TableButton editor={editor} />
        <Button className="kk-layout__button" aria-label={t('undo')} onPress={() => editor.chain().focus().undo().run()}>
          <Undo2 className="kk-icon" />
        </Button>
        <Button className="kk-layout__button" aria-label={t('redo')} onPress={() => editor.chain().focus().redo().run()}>
          <Redo2 className="kk-icon" />
        </Button>
        <Button className="kk-layout__button kk-layout__keys" aria-label={c('keys')} onPress={() => choose(true)}>
          <Keyboard className="kk-icon" />
        </Button>
      </Toolbar>
      {choosing && <KeysDialog onClose={() => choose(false)} />}
    </>
  );
}

/** Captures the line of the caret in one go; pressed again it is an ordinary line. */
export function CaptureBar({ editor, onCapture }: { editor: Editor; onCapture: (kind: OutcomeKind) => void }) {
  const t = useWords(noteWords);
  const kinds = useWords(markWords);
  const keys = useCaptureKeys();
  const bottom = useKeyboardInset();
  const marked = useEditorState({ editor, selector: ({ editor: now }) => lineAtCaret(now)?.node.attrs.outcome as unknown });
  return (
    <Toolbar className="kk-capture" style={{ bottom }} aria-label={t('captureAs')} onPointerDown={keepFocus} onMouseDown={keepFocus}>
      {OutcomeKind.options.map((kind) => (
        <ToggleButton key={kind} className="kk-capture__button" isSelected={marked === kind} onChange={() => onCapture(kind)}>
          <OutcomeMark kind={kind} />
          {kinds(`outcome.${kind}`)}
          <span className="kk-capture__keys" aria-hidden="true">
            {keysInWords(keys[kind])}
          </span>
        </ToggleButton>
      ))}
    </Toolbar>
  );
}
