import type { Language } from '@kenniskamer/shared/basics';

const spelled = {
  nl: ['nul', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};
const figures = { nl: new Intl.NumberFormat('nl-NL'), en: new Intl.NumberFormat('en-GB') };

/** A count in a sentence: to twelve in words, above that in figures. */
export const inWords = (count: number, language: Language): string => spelled[language][count] ?? figures[language].format(count);

/** With a capital, for the start of a sentence. `één` becomes `Eén`, as Dutch writes it. */
export const capital = (text: string): string => (text.startsWith('één') ? `Eén${text.slice(3)}` : text.charAt(0).toUpperCase() + text.slice(1));
