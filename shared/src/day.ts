import type { Day } from './basics.js';

export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** What a column without time holds for a day, and back. */
export const dateOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const dayOfDate = (date: Date): Day => date.toISOString().slice(0, 10);
