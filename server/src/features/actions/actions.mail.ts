import type { Day, Language } from '@kenniskamer/shared/basics';
import { datesIn, daysBetween } from '@kenniskamer/shared/dates';
import { speak } from '@kenniskamer/shared/words';
import { mailButton, mailDocument, mailStyle } from '../../platform/mail/mail-document.js';
import { html } from '../../platform/pages/html.js';
import { actionWords } from './actions.words.js';

export interface MailedAction {
  text: string;
  dueOn: Day | null;
  /** Null where the owner may not read the session. */
  session: string | null;
  url: string;
}
interface Mailed {
  name: string;
  language: Language;
  actions: MailedAction[];
  today: Day;
}

/** Not the whole block: a subject is one short line. */
const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text);

export function ownerMail(mailed: Mailed) {
  const t = speak(actionWords, mailed.language);
  const n = mailed.actions.length;
  return compose(mailed, t('ownerSubject', { n, text: short(mailed.actions[0]?.text ?? '') }), t('ownerLead', { n }), [t('noAccount')]);
}

export function chaseMail(mailed: Mailed, by: string) {
  const t = speak(actionWords, mailed.language);
  return compose(mailed, t('chaseSubject', { text: short(mailed.actions[0]?.text ?? '') }), t('chaseLead', { by }), [t('noAccount')]);
}

export function digestMail(mailed: Mailed) {
  const t = speak(actionWords, mailed.language);
  const n = mailed.actions.length;
  return compose(mailed, t('digestSubject', { n }), t('digestLead', { n }), [t('digestWhy'), t('noAccount')]);
}

function compose({ name, language, actions, today }: Mailed, subject: string, lead: string, foot: string[]) {
  const t = speak(actionWords, language);
  const facts = ({ dueOn, session }: MailedAction) => [dueLine(dueOn, today, language), ...(session === null ? [] : [t('from', { title: session })])];
  return {
    subject,
    text:
      [
        t('greeting', { name }),
        lead,
        ...actions.map((action) => [action.text, ...facts(action), t('tellText', { url: action.url })].join('\n')),
        ...foot,
      ].join('\n\n') + '\n',
    html: mailDocument({
      language,
      title: subject,
      preview: lead,
      body: html`<p style="${mailStyle.text}">${t('greeting', { name })}</p>
<p style="${mailStyle.text}">${lead}</p>
${actions.map(
  (action, place) => html`<h2 style="${mailStyle.h2}">${action.text}</h2>
<p style="${mailStyle.text}">${facts(action).map((fact, line) => html`${line > 0 && html`<br>`}${fact}`)}</p>
${mailButton(action.url, t('tell'), place === 0)}`,
)}
<p style="${mailStyle.small}">${foot.join(' ')}</p>`,
    }),
  };
}

/** When it is due, and how long that is past. */
export function dueLine(dueOn: Day | null, today: Day, language: Language): string {
  const t = speak(actionWords, language);
  if (dueOn === null) return t('noDay');
  const day = datesIn(language).long(dueOn);
  const n = daysBetween(dueOn, today);
  return n > 0 ? t('late', { day, n }) : t('untilDay', { day });
}
