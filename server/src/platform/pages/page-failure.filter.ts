import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { failureSentence } from '@kenniskamer/shared/failure-words';
import { speak } from '@kenniskamer/shared/words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asFailure } from '../failures/as-failure.js';
import { html } from './html.js';
import { pageLanguage } from './page-language.js';
import { Pages } from './pages.service.js';
import { pagesWords } from './pages.words.js';

/** A refusal of a page that the server writes is a page too. Put it on the controller: `@UseFilters(PageFailureFilter)`. */
@Catch()
export class PageFailureFilter implements ExceptionFilter {
  private readonly log = new Logger('pages');

  constructor(private readonly pages: Pages) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const failure = asFailure(error) ?? new Failure('UNEXPECTED');
    if (failure.code === 'UNEXPECTED') this.log.error('a page failed', error);
    const language = pageLanguage(request);
    const t = speak(pagesWords, language);
    const title = failure.code === 'NOT_FOUND' ? t('notFound') : t('failed');
    await this.pages.send(http.getResponse<FastifyReply>(), {
      status: failure.status,
      language,
      title,
      body: html`<h1>${title}</h1><p class="section">${failureSentence(failure, language)}</p>
${failure.code === 'UNEXPECTED' && html`<p class="meta">${t('code', { code: String(request.id) })}</p>`}`,
    });
  }
}
