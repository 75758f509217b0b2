import type { Language } from '@kenniskamer/shared/basics';
import { speak } from '@kenniskamer/shared/words';
import { mailButton, mailDocument, mailStyle } from '../../platform/mail/mail-document.js';
import { html } from '../../platform/pages/html.js';
import { reportWords } from './reports.words.js';

/** The link to a report that became definitief. What is in it stays behind the link. */
export function reportMail({ name, title, version, url, language }: { name: string; title: string; version: number; url: string; language: Language }) {
  const t = speak(reportWords, language);
  const subject = t(version > 1 ? 'subjectAgain' : 'subject', { title });
  const lead = t(version > 1 ? 'leadAgain' : 'lead', { title });
  return {
    subject,
    text: [t('greeting', { name }), lead, `${t('read')}: ${url}`, t('yours')].join('\n\n') + '\n',
    html: mailDocument({
      language,
      title: subject,
      preview: lead,
      body: html`<p style="${mailStyle.text}">${t('greeting', { name })}</p>
<p style="${mailStyle.text}">${lead}</p>
${mailButton(url, t('read'))}
<p style="${mailStyle.small}">${t('yours')}</p>`,
    }),
  };
}
