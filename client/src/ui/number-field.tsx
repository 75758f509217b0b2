import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';

/** A whole number; `null` while empty. Arrow keys move it by `step`. */
export function NumberField({ label, hint, optional, error, value, onChange, min, max, step = 1, ...props }: FieldProps<number | null> & { min?: number; max?: number; step?: number }) {
  return (
    <AriaNumberField
      {...props}
      value={value ?? NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      step={step}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <Input className={inputClass(error, 'kk-input--number')} />
    </AriaNumberField>
  );
}
