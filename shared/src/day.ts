import type { Day } from './basics.js';

const amsterdam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Amsterdam at an instant: what "today" and "overdue" go by, wherever the server stands. */
export const dayAt = (instant: Date): Day => amsterdam.format(instant);

export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from `from` to `to`; negative when `to` is past. */
export const daysFrom = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What a column without time holds for a day, and back. */
export const dateOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const dayOfDate = (date: Date): Day => date.toISOString().slice(0, 10);
