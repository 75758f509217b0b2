import type { Language } from './basics.js';

/** Dates are said by this clock. */
export const AMSTERDAM = 'Europe/Amsterdam';
const locale = { nl: 'nl-NL', en: 'en-GB' } as const;

/** Noon UTC is the same calendar day all through Europe: a day without time cannot slip. */
const asDate = (when: Date | string) => (typeof when === 'string' ? new Date(`${when}T12:00:00Z`) : when);

type Parts = Record<string, string>;
/** With what each said of late: a list says few days, a thousand mails say one. */
const formatters = new Map<string, { format: Intl.DateTimeFormat; said: Map<number, Parts> }>();
const SAID_AT_MOST = 50;
function parts(when: Date | string, language: Language, options: Intl.DateTimeFormatOptions, timeZone = AMSTERDAM): Partial<Parts> {
  const key = `${language}${timeZone}${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) formatters.set(key, (formatter = { format: new Intl.DateTimeFormat(locale[language], { timeZone, ...options }), said: new Map() }));
  const { format, said } = formatter;
  const at = asDate(when).getTime();
  const known = said.get(at);
  if (known) return known;
  const parts: Parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  if (said.size >= SAID_AT_MOST) said.clear();
  said.set(at, parts);
  return parts;
}

/** The calendar day at an instant, in Amsterdam: `2026-12-03`. */
export function dayOf(instant: Date): string {
  const { year, month, day } = parts(instant, 'en', { year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${year}-${month}-${day}`;
}

/** The wall clock at an instant, in Amsterdam when no zone is given: `13:30`. */
export function clockOf(instant: Date, timeZone = AMSTERDAM): string {
  const { hour, minute } = parts(instant, 'en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone);
  return `${hour}:${minute}`;
}

/** Whole calendar days from `from` to `to`; negative when `to` is past. Both are days or instants. */
export function daysBetween(from: Date | string, to: Date | string): number {
  const whole = (when: Date | string) => Date.parse(typeof when === 'string' ? when : dayOf(when));
  return Math.round((whole(to) - whole(from)) / 86_400_000);
}

export function datesIn(language: Language, timeZone = AMSTERDAM) {
  const join = (when: Date | string, options: Intl.DateTimeFormatOptions) => {
    const { weekday, day, month, year } = parts(when, language, options, typeof when === 'string' ? AMSTERDAM : timeZone);
    return [weekday, day, month?.replace('.', ''), year].filter(Boolean).join(' ');
  };
  const clock = (instant: Date | string) => {
    const [hour, minute] = (typeof instant === 'string' ? instant : clockOf(instant, timeZone)).split(':');
    return language === 'nl' ? `${Number(hour)}.${minute}` : `${hour}:${minute}`;
  };
  const hours = (text: string) => (language === 'nl' ? `${text} uur` : text);
  return {
    /** `donderdag 3 december 2026` */
    long: (when: Date | string) => join(when, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** `3 december 2026` */
    date: (when: Date | string) => join(when, { day: 'numeric', month: 'long', year: 'numeric' }),
    /** `3 dec 2026`, in tables */
    inTable: (when: Date | string) => join(when, { day: 'numeric', month: 'short', year: 'numeric' }),
    /** `do 3 dec` */
    short: (when: Date | string) => join(when, { weekday: 'short', day: 'numeric', month: 'short' }),
    /** `13.30` */
    clock,
    /** `13.30 uur` */
    time: (instant: Date | string) => hours(clock(instant)),
    /** `13.30–15.00 uur` */
    span: (start: Date | string, end: Date | string) => hours(`${clock(start)}–${clock(end)}`),
  };
}
