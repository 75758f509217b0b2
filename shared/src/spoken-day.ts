import type { Day } from './basics.js';
import { daysAfter } from './day.js';

const months = ['jan', 'feb', 'mrt|maart|mar', 'apr', 'mei|may', 'jun', 'jul', 'aug', 'sep', 'okt|oct', 'nov', 'dec'].map((names) => new RegExp(`^(${names})`));
const weekdays = ['zo|su', 'ma|mo', 'di|tu', 'wo|we', 'do|th', 'vr|fr', 'za|sa'].map((names) => new RegExp(`^(${names})`));

const MONTH = 'jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|march|apr(?:il)?|mei|may|juni?|june|juli?|july|aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY = '(?:zon|maan|dins|woens|donder|vrij|zater)dag|(?:sun|mon|tues|wednes|thurs|fri|satur)day';
const patterns: [RegExp, (found: string[], today: Day) => Day | null][] = [
  [new RegExp(`^(\\d{1,2})(?:e|th|st|nd|rd)? (${MONTH})\\b\\.?(?: (20\\d\\d))?`), ([day, name, year], today) => dated(Number(day), months.findIndex((month) => month.test(name ?? '')) + 1, year, today)],
  [/^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?(?![\d-/])/, ([day, month, year], today) => dated(Number(day), Number(month), year?.padStart(4, '20'), today)],
  [new RegExp(`^(?:aanstaande |komende |a\\.s\\. |next |volgende )?(${WEEKDAY})\\b`), ([name], today) => weekdayAfter(today, weekdays.findIndex((day) => day.test(name ?? '')))],
  [/^(vandaag|today)\b/, (_, today) => today],
  [/^(morgen|tomorrow)\b/, (_, today) => daysAfter(today, 1)],
  [/^(overmorgen)\b/, (_, today) => daysAfter(today, 2)],
  // What is to be done next week is done when that week ends.
  [/^(volgende week|next week)\b/, (_, today) => daysAfter(weekdayAfter(daysAfter(today, -1), 1), new Date(today).getUTCDay() === 1 ? 11 : 4)],
  [/^(eind(?:e)? (?:van de|deze) (?:maand|week)|end of the (?:month|week))\b/, ([what], today) => (/maand|month/.test(what ?? '') ? lastOfMonth(today) : weekdayAfter(daysAfter(today, -1), 5))],
];

/** The day that a text begins with, as somebody says it in Dutch or English; null when it begins with none. Never in the past. */
export function spokenDay(text: string, today: Day): Day | null {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trimStart();
  for (const [pattern, day] of patterns) {
    const found = pattern.exec(said);
    if (found) return day(found.slice(1), today);
  }
  return null;
}

/** The day by when something is said to be ready: what follows on *voor* or *uiterlijk*, the last one in the text. */
export function dueIn(text: string, today: Day): Day | null {
  const told = [...text.matchAll(/(?<![\p{L}\p{N}])(?:voor|vóór|uiterlijk(?: op)?|by|before)\s+/giu)].map((found) => spokenDay(text.slice(found.index + found[0].length), today));
  return told.findLast((day) => day !== null) ?? null;
}

function dated(day: number, month: number, year: string | undefined, today: Day): Day | null {
  const inYear = (number: number) => {
    const made = new Date(Date.UTC(number, month - 1, day));
    // 31 June would be 1 July.
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.toISOString().slice(0, 10) : null;
  };
  if (month < 1 || month > 12) return null;
  if (year !== undefined) return notBefore(inYear(Number(year)), today);
  const thisYear = Number(today.slice(0, 4));
  // 29 February comes once in four years, and once in eight.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const made = notBefore(inYear(thisYear + ahead), today);
    if (made !== null) return made;
  }
  return null;
}

const notBefore = (day: Day | null, today: Day): Day | null => (day !== null && day >= today ? day : null);

/** The first such weekday after `today`; 0 is Sunday. */
function weekdayAfter(today: Day, weekday: number): Day {
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  return daysAfter(today, ahead === 0 ? 7 : ahead);
}

const lastOfMonth = (today: Day): Day => new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0)).toISOString().slice(0, 10);
