import { defineWords } from '@kenniskamer/shared/words';

export const signInWords = defineWords({
  nl: {
    title: 'Aanmelden bij Kenniskamer',
    press: 'Druk op de knop. Daarna bent u aangemeld op dit apparaat.',
    signIn: 'Meld mij aan',
    endedTitle: 'Deze link werkt niet meer',
    ended: 'Een link werkt 15 minuten en één keer. Vraag een nieuwe aan.',
    again: 'Vraag een nieuwe link aan',
    subject: 'Uw link voor Kenniskamer',
    greeting: 'Beste {name},',
    body: 'Met deze link meldt u zich aan bij Kenniskamer. De link werkt 15 minuten en één keer.',
    notYou: 'Hebt u niet om deze link gevraagd? Dan hoeft u niets te doen. Stuur de mail niet door: wie de link heeft, kan zich aanmelden als u.',
  },
  en: {
    title: 'Sign in to Kenniskamer',
    press: 'Press the button. After that you are signed in on this device.',
    signIn: 'Sign me in',
    endedTitle: 'This link no longer works',
    ended: 'A link works for 15 minutes, and once. Ask for a new one.',
    again: 'Ask for a new link',
    subject: 'Your link for Kenniskamer',
    greeting: 'Dear {name},',
    body: 'With this link you sign in to Kenniskamer. It works for 15 minutes, and once.',
    notYou: 'Did you not ask for this link? Then you need not do anything. Do not pass this mail on: whoever has the link can sign in as you.',
  },
});
