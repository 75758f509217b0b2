import type { Language } from '@kenniskamer/shared/basics';
import { linkIn, type NoteBlock, type NoteCell, type Run } from '@kenniskamer/shared/note';
import type { Report, ReportContent } from '@kenniskamer/shared/report';
import { speak } from '@kenniskamer/shared/words';
import { html, lines, type Html } from '../../platform/pages/html.js';
import { actionLine, factsOf, outcomesByQuestion, versionLine } from './report-parts.rules.js';
import { reportWords } from './reports.words.js';

/** The report inside a page of the server: for personal links, without a script. */
export function reportHtml(report: Report, language: Language, extra: { files: { word: string; markdown: string }; back?: string }): Html {
  const t = speak(reportWords, language);
  const { content } = report;
  return html`<p class="meta">${t('report')}</p>
<h1>${content.title}</h1>
<p class="meta">${versionLine(report, language)}</p>
${content.confidentiality !== 'OPEN' && html`<p class="note note--warn">${t(content.confidentiality === 'CHATHAM_HOUSE' ? 'chatham' : 'confidential')}</p>`}
<dl class="facts section">${factsOf(content, language).map(([label, value]) => html`<dt>${label}</dt><dd>${lines(value)}</dd>`)}</dl>
<p class="actions"><a class="btn" href="${extra.files.word}">${t('word')}</a><a class="btn" href="${extra.files.markdown}">${t('markdown')}</a>${extra.back !== undefined && html`<a class="btn" href="${extra.back}">${t('back')}</a>`}</p>
${content.foreword !== null && html`<section class="section"><h2 class="section__head">${t('foreword')}</h2><p>${lines(content.foreword)}</p></section>`}
${programme(content, language)}
${outcomes(content, language)}
<section class="section"><h2 class="section__head">${t('note')}</h2>${content.note.length === 0 ? html`<p>${t('emptyNote')}</p>` : note(content.note, language)}</section>
${
  content.attendance !== null &&
  content.attendance.length > 0 &&
  html`<section class="section"><h2 class="section__head">${t('attendance')}</h2><ul class="rows">${content.attendance.map(({ name, from }) => html`<li>${name}${from && html` <span class="meta">${from}</span>`}</li>`)}</ul></section>`
}`;
}

function programme({ programme: items, questions }: ReportContent, language: Language): Html | false {
  const t = speak(reportWords, language);
  const codes = new Map(questions.map(({ id, code }) => [id, code]));
  return (
    items.length > 0 &&
    html`<section class="section"><h2 class="section__head">${t('programme')}</h2><ol class="rows">${items.map(
      ({ title, minutes, speaker, questionIds }) =>
        html`<li>${title}<br><span class="meta">${[minutes && t('minutes', { n: minutes }), speaker, ...questionIds.map((id) => codes.get(id))].filter(Boolean).join(' · ')}</span></li>`,
    )}</ol></section>`
  );
}

function outcomes(content: ReportContent, language: Language): Html {
  const t = speak(reportWords, language);
  const groups = outcomesByQuestion(content);
  return html`<section class="section"><h2 class="section__head">${t('outcomes')}</h2>
${groups.length === 0 && html`<p>${t('noOutcomes')}</p>`}
${groups.map(
  ({ question, kinds }) => html`<h3 class="section">${question ? html`<span class="q">${question.code}</span> ${question.text}` : t('otherQuestions')}</h3>
${kinds.map(
  ({ kind, outcomes: some }) => html`<h4>${t(`kind.${kind}`)}</h4><ul class="rows">${some.map(
    (outcome) => html`<li>${lines(outcome.text)}${outcome.kind === 'ACTION' && html`<br><span class="meta">${actionLine(outcome, content.confidentiality, language)}</span>`}</li>`,
  )}</ul>`,
)}`,
)}</section>`;
}

/** Lists are flat in the stored blocks, and so here: a depth is an indent. */
function note(blocks: NoteBlock[], language: Language): Html[] {
  const t = speak(reportWords, language);
  return blocks.map((block) => {
    if (block.type === 'RULE') return html`<hr>`;
    if (block.type === 'TABLE') return table(block.rows, language);
    const text = block.runs.map(run);
    if (block.type === 'HEADING') return block.level <= 2 ? html`<h3 class="section">${text}</h3>` : html`<h4>${text}</h4>`;
    if (block.runs.length === 0) return html``;
    const sign = block.bullet === 'DOT' ? '• ' : block.bullet === null ? '' : `${block.bullet}. `;
    const mark = block.outcome && html`<span class="q">${t(`mark.${block.outcome.kind}`)}</span> `;
    const body = html`${sign}${mark}${text}`;
    if (block.quote) return html`<blockquote>${body}</blockquote>`;
    return html`<p class="indent-${Math.min(block.depth, 5)}">${body}</p>`;
  });
}

/** It scrolls in a box of its own, so that the page stays as wide as the phone. */
function table(rows: NoteCell[][], language: Language): Html {
  const cell = ({ head, columns, rows: down, blocks }: NoteCell, row: number): Html => {
    const inside = note(blocks, language);
    if (!head) return html`<td colspan="${columns}" rowspan="${down}">${inside}</td>`;
    return html`<th scope="${row === 0 ? 'col' : 'row'}" colspan="${columns}" rowspan="${down}">${inside}</th>`;
  };
  return html`<div class="note-table" role="group" tabindex="0" aria-label="${speak(reportWords, language)('table')}"><table>${rows.map((cells, row) => html`<tr>${cells.map((one) => cell(one, row))}</tr>`)}</table></div>`;
}

function run({ text, bold, italic, underline, strike, link }: Run): Html {
  let made = lines(text);
  if (bold) made = html`<b>${made}</b>`;
  if (italic) made = html`<i>${made}</i>`;
  if (underline) made = html`<u>${made}</u>`;
  if (strike) made = html`<s>${made}</s>`;
  const address = linkIn(link);
  return address === null ? made : html`<a href="${address}" rel="noreferrer">${made}</a>`;
}
