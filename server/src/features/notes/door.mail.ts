import type { Language } from '@kenniskamer/shared/basics';
import { speak } from '@kenniskamer/shared/words';
import { mailButton, mailDocument, mailStyle } from '../../platform/mail/mail-document.js';
import { html } from '../../platform/pages/html.js';
import { doorWords } from './door.words.js';

/** Somebody's own link once more, asked for at the code on the wall. */
export function doorMail({ name, title, url, language }: { name: string; title: string; url: string; language: Language }) {
  const t = speak(doorWords, language);
  const subject = t('subject', { title });
  const lead = t('body', { title });
  return {
    subject,
    text: [t('greeting', { name }), lead, url, t('notAsked')].join('\n\n') + '\n',
    html: mailDocument({
      language,
      title: subject,
      preview: lead,
      body: html`<p style="${mailStyle.text}">${t('greeting', { name })}</p>
<p style="${mailStyle.text}">${lead}</p>
${mailButton(url, t('open'))}
<p style="${mailStyle.small}">${t('notAsked')}</p>`,
    }),
  };
}
