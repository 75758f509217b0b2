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
    unsaved: 'Wat u typte is nog niet opgeslagen',
    unsavedHelp: 'Meldt u zich nu af, dan wordt die tekst uit deze browser gewist en bent u hem kwijt. Open het verslag en wacht tot er ‘Opgeslagen’ staat.',
    stay: 'Blijf aangemeld',
    signOutAnyway: 'Meld mij toch af',
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
    unsaved: 'What you typed has not been saved yet',
    unsavedHelp: 'If you sign out now, that text is erased from this browser and you lose it. Open the note and wait until it says ‘Saved’.',
    stay: 'Stay signed in',
    signOutAnyway: 'Sign out anyway',
  },
});
