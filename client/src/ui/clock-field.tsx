import { parseTime } from '@internationalized/date';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { TimeField } from 'react-aria-components/TimeField';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';

const parsed = (clock: string | null) => (clock && /^\d\d:\d\d$/.test(clock) ? parseTime(clock) : null);

/** A wall-clock time: `13:30` or null. */
export function ClockField({ label, hint, optional, error, value, onChange, ...props }: FieldProps<string | null>) {
  return (
    <TimeField
      {...props}
      hourCycle={24}
      shouldForceLeadingZeros
      value={parsed(value)}
      onChange={(time) => onChange(time ? time.toString().slice(0, 5) : null)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <div className={inputClass(error, 'kk-group')}>
        <DateInput className="kk-group__segments">{(segment) => <DateSegment segment={segment} className="kk-segment" />}</DateInput>
      </div>
    </TimeField>
  );
}
