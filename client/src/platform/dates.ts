import { datesIn } from '@kenniskamer/shared/dates';
import { useMemo } from 'react';
import { useLanguage } from './language';

/** Dates and times as the page says them, in its language, by the clock of Amsterdam. */
export function useDates() {
  const { language } = useLanguage();
  return useMemo(() => datesIn(language), [language]);
}
