import type { HTMLInputAutoCompleteAttribute } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'url' | 'search';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  /** More than one line, with this height in lines. */
  lines?: number;
  /** An example of what to type; the label is what says what it is. */
  placeholder?: string;
  isReadOnly?: boolean;
}

/** A line or a piece of text. Length is the server's word: a limit here would cut what was typed. */
export function TextField({ label, hint, optional, error, lines, value, placeholder, autoComplete = 'off', ...props }: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      value={value}
      autoComplete={autoComplete}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      {lines ? <TextArea rows={lines} placeholder={placeholder} className={inputClass(error, 'kk-input--area')} /> : <Input placeholder={placeholder} className={inputClass(error)} />}
    </AriaTextField>
  );
}
