import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useWords } from '../platform/language';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';
import type { Choice } from './radio-group';
import { uiWords } from './ui.words';
import './menu.css';
import './select.css';

interface SelectProps<Id extends string> extends FieldProps<Id | null> {
  choices: readonly Choice<Id>[];
  /** In a strip of filters: no label in sight, as wide as its words. */
  inline?: boolean;
}

/** One of more than a handful. */
export function Select<Id extends string>({ label, hint, optional, error, choices, inline, value, onChange, ...props }: SelectProps<Id>) {
  const t = useWords(uiWords);
  return (
    <AriaSelect
      {...props}
      aria-label={inline ? label : undefined}
      value={value}
      onChange={(id) => onChange(id as Id | null)}
      placeholder={t('choose')}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={inline ? undefined : fieldClass(error)}
      data-field={props.name}
    >
      {!inline && <FieldWords label={label} hint={hint} optional={optional} error={error} />}
      <Button className={inputClass(error, `kk-select${inline ? ' kk-select--inline' : ''}`)}>
        {/* Its words alone: an option's hint belongs to the list. */}
        <SelectValue>{({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue>
        <ChevronDown className="kk-icon" />
      </Button>
      <Popover className="kk-popover">
        <ListBox className="kk-list utrecht-listbox" items={choices}>
          {(choice) => <Option choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function Option({ choice }: { choice: Choice<string> }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className="kk-list__option utrecht-listbox__option">
      <span>
        {choice.label}
        {choice.hint && <small>{choice.hint}</small>}
      </span>
    </ListBoxItem>
  );
}
