import { defineWords } from '@kenniskamer/shared/words';

export const changesWords = defineWords({
  nl: {
    title: 'Wordt zo gemeld',
    'kind.CHANGED': { one: 'De wijziging ({fields}) gaat naar één mens.', other: 'De wijziging ({fields}) gaat naar {n} mensen.' },
    'kind.TAKEN_OUT': '{person} is van de lijst gehaald.',
    'kind.REINVITED': '{person} wordt opnieuw uitgenodigd.',
    'kind.CANCELLED': { one: 'De kenniskamer is afgezegd. Eén mens krijgt bericht.', other: 'De kenniskamer is afgezegd. {n} mensen krijgen bericht.' },
    wait: 'De e-mail gaat over {n} seconden weg.',
    gone: 'De e-mail gaat nu weg.',
    undo: 'Ongedaan maken',
    undone: 'Ongedaan gemaakt. Er gaat geen e-mail weg.',
    somebody: 'Iemand',
    'field.title': 'titel',
    'field.goal': 'doel',
    'field.when': 'tijd',
    'field.where': 'plaats',
    'field.items': 'programma',
    'field.questionIds': 'vragen',
    'field.confidentiality': 'vertrouwelijkheid',
    'field.levels': 'niveau',
    'field.guestsWrite': 'meeschrijven',
  },
  en: {
    title: 'About to be told',
    'kind.CHANGED': { one: 'The change ({fields}) goes to one person.', other: 'The change ({fields}) goes to {n} people.' },
    'kind.TAKEN_OUT': '{person} has been taken off the list.',
    'kind.REINVITED': '{person} is invited again.',
    'kind.CANCELLED': { one: 'The session has been cancelled. One person is told.', other: 'The session has been cancelled. {n} people are told.' },
    wait: 'The email leaves in {n} seconds.',
    gone: 'The email is leaving now.',
    undo: 'Undo',
    undone: 'Undone. No email is sent.',
    somebody: 'Somebody',
    'field.title': 'title',
    'field.goal': 'goal',
    'field.when': 'time',
    'field.where': 'place',
    'field.items': 'programme',
    'field.questionIds': 'questions',
    'field.confidentiality': 'confidentiality',
    'field.levels': 'level',
    'field.guestsWrite': 'writing along',
  },
});
type FieldKey = 'title' | 'goal' | 'when' | 'where' | 'items' | 'questionIds' | 'confidentiality' | 'levels' | 'guestsWrite';

const groups: Record<string, FieldKey> = {
  title: 'title',
  goal: 'goal',
  day: 'when',
  startClock: 'when',
  endClock: 'when',
  place: 'where',
  video: 'where',
  items: 'items',
  questionIds: 'questionIds',
  confidentiality: 'confidentiality',
  levels: 'levels',
  guestsWrite: 'guestsWrite',
};

/** The fields of a change as words of this catalogue, each once: day and clocks are "tijd". */
export const fieldKeys = (fields: readonly string[]): `field.${FieldKey}`[] =>
  [...new Set(fields.flatMap((field) => groups[field] ?? []))].map((key) => `field.${key}` as const);
