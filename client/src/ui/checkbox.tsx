import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { fieldClass, FieldWords, type FieldProps } from './field-parts';
import type { Choice } from './radio-group';

interface CheckboxProps {
  /** Unseen when the box stands in a table: give `name` words then, not only a sign. */
  children?: ReactNode;
  label?: string;
  hint?: string;
  name?: string;
  value: boolean;
  partly?: boolean;
  onChange: (value: boolean) => void;
  isDisabled?: boolean;
}

/** Yes or no. */
export function Checkbox({ children, label, hint, name, value, partly, onChange, isDisabled }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="kk-choice"
      isSelected={value}
      isIndeterminate={partly}
      onChange={onChange}
      isDisabled={isDisabled}
      aria-label={label}
      data-field={name}
    >
      <span className="kk-choice__box">{partly ? <Minus className="kk-icon" /> : <Check className="kk-icon" />}</span>
      {children && (
        <span>
          {children}
          {hint && <small>{hint}</small>}
        </span>
      )}
    </AriaCheckbox>
  );
}

/** Any number of a few. */
export function CheckboxGroup<Id extends string>({ label, hint, optional, error, choices, across, value, onChange, ...props }: FieldProps<readonly Id[]> & { choices: readonly Choice<Id>[]; across?: boolean }) {
  return (
    <AriaCheckboxGroup
      {...props}
      value={[...value]}
      onChange={(ids) => onChange(ids as Id[])}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <div className={across ? 'kk-choices--across' : undefined}>
        {choices.map((choice) => (
          <AriaCheckbox key={choice.id} value={choice.id} className="kk-choice">
            <span className="kk-choice__box">
              <Check className="kk-icon" />
            </span>
            <span>
              {choice.label}
              {choice.hint && <small>{choice.hint}</small>}
            </span>
          </AriaCheckbox>
        ))}
      </div>
    </AriaCheckboxGroup>
  );
}
