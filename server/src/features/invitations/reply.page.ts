import type { Language } from '@kenniskamer/shared/basics';
import { AMSTERDAM, datesIn } from '@kenniskamer/shared/dates';
import type { Issue } from '@kenniskamer/shared/failure';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import type { Answer } from '@kenniskamer/shared/invitation';
import { itemStarts } from '@kenniskamer/shared/session';
import { speak, type Speak } from '@kenniskamer/shared/words';
import { html, type Html } from '../../platform/pages/html.js';
import type { PersonalPage } from './personal-page.service.js';
import { personalPageWords } from './personal-page.words.js';

/** What somebody typed or chose, which a refusal leaves standing. */
export interface Typed {
  answer: Answer | null;
  remark: string;
  issues: Issue[];
  /** A refusal of the whole. */
  refusal: string | null;
}
interface Around {
  token: string;
  language: Language;
}
type Say = Speak<keyof (typeof personalPageWords)['nl']>;

const ANSWERS = ['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const;

const icons = {
  ACCEPTED: html`<svg viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="7"/><path d="m5.4 9.2 2.5 2.5 4.8-5"/></svg>`,
  TENTATIVE: html`<svg viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="7"/><path d="M5.5 9.5c1-1.6 2.2-1.6 3.5-.5s2.5 1.1 3.5-.5"/></svg>`,
  DECLINED: html`<svg viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="7"/><path d="m6.4 6.4 5.2 5.2m0-5.2-5.2 5.2"/></svg>`,
};
const calendarIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 2v3M16 2v3M3 9h18"/><rect x="3" y="3" width="18" height="18" rx="2"/></svg>`;
const placeIcon = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 10c0 5-5.5 10.200-7.400 11.800a1 1 0 0 1-1.200 0C9.500 20.200 4 15 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/></svg>`;

export function titleOf({ face, partstat }: PersonalPage, language: Language): string {
  const t = speak(personalPageWords, language);
  const date = face.startsAt ? dayAndMonth(face.startsAt, language) : '';
  return partstat === 'NEEDS_ACTION' ? t('title', { date }) : t(`title.${partstat}`, { date });
}

/** What, when, where, which questions, and the answer. */
export function replyPage(page: PersonalPage, { token, language, typed, report }: Around & { typed: Typed; report: Html | null }): Html {
  const t = speak(personalPageWords, language);
  const { face, guest } = page;
  const whom = html`<p class="meta">${forWhom(page, language, t)} <b>${guest.name}</b></p>`;
  // The report says all of it: what, when, where, the programme.
  if (report) return html`${whom}${report}${foot(page, t)}`;
  return html`${whom}
<h1>${face.title}</h1>
${whenAndWhere(page, language, t)}
${noteOf(page, token, language, t)}
${page.mayReply ? answerForm(page, { token, language, typed }, t) : closed(page, typed, t)}
${aboutWhat(page, language, t)}
${foot(page, t)}`;
}

/** After an answer was saved. */
export function thanksPage(page: PersonalPage, { token, language }: Around): Html {
  const t = speak(personalPageWords, language);
  const { face, organiser, partstat } = page;
  if (partstat === 'NEEDS_ACTION') throw new Error('nothing to thank for');
  const date = face.startsAt ? dayAndMonth(face.startsAt, language) : '';
  return html`<div class="thanks" role="status"><h1>${t(`thanks.${partstat}`, { date, organiser: organiser.name })}</h1>
<p>${t(`thanksMore.${partstat}`)}</p></div>
<p class="section"><b>${face.title}</b></p>
${whenAndWhere(page, language, t)}
<div class="actions">${partstat !== 'DECLINED' && html`<a class="btn btn--primary" href="/invitation/${token}/calendar.ics">${calendarIcon}${t('calendar')}</a>`}
<a class="btn" href="/invitation/${token}?language=${language}">${t('change')}</a></div>
${page.mayReply && html`<form method="post" action="/invitation/${token}?language=${language}" class="section">
<input type="hidden" name="answer" value="${partstat}">
${remarkField(page.remark ?? '', null, t)}
<p class="actions"><button class="btn" type="submit">${t('passOn')}</button></p></form>`}
${noteOf(page, token, language, t)}
${aboutWhat(page, language, t)}
${foot(page, t)}`;
}

function forWhom({ face }: PersonalPage, language: Language, t: Say): string {
  if (face.levels.length === 0) return t('forAll');
  const list = new Intl.ListFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { type: 'conjunction' });
  return t('for', { levels: list.format(face.levels.map((level) => t(`level.${level}`))) });
}

function whenAndWhere({ face }: PersonalPage, language: Language, t: Say): Html {
  const { startsAt, endsAt, zone, place, video } = face;
  const dates = datesIn(language);
  const elsewhere = zone === AMSTERDAM ? null : datesIn(language, zone);
  const long = startsAt ? dates.long(startsAt) : '';
  return html`<div class="when">${calendarIcon}<p><b>${startsAt && html`<time datetime="${startsAt.toISOString()}">${long.charAt(0).toUpperCase() + long.slice(1)}</time>`}</b>
${startsAt && endsAt && dates.span(startsAt, endsAt)}
${elsewhere && startsAt && endsAt && html`<span class="meta">${t('zone', { place: zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone, span: elsewhere.span(startsAt, endsAt) })}</span>`}</p>
${placeIcon}<p>${place ? html`<b>${place}</b>` : !video && t('noPlace')}${video && html`<a href="${video}" rel="noreferrer">${t('video')}</a>`}</p></div>`;
}

function noteOf({ noteIsOpen, isFinal }: PersonalPage, token: string, language: Language, t: Say): Html | null {
  if (!noteIsOpen) return null;
  const address = `/invitation/${token}/${isFinal ? 'report' : 'note'}?language=${language}`;
  return html`<p class="note">${isFinal ? t('reportFinal') : t('noteHelp')}</p>
<p class="actions"><a class="btn btn--primary" href="${address}">${t('toNote')}</a></p>`;
}

function answerForm(page: PersonalPage, { token, language, typed }: Around & { typed: Typed }, t: Say): Html {
  const { partstat, moved } = page;
  const answerIssue = typed.issues.find(({ path }) => path[0] === 'partstat');
  const remarkIssue = typed.issues.find(({ path }) => path[0] === 'remark') ?? null;
  const wrong = typed.issues.length > 0 || typed.refusal !== null;
  const chosen = typed.answer ?? (partstat === 'NEEDS_ACTION' ? null : partstat);
  const isReady = typed.answer !== null && typed.answer !== partstat;
  return html`<section class="section" aria-labelledby="h-answer"><h2 id="h-answer">${partstat === 'NEEDS_ACTION' ? t('ask') : t('yourAnswer')}</h2>
${wrong && html`<div class="note note--fout" role="alert"><p><b>${t('wrong')}.</b> ${typed.refusal}</p>${remarkIssue && html`<p><a href="#remark">${t('remark')}</a></p>`}</div>`}
${!wrong && moved && html`<p class="note note--warn">${t('moved')}</p>`}
${!wrong && !isReady && partstat !== 'NEEDS_ACTION' && html`<p class="note note--ok"><b>${t(`is.${partstat}`)}</b> ${t('isChange')}</p>`}
${!wrong && isReady && typed.answer && html`<p class="note">${t('ready', { answer: t(typed.answer) })}</p>`}
<form method="post" action="/invitation/${token}?language=${language}">
${answerIssue && html`<p class="error" id="answer-error">${t('error.answer')}</p>`}
<div class="tap" role="group" aria-labelledby="h-answer"${answerIssue && html` aria-describedby="answer-error"`}>${ANSWERS.map(
    (answer) => html`<button class="btn" type="submit" name="answer" value="${answer}" aria-pressed="${answer === chosen ? 'true' : 'false'}">${icons[answer]}${t(answer)}</button>`,
  )}</div>
<p class="meta">${t('kept')}</p>
${remarkField(typed.remark, remarkIssue && issueSentence(remarkIssue, language), t)}
</form></section>`;
}

function remarkField(value: string, error: string | null, t: Say): Html {
  return html`<div class="field${error !== null && ' field--error'}"><label class="label" for="remark">${t('remark')} <span class="meta">${t('optional')}</span></label>
<p class="hint" id="remark-hint">${t('remarkHint')}</p>
${error !== null && html`<p class="error" id="remark-error">${error}</p>`}
<textarea class="input" id="remark" name="remark" rows="2" aria-describedby="remark-hint${error !== null && ' remark-error'}"${error !== null && html` aria-invalid="true"`}>
${value}</textarea></div>`;
}

function closed({ partstat }: PersonalPage, { refusal }: Typed, t: Say): Html {
  return html`<section class="section" aria-labelledby="h-answer"><h2 id="h-answer">${t('yourAnswer')}</h2>
<p class="note">${partstat !== 'NEEDS_ACTION' && html`<b>${t(`is.${partstat}`)}</b> `}${refusal ?? t('closed')}</p></section>`;
}

function aboutWhat({ face }: PersonalPage, language: Language, t: Say): Html | null {
  const { questions, items, startsAt, endsAt, goal } = face;
  if (questions.length === 0 && items.length === 0 && !goal) return null;
  const dates = datesIn(language);
  const starts = itemStarts(startsAt, items);
  // The agenda's own text stays Dutch.
  const dutch = language === 'nl' ? null : html` lang="nl"`;
  return html`<section class="section" aria-labelledby="h-about"><div class="section__head"><h2 id="h-about">${t('about')}</h2></div>
${goal && html`<p class="field">${goal.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))}</p>`}
${questions.length > 0 && html`<ul class="rows">${questions.map(({ code, text }) => html`<li${dutch}><span class="q">${code}</span> ${text}</li>`)}</ul>`}
${items.length > 0 && html`<h3 class="field">${t('programme')}</h3>
<dl class="facts">${items.map(({ title, speaker }, index) => {
    const start = starts[index];
    return html`<dt>${start ? dates.clock(start) : '–'}</dt><dd>${title}${speaker && html`<span class="meta">${speaker}</span>`}</dd>`;
  })}${endsAt && html`<dt>${dates.clock(endsAt)}</dt><dd>${t('end')}</dd>`}</dl>`}</section>`;
}

function foot({ organiser }: PersonalPage, t: Say): Html {
  return html`<div class="foot meta">${organiser.address && html`<p>${t('questions', { name: organiser.name })} <a href="mailto:${organiser.address}">${organiser.address}</a></p>`}
<p>${t('private')}</p></div>`;
}

/** `3 december` */
const dayAndMonth = (instant: Date, language: Language): string => datesIn(language).date(instant).replace(/ \d{4}$/, '');
