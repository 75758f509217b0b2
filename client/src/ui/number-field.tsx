import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';

/** A whole number; `null` while empty. */
export function NumberField({ label, hint, optional, error, value, onChange, min, max, ...props }: FieldProps<number | null> & { min?: number; max?: number }) {
  return (
    <AriaNumberField
      {...props}
      value={value ?? NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={min}
      maxValue={max}
      // A larger step would move what was typed to the next multiple of it above `min`: 10 becomes 11.
      step={1}
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
