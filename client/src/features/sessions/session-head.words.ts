import { defineWords } from '@kenniskamer/shared/words';

export const headWords = defineWords({
  nl: {
    all: 'Kenniskamers',
    tabs: 'Onderdelen van deze kenniskamer',
    overview: 'Overzicht',
    plan: 'Plan',
    invitees: 'Genodigden',
    note: 'Verslag',
    ending: 'Afronden',
    report: 'Rapport',
    noDate: 'Nog geen datum.',
    when: '{day}, {span}.',
  },
  en: {
    all: 'Sessions',
    tabs: 'Parts of this session',
    overview: 'Overview',
    plan: 'Plan',
    invitees: 'Invitees',
    note: 'Note',
    ending: 'Ending',
    report: 'Report',
    noDate: 'No date yet.',
    when: '{day}, {span}.',
  },
});
