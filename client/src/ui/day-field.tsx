import { parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Calendar, CalendarCell, CalendarGrid, CalendarHeading } from 'react-aria-components/Calendar';
import { DateInput, DateSegment } from 'react-aria-components/DateField';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../platform/language';
import { fieldClass, FieldWords, inputClass, type FieldProps } from './field-parts';
import { uiWords } from './ui.words';
import './day-field.css';
import './menu.css';

/** `2026-12-03`, or null when what is there is no whole day yet. */
function parsed(day: string | null) {
  try {
    return day ? parseDate(day) : null;
  } catch {
    return null; // a mangled address or draft: show an empty field rather than nothing
  }
}

interface DayFieldProps extends FieldProps<string | null> {
  /** First and last day that can be picked, as `2026-12-03`. */
  min?: string;
  max?: string;
}

/** A calendar day, typed or picked: `2026-12-03` or null. */
export function DayField({ label, hint, optional, error, value, onChange, min, max, ...props }: DayFieldProps) {
  const t = useWords(uiWords);
  return (
    <DatePicker
      {...props}
      granularity="day"
      value={parsed(value)}
      onChange={(day) => onChange(day?.toString() ?? null)}
      minValue={parsed(min ?? null)}
      maxValue={parsed(max ?? null)}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={fieldClass(error)}
      data-field={props.name}
    >
      <FieldWords label={label} hint={hint} optional={optional} error={error} />
      <Group className={inputClass(error, 'kk-group')}>
        <DateInput className="kk-group__segments">{(segment) => <DateSegment segment={segment} className="kk-segment" />}</DateInput>
        <Button className="kk-group__button" aria-label={t('calendar')}>
          <CalendarDays className="kk-icon" />
        </Button>
      </Group>
      <Popover className="kk-popover" placement="bottom start">
        <Dialog className="kk-calendar" aria-label={label}>
          <Calendar>
            <header className="kk-calendar__head">
              <Button slot="previous" className="kk-group__button kk-day" aria-label={t('previousMonth')}>
                <ChevronLeft className="kk-icon" />
              </Button>
              <CalendarHeading />
              <Button slot="next" className="kk-group__button kk-day" aria-label={t('nextMonth')}>
                <ChevronRight className="kk-icon" />
              </Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} className="kk-day" />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
