import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { ComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../platform/language';
import { fieldClass, FieldWords, inputClass } from './field-parts';
import type { Choice } from './radio-group';
import { Option } from './select';
import { uiWords } from './ui.words';
import './menu.css';
import './select.css';

const NOTHING: readonly Choice<string>[] = [];

/** Milliseconds of quiet before a search goes to the server. */
const quiet = 200;

interface SearchPickerProps {
  label: string;
  hint?: string;
  optional?: boolean;
  error?: string;
  name?: string;
  /** What is chosen now, when the field keeps its choice. Leave it out where each choice goes to a list of its own. */
  chosen?: Choice<string> | null;
  /** Names the search in the cache, e.g. `people`. */
  searches: string;
  search: (text: string, signal: AbortSignal) => Promise<readonly Choice<string>[]>;
  /** The choice; null when the field was emptied. Without `chosen` the field empties itself for the next one. */
  onPick: (choice: Choice<string> | null) => void;
  /** What was typed and is not in the list, at Enter: an address to invite, for instance. True when it was taken. */
  onTyped?: (text: string) => boolean;
  /** Search with nothing typed as well: for short lists. */
  fromStart?: boolean;
}

/** Searches while one types, and picks: the base of the pickers of people, units and questions. */
export function SearchPicker({ label, hint, optional, error, name, chosen, searches, search, onPick, onTyped, fromStart }: SearchPickerProps) {
  const t = useWords(uiWords);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(chosen?.label ?? '');
  const [asked, setAsked] = useState('');
  useEffect(() => setText(chosen?.label ?? ''), [chosen?.id, chosen?.label]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), quiet);
    return () => clearTimeout(timer);
  }, [text]);
  const enough = fromStart || (asked.length >= 2 && text.trim() !== '');
  const found = useQuery({
    queryKey: ['search', searches, asked],
    queryFn: ({ signal }) => search(asked, signal),
    enabled: enough && asked !== (chosen?.label ?? null),
    // A list that is empty between two letters moves away under a finger.
    placeholderData: keepPreviousData,
  });
  // Not deferred: a list that lags behind its field opens once more when a choice resets the text, and takes the highlight away.
  const items = enough ? (found.data ?? NOTHING) : NOTHING;
  // Enter takes what is highlighted, also when the next list came in that very moment.
  const offered = useRef(new Map<string, Choice<string>>());
  useEffect(() => items.forEach((item) => offered.current.set(item.id, item)), [items]);
  // A choice that goes to a list elsewhere is held for a moment: the list of choices closes on a choice, not on none.
  const [passing, setPassing] = useState<string | null>(null);
  useEffect(() => {
    if (passing === null) return;
    setPassing(null);
    setText('');
  }, [passing]);
  const pick = (choice: Choice<string>) => {
    if (chosen === undefined) setPassing(choice.id);
    else setText(choice.label);
    onPick(choice);
  };
  const emptyWords = !enough ? t('typeOn') : found.isFetching ? t('searching') : t('nothing', { text: asked });
  return (
    <ComboBox
      items={items}
      inputValue={text}
      onInputChange={(next) => {
        setText(next);
        if (next === '' && chosen) onPick(null);
      }}
      value={chosen?.id ?? passing}
      onChange={(id) => {
        const choice = typeof id === 'string' ? offered.current.get(id) : undefined;
        if (choice) pick(choice);
      }}
      allowsCustomValue
      // Nothing typed: no list that says so, also not right after a choice emptied the field.
      allowsEmptyCollection={text.trim() !== ''}
      menuTrigger={fromStart ? 'focus' : 'input'}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <Input
        ref={field}
        className={inputClass(error)}
        onKeyDown={(event) => {
          // With nothing chosen in the list, Enter offers what was typed; it must not send the form round it.
          if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
          event.preventDefault();
          if (text.trim() && onTyped?.(text.trim())) setText('');
        }}
      />
      <Choices below={field}>
        <ListBox className="kk-list utrecht-listbox" renderEmptyState={() => <p className="kk-list__empty">{emptyWords}</p>}>
          {(choice: Choice<string>) => <Option choice={choice} />}
        </ListBox>
      </Choices>
    </ComboBox>
  );
}

/**
 * The list under the field. Left alone it shuts at each scroll, and a page also scrolls by itself, when what somebody else
 * saved comes in above the field: here it goes along with its field for as long as that is in sight.
 */
function Choices({ below, children }: { below: RefObject<HTMLInputElement | null>; children: ReactNode }) {
  const state = useContext(ComboBoxStateContext);
  const follow = () => {
    const { top = 0, bottom = 0 } = below.current?.getBoundingClientRect() ?? {};
    if (bottom <= 0 || top >= window.innerHeight) state?.close();
    else window.dispatchEvent(new Event('resize')); // what it measures its place at
  };
  return (
    <Popover className="kk-popover" isOpen={state?.isOpen ?? false} onOpenChange={follow}>
      {children}
    </Popover>
  );
}
