import { defineWords } from '@kenniskamer/shared/words';

export const searchWords = defineWords({
  nl: {
    title: 'Zoeken',
    label: 'Zoek een vraag of kenniskamer',
    questions: 'Vragen',
    sessions: 'Kenniskamers',
    results: 'Gevonden',
    typeOn: 'Typ een woord of een code, bijvoorbeeld huisvesting of A1.3.',
    searching: 'Bezig met zoeken',
    nothing: 'Niets gevonden voor ‘{text}’. Zoek op een ander woord.',
    found: { one: '{n} gevonden', other: '{n} gevonden' },
    noDate: 'nog geen datum',
  },
  en: {
    title: 'Search',
    label: 'Search a question or session',
    questions: 'Questions',
    sessions: 'Sessions',
    results: 'Found',
    typeOn: 'Type a word or a code, for example huisvesting or A1.3.',
    searching: 'Searching',
    nothing: 'Nothing found for ‘{text}’. Search for another word.',
    found: { one: '{n} found', other: '{n} found' },
    noDate: 'no date yet',
  },
});
