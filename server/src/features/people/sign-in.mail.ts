import { speak } from '@kenniskamer/shared/words';
import type { Language } from '@kenniskamer/shared/basics';
import { mailButton, mailDocument, mailStyle } from '../../platform/mail/mail-document.js';
import { html } from '../../platform/pages/html.js';
import { signInWords } from './sign-in.words.js';

/** The mail with a sign-in link. */
export function signInMail(name: string, language: Language, link: string) {
  const t = speak(signInWords, language);
  const title = t('subject');
  return {
    subject: title,
    text: [t('greeting', { name }), t('body'), link, t('notYou')].join('\n\n') + '\n',
    html: mailDocument({
      language,
      title,
      preview: t('body'),
      body: html`<p style="${mailStyle.text}">${t('greeting', { name })}</p>
<p style="${mailStyle.text}">${t('body')}</p>
${mailButton(link, t('signIn'))}
<p style="${mailStyle.small}">${t('notYou')}</p>`,
    }),
  };
}
