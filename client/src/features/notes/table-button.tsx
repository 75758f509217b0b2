import { useEditorState, type Editor } from '@tiptap/react';
import { Table as TableIcon } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../../platform/language';
import '../../ui/menu.css';
import { captureWords } from './capture.words';

type Act = 'addRow' | 'addColumn' | 'removeRow' | 'removeColumn' | 'removeTable';
const acts: Record<Act, (editor: Editor) => void> = {
  addRow: (editor) => editor.chain().focus().addRowAfter().run(),
  addColumn: (editor) => editor.chain().focus().addColumnAfter().run(),
  removeRow: (editor) => editor.chain().focus().deleteRow().run(),
  removeColumn: (editor) => editor.chain().focus().deleteColumn().run(),
  removeTable: (editor) => editor.chain().focus().deleteTable().run(),
};

/** Puts a table in the text; in one, changes its rows and columns. */
export function TableButton({ editor }: { editor: Editor }) {
  const t = useWords(captureWords);
  const within = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('table') });
  const icon = <TableIcon className="kk-icon" />;
  if (!within) {
    return (
      <Button className="kk-layout__button" aria-label={t('newTable')} onPress={() => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}>
        {icon}
      </Button>
    );
  }
  return (
    <MenuTrigger>
      <Button className="kk-layout__button" aria-label={t('table')}>
        {icon}
      </Button>
      <Popover className="kk-popover">
        <Menu className="kk-menu" aria-label={t('table')} onAction={(act) => acts[act as Act](editor)}>
          {(Object.keys(acts) as Act[]).map((act) => (
            <MenuItem key={act} id={act} className="kk-menu__item">
              {t(act)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
