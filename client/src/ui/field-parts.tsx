import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { useWords } from '../platform/language';
import { uiWords } from './ui.words';
import './field.css';

/** What every field takes. `useFailureForm().field(name)` gives the last five. */
export interface FieldProps<Value> {
  label: string;
  hint?: ReactNode;
  /** Says so beside the label; what must be filled in is the rule, so that has no mark. */
  optional?: boolean;
  name?: string;
  value: Value;
  onChange: (value: Value) => void;
  onBlur?: () => void;
  /** The sentence of what is wrong; it stands above the input. */
  error?: string;
}

export const fieldClass = (error?: string) => `kk-field utrecht-form-field${error ? ' utrecht-form-field--invalid' : ''}`;
export const inputClass = (error?: string, more = '') => `kk-input utrecht-textbox${error ? ' utrecht-textbox--invalid' : ''} ${more}`;

/** Label, hint and error, in that order above the input. */
export function FieldWords({ label, hint, optional, error }: Pick<FieldProps<unknown>, 'label' | 'hint' | 'optional' | 'error'>) {
  const t = useWords(uiWords);
  return (
    <>
      <Label className="kk-field__label utrecht-form-label">
        {label} {optional && <small>{t('optional')}</small>}
      </Label>
      {hint && (
        <Text slot="description" className="kk-field__hint">
          {hint}
        </Text>
      )}
      <FieldError className="kk-field__error">
        <CircleX className="kk-icon" />
        <span>{error}</span>
      </FieldError>
    </>
  );
}
