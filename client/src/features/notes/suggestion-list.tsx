import type { Editor } from '@tiptap/react';
import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useWords } from '../../platform/language';
import { OutcomeMark } from '../../ui/outcome-mark';
import '../../ui/menu.css';
import { captureWords } from './capture.words';
import type { Suggestions } from './suggestions';

/**
 * The list at the caret. The focus stays in the text, which says which choice is the active one: so one types on, and a
 * screen reader hears the choices.
 */
export function SuggestionList({ editor, suggestions }: { editor: Editor; suggestions: Suggestions }) {
  const t = useWords(captureWords);
  const shown = useSyncExternalStore(suggestions.subscribe, suggestions.current);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const open = shown !== null && shown.items.length > 0;
  const active = open ? `${id}-${shown.active}` : null;
  const place = open ? shown.place : null;
  useLayoutEffect(() => {
    const { current: list } = box;
    if (!place || !list) return;
    const displace = place(list);
    // The focus must not leave the text.
    const hold = (event: Event) => event.preventDefault();
    const picked = ({ target }: Event) => {
      const at = [...list.querySelectorAll('[role=option]')].findIndex((option) => target instanceof Element && option.contains(target));
      suggestions.pick(at);
    };
    list.addEventListener('mousedown', hold);
    list.addEventListener('click', picked);
    return () => {
      list.removeEventListener('mousedown', hold);
      list.removeEventListener('click', picked);
      displace();
    };
  }, [place, suggestions]);
  useEffect(() => {
    const { dom } = editor.view;
    const says = active ? { 'aria-controls': id, 'aria-activedescendant': active, 'aria-autocomplete': 'list' } : {};
    for (const [name, value] of Object.entries(says)) dom.setAttribute(name, value);
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of Object.keys(says)) dom.removeAttribute(name);
    };
  }, [editor, id, active]);
  return (
    <>
      <span className="kk-unseen" role="status">
        {open ? t('choices', { n: shown.items.length }) : ''}
      </span>
      {open && (
        <div ref={box} id={id} role="listbox" tabIndex={0} aria-label={t(`suggest.${shown.trigger}`)} className="kk-suggestions">
          {shown.items.map((item, at) => (
            <div key={item.id} id={`${id}-${at}`} role="option" aria-selected={at === shown.active} className="kk-suggestions__item">
              {item.kind && <OutcomeMark kind={item.kind} />}
              <span>
                <b>{item.label}</b>
                {item.hint !== undefined && <small>{item.hint}</small>}
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
