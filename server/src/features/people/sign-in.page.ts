import { Controller, Get, HttpStatus, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Public } from '../../platform/contract/serves.js';
import { asFailure } from '../../platform/failures/as-failure.js';
import { html } from '../../platform/pages/html.js';
import { PageFailureFilter } from '../../platform/pages/page-failure.filter.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import { Pages } from '../../platform/pages/pages.service.js';
import { giveCookie } from '../../platform/sign-in/cookie.js';
import { COOKIE } from '../../platform/sign-in/viewers.service.js';
import { DemoSignIn } from './demo-sign-in.service.js';
import { SignIns } from './sign-ins.service.js';
import { signInWords } from './sign-in.words.js';

/** What a mailed link opens: one button, whose POST uses the link up. Works without a script. */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller()
export class SignInPage {
  constructor(
    private readonly signIns: SignIns,
    private readonly demo: DemoSignIn,
    private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Public()
  @Get('/sign-in/:token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.signIns.linkWorks(token, request.ip))) return this.ended(request, reply);
    const language = pageLanguage(request);
    const t = speak(signInWords, language);
    await this.pages.send(reply, {
      language,
      title: t('title'),
      body: html`<h1>${t('title')}</h1>
<p class="section">${t('press')}</p>
<form method="post" class="actions"><button class="btn btn--primary" type="submit">${t('signIn')}</button></form>`,
      otherLanguage: `?language=${language === 'nl' ? 'en' : 'nl'}`,
    });
  }

  @Public()
  @Post('/sign-in/:token')
  async use(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { next, ...opened } = await this.signIns.useLink(token, request.ip, request.cookies[COOKIE]);
      giveCookie(reply, opened, this.settings);
      await reply.header('cache-control', 'no-store').redirect(next, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (asFailure(error)?.code !== 'LINK_NOT_VALID') throw error;
      await this.ended(request, reply);
    }
  }

  /** Signs in by GET: only in a demonstration, which is open to this machine alone. */
  @Public()
  @Get('/demo/sign-in/:token')
  async enterDemo(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    giveCookie(reply, await this.demo.use(token), this.settings);
    await reply.header('cache-control', 'no-store').redirect('/', HttpStatus.SEE_OTHER);
  }

  private async ended(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const language = pageLanguage(request);
    const t = speak(signInWords, language);
    await this.pages.send(reply, {
      status: HttpStatus.NOT_FOUND,
      language,
      title: t('endedTitle'),
      body: html`<h1>${t('endedTitle')}</h1>
<p class="section">${t('ended')}</p>
<p class="actions"><a class="btn btn--primary" href="/sign-in">${t('again')}</a></p>`,
    });
  }
}
