import { Controller, Body, Get, HttpStatus, Inject, Ip, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Language } from '@kenniskamer/shared/basics';
import { Answer, ReplyInput } from '@kenniskamer/shared/invitation';
import { issuesOf, type Issue } from '@kenniskamer/shared/failure';
import { failureSentence } from '@kenniskamer/shared/failure-words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Public } from '../../platform/contract/serves.js';
import { asFailure } from '../../platform/failures/as-failure.js';
import { PageFailureFilter } from '../../platform/pages/page-failure.filter.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import { Pages } from '../../platform/pages/pages.service.js';
import { giveLinkCookie } from '../../platform/sign-in/cookie.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { GuestReports } from './guest-reports.service.js';
import { PersonalPages, type PersonalPage } from './personal-page.service.js';
import { Replies } from './replies.service.js';
import { replyPage, thanksPage, titleOf, type Typed } from './reply.page.js';

/** The personal link of one invitation: no account, no script. It never signs anybody in. */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller('/invitation/:token')
export class PersonalPageController {
  constructor(
    private readonly personal: PersonalPages,
    private readonly replies: Replies,
    private readonly reports: GuestReports,
    private readonly pages: Pages,
    private readonly tokens: Tokens,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Public()
  @Get()
  async show(
    @Param('token') token: string,
    @Query() query: Record<string, unknown>,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.personal.open(token, ip);
    giveLinkCookie(reply, token, this.tokens.doorCode(page.guest.sessionId), this.settings);
    const language = pageLanguage(request, page.guest.language);
    if (query.saved !== undefined && page.partstat !== 'NEEDS_ACTION') {
      await this.send(reply, token, page, language, { body: thanksPage(page, { token, language }), saved: true });
      return;
    }
    // What the link in the mail says: it is only made ready, mail scanners open links too.
    const asked = Answer.safeParse(typeof query.answer === 'string' ? query.answer.toUpperCase() : undefined);
    await this.form(reply, token, page, language, { answer: asked.data ?? null, remark: page.remark ?? '', issues: [], refusal: null });
  }

  @Public()
  @Post()
  async save(
    @Param('token') token: string,
    @Body() body: unknown,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.personal.open(token, ip);
    const language = pageLanguage(request, page.guest.language);
    const fields: { answer?: unknown; remark?: unknown } = typeof body === 'object' && body !== null ? body : {};
    const typed = { answer: Answer.safeParse(fields.answer).data ?? null, remark: typeof fields.remark === 'string' ? fields.remark : '' };
    const input = ReplyInput.safeParse({ partstat: fields.answer, remark: fields.remark });
    if (!input.success) {
      return this.form(reply, token, page, language, { ...typed, issues: issuesOf(input.error), refusal: null }, HttpStatus.BAD_REQUEST);
    }
    try {
      await this.replies.reply(page.guest.invitationId, { ...input.data, via: 'LINK', byId: null });
    } catch (error) {
      const failure = asFailure(error);
      if (!failure || failure.code === 'NOT_FOUND') throw error;
      return this.form(reply, token, page, language, { ...typed, issues: [], refusal: failureSentence(failure, language) }, failure.status);
    }
    await reply.header('cache-control', 'no-store').redirect(`/invitation/${token}?saved${language === page.guest.language ? '' : `&language=${language}`}`, HttpStatus.SEE_OTHER);
  }

  @Public()
  @Get('/calendar.ics')
  async calendar(@Param('token') token: string, @Ip() ip: string, @Res() reply: FastifyReply): Promise<void> {
    const ics = await this.personal.calendar(token, ip);
    await reply
      .header('content-type', 'text/calendar; charset=utf-8; method=PUBLISH')
      .header('content-disposition', 'attachment; filename="kenniskamer.ics"')
      .header('cache-control', 'no-store')
      .send(ics);
  }

  private async form(
    reply: FastifyReply,
    token: string,
    page: PersonalPage,
    language: Language,
    typed: Typed & { issues: Issue[] },
    status: number = HttpStatus.OK,
  ): Promise<void> {
    const report = page.isFinal ? await this.reports.of(page.guest, token, language) : null;
    await this.send(reply, token, page, language, { body: replyPage(page, { token, language, typed, report }), status });
  }

  private async send(
    reply: FastifyReply,
    token: string,
    page: PersonalPage,
    language: Language,
    { saved, ...content }: Pick<Parameters<Pages['send']>[1], 'body' | 'status'> & { saved?: boolean },
  ): Promise<void> {
    const other = language === 'nl' ? 'en' : 'nl';
    await this.pages.send(reply, {
      ...content,
      language,
      title: titleOf(page, language),
      otherLanguage: `/invitation/${token}?language=${other}${saved ? '&saved' : ''}`,
    });
  }
}
