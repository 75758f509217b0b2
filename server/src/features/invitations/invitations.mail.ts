import type { Language } from '@kenniskamer/shared/basics';
import { datesIn } from '@kenniskamer/shared/dates';
import type { Level } from '@kenniskamer/shared/level';
import { speak, type Speak } from '@kenniskamer/shared/words';
import { mailButton, mailDocument, mailStyle } from '../../platform/mail/mail-document.js';
import { html, lines, type Html } from '../../platform/pages/html.js';
import { invitationMailWords } from './invitation-mail.words.js';
import { isAnotherPlace, isAnotherTime, type Sent, type SyncKind } from './invitation-sync.rules.js';

type When = Pick<Sent, 'startsAt' | 'endsAt' | 'place' | 'video'>;

/** All that an invitation's mail says. Nothing of anybody but its receiver and the organiser. */
export interface InvitationSaid {
  kind: SyncKind;
  language: Language;
  name: string;
  /** DGs get three lines. */
  level: Level | null;
  /** The receiver's own page. */
  url: string;
  session: When & { title: string; goal: string | null; levels: Level[]; cancelReason: string | null };
  /** What this person last got, for what changed. */
  before: When | null;
  /** Why it is no longer theirs: the whole session, or only their invitation. */
  cancelled: 'SESSION' | 'INVITATION' | null;
  organiser: { name: string; address: string | null };
}
export interface Rendered {
  subject: string;
  text: string;
  html: Html;
}

/** Subject, text and HTML of one mail about one invitation. */
export function invitationMail(said: InvitationSaid): Rendered {
  const t = speak(invitationMailWords, said.language);
  const dates = datesIn(said.language);
  const { title, startsAt, endsAt } = said.session;
  const start = new Date(startsAt);
  const subject = t(`subject.${said.kind}`, { title, day: dates.short(start), time: dates.time(start) });
  const when = capital(`${dates.long(start)}, ${dates.span(start, new Date(endsAt))}`);
  const asks = said.kind !== 'invitation.cancelled' && said.kind !== 'invitation.details';
  const parts: Parts = { t, said, when, was: wasOf(said, t), asks };
  const short = said.level === 'DG' && (said.kind === 'invitation' || said.kind === 'invitation.again');
  return {
    subject,
    text: `${(short ? shortText(parts) : longText(parts)).filter((part) => part !== null).join('\n')}\n`,
    html: mailDocument({ language: said.language, title: subject, preview: asks ? t('preview', { when }) : when, body: bodyOf(parts, short) }),
  };
}

const lists = { nl: new Intl.ListFormat('nl-NL', { type: 'conjunction' }), en: new Intl.ListFormat('en-GB', { type: 'conjunction' }) };

