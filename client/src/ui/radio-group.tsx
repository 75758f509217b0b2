import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { fieldClass, FieldWords, type FieldProps } from './field-parts';

export interface Choice<Id extends string> {
  id: Id;
  label: string;
  hint?: string;
}

/** One of a few, all in sight, each with a sentence where its name is not enough. */
export function RadioGroup<Id extends string>({ label, hint, optional, error, choices, across, value, onChange, ...props }: FieldProps<Id | null> & { choices: readonly Choice<Id>[]; across?: boolean }) {
  return (
    <AriaRadioGroup
      {...props}
      value={value}
      onChange={(id) => onChange(id as Id)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <div className={across ? 'kk-choices--across' : undefined}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="kk-choice kk-choice--radio">
            <span className="kk-choice__box">
              <i />
            </span>
            <span>
              {choice.label}
              {choice.hint && <small>{choice.hint}</small>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
