import { Body, Controller, Get, HttpStatus, Ip, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Failure } from '@kenniskamer/shared/failure';
import { failureSentence, issueSentence } from '@kenniskamer/shared/failure-words';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/contract/serves.js';
import { asFailure } from '../../platform/failures/as-failure.js';
import { html, type Html } from '../../platform/pages/html.js';
import { PageFailureFilter } from '../../platform/pages/page-failure.filter.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import { Pages } from '../../platform/pages/pages.service.js';
import { LINK_COOKIE } from '../../platform/sign-in/cookie.js';
import { Doors, type Arrival } from './doors.service.js';
import { doorWords } from './door.words.js';

/**
 * Behind the code on the wall. Opening it marks presence: a camera opens an address and sends no form, it may be done
 * twice, and it tells nobody anything. Of the session it says nothing to who is not known.
 */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller('/d/:code')
export class DoorPage {
  constructor(
    private readonly doors: Doors,
    private readonly pages: Pages,
  ) {}

  @Public()
  @Get()
  async show(@Param('code') code: string, @Query() query: Record<string, unknown>, @Ip() ip: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const sessionId = await this.doors.find(code, ip);
    if (query.mailed !== undefined) return this.mailed(code, request, reply);
    const arrival = await this.doors.arrive(sessionId, request.cookies[LINK_COOKIE], request.viewer);
    if (!arrival) return this.ask(code, request, reply, { typed: '', refusal: null });
    const language = pageLanguage(request);
    const t = speak(doorWords, language);
    await this.send(code, request, reply, { title: arrival.title, body: hereBody(arrival, t) });
  }

  @Public()
  @Post()
  async mail(@Param('code') code: string, @Body() body: unknown, @Ip() ip: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const sessionId = await this.doors.find(code, ip);
    const typed: unknown = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
    try {
      await this.doors.askLink(sessionId, typed);
    } catch (error) {
      const failure = asFailure(error);
      if (!failure || (failure.code !== 'INVALID_INPUT' && failure.code !== 'TOO_MANY')) throw error;
      return this.ask(code, request, reply, { typed: typeof typed === 'string' ? typed.slice(0, 300) : '', refusal: failure });
    }
    await reply.header('cache-control', 'no-store').redirect(`/d/${encodeURIComponent(code)}?mailed&language=${pageLanguage(request)}`, HttpStatus.SEE_OTHER);
  }

  private async ask(code: string, request: FastifyRequest, reply: FastifyReply, { typed, refusal }: { typed: string; refusal: Failure | null }): Promise<void> {
    const language = pageLanguage(request);
    const t = speak(doorWords, language);
    const [issue] = refusal?.details.issues ?? [];
    const error = refusal && (issue ? issueSentence(issue, language) : failureSentence(refusal, language));
    await this.send(code, request, reply, {
      title: t('who'),
      status: refusal?.status,
      body: html`<h1>${t('who')}</h1>
<p class="section">${t('whoHelp')}</p>
<form method="post" action="/d/${code}?language=${language}">
<div class="field${error !== null && ' field--error'}"><label class="label" for="email">${t('email')}</label>
${error !== null && html`<p class="error" id="email-error" role="alert">${error}</p>`}
<input class="input" id="email" name="email" type="email" autocomplete="email" maxlength="300" required value="${typed}"${error !== null && html` aria-invalid="true" aria-describedby="email-error"`}></div>
<p class="actions"><button class="btn btn--primary" type="submit">${t('send')}</button></p></form>`,
    });
  }

  private async mailed(code: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const language = pageLanguage(request);
    const t = speak(doorWords, language);
    await this.send(code, request, reply, {
      title: t('sentTitle'),
      body: html`<h1>${t('sentTitle')}</h1>
<p class="section note" role="status">${t('sent')}</p>
<p class="meta">${t('sentNot')}</p>
<p class="actions"><a class="btn" href="/d/${code}?language=${language}">${t('again')}</a></p>`,
    });
  }

  private send(code: string, request: FastifyRequest, reply: FastifyReply, content: { title: string; body: Html; status?: number }): Promise<void> {
    const language = pageLanguage(request);
    return this.pages.send(reply, { ...content, language, otherLanguage: `/d/${code}?language=${language === 'nl' ? 'en' : 'nl'}` });
  }
}

function hereBody({ name, title, isHere, note }: Arrival, t: ReturnType<typeof speak<keyof (typeof doorWords)['nl']>>): Html {
  return html`<h1>${title}</h1>
<p class="section note${isHere && ' note--ok'}" role="status">${t(isHere ? 'isHere' : 'notHours', { name })}</p>
${note !== null && html`<p class="actions"><a class="btn btn--primary" href="${note}">${t('toNote')}</a></p>`}
<p class="section meta">${t('notYou')}</p>`;
}
