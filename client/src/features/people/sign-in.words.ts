import { defineWords } from '@kenniskamer/shared/words';

export const signInWords = defineWords({
  nl: {
    title: 'Aanmelden',
    lead: 'Vul uw e-mailadres in. U krijgt een link waarmee u zich aanmeldt. Een wachtwoord is niet nodig.',
    email: 'E-mailadres',
    emailHint: 'Het adres waarop u ook uw uitnodigingen krijgt.',
    send: 'Stuur mij een link',
    sentTitle: 'Kijk in uw e-mail',
    sent: 'Is {email} bij ons bekend, dan staat er binnen een minuut een e-mail met een link in uw postvak. De link werkt 15 minuten en één keer.',
    notThere: 'Niets gekregen? Kijk bij de ongewenste e-mail, of vraag een nieuwe link aan. Kent u ons nog niet, vraag dan de organisator om u toe te voegen.',
    again: 'Vul een ander adres in',
  },
  en: {
    title: 'Sign in',
    lead: 'Fill in your email address. You get a link to sign in with. You do not need a password.',
    email: 'Email address',
    emailHint: 'The address on which you get your invitations too.',
    send: 'Send me a link',
    sentTitle: 'Look in your email',
    sent: 'If we know {email}, an email with a link is in your inbox within a minute. The link works for 15 minutes, and once.',
    notThere: 'Nothing there? Look among the unwanted email, or ask for a new link. If we do not know you yet, ask the organiser to add you.',
    again: 'Fill in another address',
  },
});
