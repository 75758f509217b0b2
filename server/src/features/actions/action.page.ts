import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ActionState } from '@kenniskamer/shared/action';
import { dayOf } from '@kenniskamer/shared/dates';
import { Failure } from '@kenniskamer/shared/failure';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../../platform/contract/serves.js';
import { asFailure } from '../../platform/failures/as-failure.js';
import { html, lines } from '../../platform/pages/html.js';
import { PageFailureFilter } from '../../platform/pages/page-failure.filter.js';
import { pageLanguage } from '../../platform/pages/page-language.js';
import { Pages } from '../../platform/pages/pages.service.js';
import { dueLine } from './actions.mail.js';
import { actionWords } from './actions.words.js';
import { LinkedActions, LinkedChange, type LinkedAction } from './linked-actions.service.js';

/** What was typed, as it came: shown again when it could not be saved. */
const Typed = z.object({ state: ActionState.optional().catch(undefined), remark: z.string().max(20_000).optional().catch(undefined) }).catch({});
type Typed = z.infer<typeof Typed>;
interface Trouble {
  status: number;
  state?: boolean;
  remark?: boolean;
  meanwhile?: boolean;
}

/** What the link in an owner's mail opens: GET shows, POST saves. No script, no account. */
@ApiExcludeController()
@UseFilters(PageFailureFilter)
@Controller('/action/:token')
export class ActionPage {
  constructor(
    private readonly actions: LinkedActions,
    private readonly pages: Pages,
  ) {}

  @Public()
  @Get()
  async show(@Param('token') token: string, @Query('saved') saved: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.orEnded(request, reply, async () => {
      const action = await this.actions.read(token, request.ip);
      await this.send(request, reply, action, {}, null, saved === '1');
    });
  }

  @Public()
  @Post()
  async save(@Param('token') token: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.orEnded(request, reply, async () => {
      const input = LinkedChange.safeParse(body);
      const trouble = input.success ? await this.saved(token, request.ip, input.data) : troubleOf(input.error);
      if (trouble) return this.send(request, reply, await this.actions.read(token, request.ip), Typed.parse(body), trouble, false);
      await reply.header('cache-control', 'no-store').redirect(`/action/${encodeURIComponent(token)}?saved=1`, HttpStatus.SEE_OTHER);
    });
  }

  private async saved(token: string, ip: string, change: LinkedChange): Promise<Trouble | null> {
    try {
      await this.actions.change(token, ip, change);
      return null;
    } catch (error) {
      if (asFailure(error)?.code !== 'CHANGED_MEANWHILE') throw error;
      return { status: HttpStatus.CONFLICT, meanwhile: true };
    }
  }

  private async send(request: FastifyRequest, reply: FastifyReply, action: LinkedAction, typed: Typed, trouble: Trouble | null, saved: boolean): Promise<void> {
    const language = pageLanguage(request, action.language);
    const t = speak(actionWords, language);
    const chosen = typed.state ?? action.state;
    const choice = (state: ActionState) =>
      html`<label class="choice"><input type="radio" name="state" value="${state}"${state === chosen && html` checked`}>${t(`state.${state}`)}</label>`;
    await this.pages.send(reply, {
      status: trouble?.status,
      language,
      title: t('pageTitle'),
      otherLanguage: `?language=${language === 'nl' ? 'en' : 'nl'}`,
      body: html`${saved && html`<p class="note note--ok" role="status">${t('saved')}</p>`}
${trouble && html`<p class="note note--fout" role="alert">${trouble.meanwhile ? t('meanwhile') : t('notSaved')}</p>`}
<p class="meta">${t('pageTitle')}</p>
<h1>${lines(action.text)}</h1>
<p class="section">${dueLine(action.dueOn, dayOf(new Date()), language)}${action.session !== null && html`<br><span class="meta">${t('from', { title: action.session })}</span>`}</p>
<form method="post">
<input type="hidden" name="revision" value="${action.revision}">
<fieldset class="field${trouble?.state && ' field--error'}"><legend class="label">${t('state')}</legend>
${trouble?.state && html`<p class="error">${t('chooseState')}</p>`}
${ActionState.options.map(choice)}</fieldset>
<div class="field${trouble?.remark && ' field--error'}"><label class="label" for="remark">${t('remark')}</label>
<p class="hint" id="remark-hint">${t('remarkHint')}</p>
${trouble?.remark && html`<p class="error" id="remark-error">${t('tooLong')}</p>`}
<textarea class="input" id="remark" name="remark" rows="4" aria-describedby="remark-hint${trouble?.remark && ' remark-error'}"${trouble?.remark && html` aria-invalid="true"`}>${typed.remark ?? ''}</textarea></div>
<p class="actions"><button class="btn btn--primary" type="submit">${t('save')}</button></p>
</form>`,
    });
  }

  /** A link that ended says so, the same for all reasons. */
  private async orEnded(request: FastifyRequest, reply: FastifyReply, show: () => Promise<void>): Promise<void> {
    try {
      await show();
    } catch (error) {
      if (!(error instanceof Failure) || (error.code !== 'LINK_NOT_VALID' && error.code !== 'NOT_FOUND')) throw error;
      const language = pageLanguage(request);
      const t = speak(actionWords, language);
      await this.pages.send(reply, {
        status: HttpStatus.NOT_FOUND,
        language,
        title: t('endedTitle'),
        body: html`<h1>${t('endedTitle')}</h1>
<p class="section">${t('ended')}</p>
<p class="actions"><a class="btn btn--primary" href="/actions">${t('toActions')}</a></p>`,
      });
    }
  }
}

const troubleOf = (error: z.ZodError): Trouble => ({
  status: HttpStatus.BAD_REQUEST,
  state: error.issues.some(({ path }) => path[0] === 'state'),
  remark: error.issues.some(({ path }) => path[0] === 'remark'),
});