interface Parts {
  t: Speak<keyof (typeof invitationMailWords)['nl']>;
  said: InvitationSaid;
  when: string;
  was: string[];
  asks: boolean;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function introOf({ t, said }: Parts): string {
  const { kind, cancelled, before, session, organiser } = said;
  if (kind === 'invitation.cancelled') return t(cancelled === 'SESSION' ? 'intro.session' : 'intro.takenOut');
  if (kind === 'invitation.details') return t('intro.details');
  if (kind === 'invitation.changed') return t(before && isAnotherTime(before, session) ? 'intro.time' : 'intro.place');
  return t(kind === 'invitation.again' ? 'intro.again' : 'intro', { organiser: organiser.name });
}

/** What it was before, for who had it in a calendar. */
function wasOf({ kind, before, session, language }: InvitationSaid, t: Parts['t']): string[] {
  if (kind !== 'invitation.changed' || !before) return [];
  const dates = datesIn(language);
  const start = new Date(before.startsAt);
  return [
    ...(isAnotherTime(before, session) ? [t('was', { what: `${dates.long(start)}, ${dates.span(start, new Date(before.endsAt))}` })] : []),
    ...(isAnotherPlace(before, session) && before.place !== null && before.place !== session.place ? [t('was', { what: before.place })] : []),
  ];
}

function levelsOf({ t, said }: Parts): string | null {
  const { levels } = said.session;
  if (levels.length === 0) return null;
  return t('levels', { levels: lists[said.language].format(levels.map((level) => t(`level.${level}`))) });
}

function signatureText({ t, said }: Parts): (string | null)[] {
  return ['', t('regards'), said.organiser.name, said.organiser.address];
}

function footText({ t, said }: Parts): (string | null)[] {
  if (said.kind === 'invitation.cancelled') return [];
  const other = said.language === 'nl' ? 'en' : 'nl';
  return ['', '-- ', t('attached'), t('private'), t('otherLanguageHere', { link: `${said.url}?language=${other}` })];
}

function shortText(parts: Parts): (string | null)[] {
  const { t, said, when } = parts;
  const { title, place, video } = said.session;
  const where = place ?? (video ? t('video', { link: video }) : null);
  return [title, where ? `${when}, ${where}` : when, `${t('ask')} ${said.url}`, ...signatureText(parts), ...footText(parts)];
}

function longText(parts: Parts): (string | null)[] {
  const { t, said, when, was, asks } = parts;
  const { title, goal, place, video, cancelReason } = said.session;
  const ends = said.kind === 'invitation.cancelled';
  return [
    t('dear', { name: said.name }),
    '',
    introOf(parts),
    ...(ends && said.cancelled === 'SESSION' && cancelReason ? ['', t('reason', { reason: cancelReason })] : []),
    ...(goal && !ends ? ['', goal] : []),
    '',
    title.toLocaleUpperCase(said.language),
    when,
    place,
    video && !ends ? t('video', { link: video }) : null,
    ...was,
    ends ? null : levelsOf(parts),
    ...(ends ? [] : ['', t(asks ? 'answerHere' : 'pageHere'), said.url]),
    ...(asks ? ['', t('how')] : []),
    ...signatureText(parts),
    ...footText(parts),
  ];
}

function bodyOf(parts: Parts, short: boolean): Html {
  const { t, said, when, was, asks } = parts;
  const { title, goal, place, video, cancelReason } = said.session;
  const ends = said.kind === 'invitation.cancelled';
  const levels = ends || short ? null : levelsOf(parts);
  return html`${!short && html`<p style="${mailStyle.text}">${t('dear', { name: said.name })}</p>
<p style="margin:0 0 20px">${introOf(parts)}</p>`}
${ends && said.cancelled === 'SESSION' && cancelReason && html`<p style="margin:0 0 20px">${lines(t('reason', { reason: cancelReason }))}</p>`}
${!short && !ends && goal && html`<p style="margin:0 0 20px">${lines(goal)}</p>`}
<h1 style="${mailStyle.h1}">${title}</h1>
<p style="margin:0 0 20px"><b>${when}</b>${place && html`<br>${place}`}${video && !ends && html`<br><a href="${video}" style="${mailStyle.link}">${t('videoLink')}</a>`}${was.map((each) => html`<br>${each}`)}${levels && html`<br>${levels}`}</p>
${asks && html`<h2 style="${mailStyle.h2}">${t('ask')}</h2>
${(['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const).map((answer, index) => mailButton(`${said.url}?answer=${answer.toLowerCase()}`, t(answer), index === 0))}
<p style="margin:6px 0 20px;font-size:15px;line-height:22px;color:#4a5962">${t('how')}</p>`}
${!asks && !ends && mailButton(said.url, t('page'))}
<p style="margin:0 0 20px">${t('regards')}<br>${said.organiser.name}${said.organiser.address && html`<br><a href="mailto:${said.organiser.address}" style="${mailStyle.link}">${said.organiser.address}</a>`}</p>
${!ends && html`<p style="${mailStyle.small}">${t('attached')} ${t('private')}<br><a href="${`${said.url}?language=${said.language === 'nl' ? 'en' : 'nl'}`}" lang="${said.language === 'nl' ? 'en' : 'nl'}" hreflang="${said.language === 'nl' ? 'en' : 'nl'}" style="${mailStyle.link}">${t('otherLanguage')}</a></p>`}`;
}
