import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { Language } from '@kenniskamer/shared/basics';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asFailure, toProblem } from './as-failure.js';

/** Every failure under /api leaves as application/problem+json. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const failure = asFailure(error);
    if (!failure) request.log.error({ err: error }, 'unexpected error');
    const told = failure ?? new Failure('UNEXPECTED');
    void reply
      .status(told.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(toProblem(told, languageOf(request), String(request.id))));
  }
}

/** The language somebody chose on the page, else their own, else what their browser asks for. */
export function languageOf(request: Pick<FastifyRequest, 'headers' | 'viewer'>): Language {
  const chosen = Language.safeParse(request.headers['x-language']);
  if (chosen.success) return chosen.data;
  if (request.viewer) return request.viewer.language;
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'nl';
}
