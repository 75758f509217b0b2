import { Language } from '@kenniskamer/shared/basics';
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../failures/failure.filter.js';

/** `?language=en` wins, then what the page knows of its reader, then what their browser asks for. */
export function pageLanguage(request: Pick<FastifyRequest, 'headers' | 'viewer' | 'query'>, known?: Language): Language {
  const { query } = request;
  const chosen = Language.safeParse(typeof query === 'object' && query !== null && 'language' in query ? query.language : undefined);
  return chosen.success ? chosen.data : (known ?? languageOf(request));
}
