import { defineWords } from '@kenniskamer/shared/words';

export const pagesWords = defineWords({
  nl: {
    skip: 'Naar de inhoud',
    demo: 'Dit is een demonstratie. Mensen en gegevens zijn verzonnen.',
    post: 'Bekijk de verzonden mails',
    other: 'English',
    notFound: 'Deze pagina is er niet, of is niet voor u',
    failed: 'Dit ging niet',
    code: 'Code voor de beheerder: {code}',
  },
  en: {
    skip: 'To the content',
    demo: 'This is a demonstration. People and data are invented.',
    post: 'See the mails that were sent',
    other: 'Nederlands',
    notFound: 'This page does not exist, or is not for you',
    failed: 'This did not work',
    code: 'Code for the administrator: {code}',
  },
});
