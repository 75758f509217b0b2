import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import { html, type Html } from './html.js';
import { pageStylePath } from './page-style.js';
import { pagesWords } from './pages.words.js';

export interface PageContent {
  language: Language;
  /** What the browser's tab says; our name follows it. */
  title: string;
  /** What stands in `main`, its `h1` included. */
  body: Html;
  status?: number;
  /** The address of the same page in the other language; without it there is no switch. */
  otherLanguage?: string;
}

const brand = html`<svg viewBox="0 0 26 26" aria-hidden="true"><rect x="6.6" y="6.6" width="12.8" height="12.8" rx="3.5"/><path d="M10 2.5h6M10 23.5h6M2.5 10v6M23.5 10v6"/></svg>`;

/** Pages that the server writes itself, for people with only a link: no script, no account, a few kilobytes. */
@Injectable()
export class Pages {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** The whole document. */
  render({ language, title, body, otherLanguage }: PageContent): string {
    const t = speak(pagesWords, language);
    const other = language === 'nl' ? 'en' : 'nl';
    const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} – Kenniskamer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${pageStylePath}">
</head>
<body>
<a class="skip" href="#content">${t('skip')}</a>
${this.settings.demo && html`<aside class="demo" aria-label="Demo">${t('demo')} <a href="/post">${t('post')}</a></aside>`}
<header class="top"><div class="top__in"><span class="brand">${brand}Kenniskamer</span>
${otherLanguage !== undefined && html`<a href="${otherLanguage}" lang="${other}" hreflang="${other}">${t('other')}</a>`}</div></header>
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>`;
    return page.toString();
  }

  async send(reply: FastifyReply, content: PageContent): Promise<void> {
    await reply
      .status(content.status ?? 200)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(this.render(content));
  }
}
