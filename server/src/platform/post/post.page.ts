import { Controller, Get, HttpStatus, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { datesIn } from '@kenniskamer/shared/dates';
import { Failure } from '@kenniskamer/shared/failure';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Public } from '../contract/serves.js';
import { html, type Html } from '../pages/html.js';
import { PageFailureFilter } from '../pages/page-failure.filter.js';
import { pageLanguage } from '../pages/page-language.js';
import { Pages } from '../pages/pages.service.js';
import { PostedMails, type PostedMail } from './posted-mails.service.js';
import { postWords } from './post.words.js';

/** How many mails one page lists. */
const AT_ONCE = 100;

/** A mail is somebody else's document: nothing in it may run, load or reach our pages. */
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** What the built-in post office got, as each receiver would see it. Only in a demonstration; elsewhere these pages are not there. */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller('/post')
export class PostPage {
  constructor(
    private readonly mails: PostedMails,
    private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Public()
  @Get()
  async list(@Query('from') from: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.onlyInDemo();
    const language = pageLanguage(request);
    const t = speak(postWords, language);
    const dates = datesIn(language);
    const start = Math.max(0, Math.trunc(Number(from)) || 0);
    const items = await this.mails.list();
    const shown = items.slice(start, start + AT_ONCE);
    await this.pages.send(reply, {
      language,
      title: t('title'),
      otherLanguage: `/post?language=${language === 'nl' ? 'en' : 'nl'}`,
      body: html`<h1>${t('title')}</h1>
<p class="meta">${t('intro')}</p>
${items.length === 0 && html`<p class="section">${t('empty')}</p>`}
<ul class="rows section">${shown.map(({ id, to, subject, at, method }) => {
        const when = new Date(at);
        return html`<li><a href="/post/${id}?language=${language}">${subject}</a><br><span class="meta">${t('to')}: ${to} · ${dates.short(when)} ${dates.clock(when)}${method && html` · <span class="q">${this.methodWord(method, t)}</span>`}</span></li>`;
      })}</ul>
${start + AT_ONCE < items.length && html`<p class="actions"><a class="btn" href="/post?from=${start + AT_ONCE}&amp;language=${language}">${t('more')}</a></p>`}`,
    });
  }

  @Public()
  @Get('/messages.json')
  async json(@Res() reply: FastifyReply): Promise<void> {
    this.onlyInDemo();
    await reply.header('cache-control', 'no-store').send({ items: await this.mails.list() });
  }

  /** `12.eml`: the mail as it was sent. */
  @Public()
  @Get('/messages/:id')
  async raw(@Param('id') name: string, @Res() reply: FastifyReply): Promise<void> {
    this.onlyInDemo();
    const id = /^(\d+)\.eml$/.exec(name)?.[1];
    const raw = id === undefined ? null : await this.mails.raw(id);
    if (!raw) throw new Failure('NOT_FOUND');
    await reply
      .header('content-type', 'message/rfc822')
      .header('content-disposition', `attachment; filename="${id}.eml"`)
      .header('cache-control', 'no-store')
      .send(raw);
  }

  /** The HTML part, a document of its own. */
  @Public()
  @Get('/messages/:id/html')
  async document(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { html: markup } = await this.find(id);
    if (markup === null) throw new Failure('NOT_FOUND');
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', MAIL_POLICY)
      .header('cache-control', 'no-store')
      .send(markup);
  }

  @Public()
  @Get('/messages/:id/calendar.ics')
  async calendar(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { ics } = await this.find(id);
    if (ics === null) throw new Failure('NOT_FOUND');
    await reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kenniskamer.ics"')
      .header('cache-control', 'no-store')
      .send(ics);
  }

  @Public()
  @Get('/:id')
  async show(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.find(id);
    const language = pageLanguage(request);
    const t = speak(postWords, language);
    const dates = datesIn(language);
    const at = new Date(mail.at);
    await this.pages.send(reply, {
      status: HttpStatus.OK,
      language,
      title: mail.subject,
      otherLanguage: `/post/${id}?language=${language === 'nl' ? 'en' : 'nl'}`,
      body: html`<p><a href="/post?language=${language}">${t('back')}</a></p>
<h1>${mail.subject}</h1>
<p class="meta">${t('to')}: ${mail.to}<br>${t('at')}: ${dates.long(at)}, ${dates.time(at)}${mail.method && html`<br>${t('calendar')}: ${this.methodWord(mail.method, t)}`}</p>
${mail.html !== null && part(t('shown'), html`<iframe class="mail" sandbox src="/post/messages/${id}/html" title="${t('shown')}"></iframe>`)}
${this.links(mail, t('links'))}
${part(t('text'), html`<pre class="plain" tabindex="0">${mail.text}</pre>`)}
${mail.ics !== null && part(t('ics'), html`<p class="field"><a href="/post/messages/${id}/calendar.ics">kenniskamer.ics</a></p><pre class="plain" tabindex="0">${mail.ics}</pre>`)}
${part(t('headers'), html`<pre class="plain" tabindex="0">${mail.headers.join('\n')}</pre>`)}
<p class="section"><a href="/post/messages/${id}.eml">${t('raw')}</a></p>`,
    });
  }

  /** The mail's own links open nothing from within its frame: these do, as far as they lead to us. */
  private links({ text }: PostedMail, title: string): Html | null {
    const found = [...new Set(text.match(/https?:\/\/\S+/g) ?? [])].filter((link) => link.startsWith(`${this.settings.publicUrl}/`));
    if (found.length === 0) return null;
    return part(title, html`<ul class="rows">${found.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>`);
  }

  private methodWord(method: string, t: (key: 'method.REQUEST' | 'method.CANCEL' | 'method.other') => string): string {
    return t(method === 'REQUEST' || method === 'CANCEL' ? `method.${method}` : 'method.other');
  }

  private async find(id: string): Promise<PostedMail> {
    this.onlyInDemo();
    const mail = /^\d+$/.test(id) ? await this.mails.read(id) : null;
    if (!mail) throw new Failure('NOT_FOUND');
    return mail;
  }

  private onlyInDemo(): void {
    if (!this.settings.demo) throw new Failure('NOT_FOUND');
  }
}

const part = (title: string, content: Html): Html => html`<section class="section"><div class="section__head"><h2>${title}</h2></div>${content}</section>`;
