import { defineWords } from '@kenniskamer/shared/words';

export const workWords = defineWords({
  nl: {
    none: 'geen',
    held: { one: '{n} kenniskamer', other: '{n} kenniskamers' },
    outcomes: { one: '{n} opbrengst', other: '{n} opbrengsten' },
    toDo: { one: '{n} actie te doen', other: '{n} acties te doen' },
    planned: 'Gepland op {day}',
    nothingPlanned: 'niets gepland',
    nothing: 'Nog niets',
  },
  en: {
    none: 'none',
    held: { one: '{n} session', other: '{n} sessions' },
    outcomes: { one: '{n} outcome', other: '{n} outcomes' },
    toDo: { one: '{n} action to do', other: '{n} actions to do' },
    planned: 'Planned on {day}',
    nothingPlanned: 'nothing planned',
    nothing: 'Nothing yet',
  },
});
