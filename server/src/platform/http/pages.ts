import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Failure } from '@kenniskamer/shared/failure';
import { screens } from '@kenniskamer/shared/screens';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { toProblem } from '../failures/as-failure.js';
import { languageOf } from '../failures/failure.filter.js';

const built = join(import.meta.dirname, '../../../../client/dist');
const A_YEAR_MS = 31_536_000_000;

/**
 * The pages in the browser: their files, and one document at each of their addresses. Any other address outside the
 * API gets that document as well, with status 404, so that the reader is told in words and in their language.
 */
export async function servePages(app: NestFastifyApplication, settings: Settings): Promise<void> {
  // Tests of the server alone run without a build of the client.
  if (!existsSync(join(built, 'index.html'))) return;
  const html = readFileSync(join(built, 'index.html'), 'utf8').replace('<html ', settings.demo ? '<html data-demo ' : '<html ');
  const fastify = app.getHttpAdapter().getInstance();

  // Their names hold a hash of what is in them. Compressed at build time, next to each.
  await app.register(fastifyStatic, { root: join(built, 'assets'), prefix: '/assets/', wildcard: false, immutable: true, maxAge: A_YEAR_MS, preCompressed: true, decorateReply: false });
  const mark = readFileSync(join(built, 'mark.svg'), 'utf8');
  fastify.get('/mark.svg', async (_, reply) => reply.header('cache-control', 'max-age=86400').type('image/svg+xml').send(mark));

  const page = (status: number) => async (_: FastifyRequest, reply: FastifyReply) =>
    reply.status(status).header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
  for (const screen of screens) fastify.get(screen.replaceAll('$', ':'), page(200));
  const notFound = page(404);
  fastify.get('/*', async (request, reply) => {
    if (!isForReaders(request)) {
      const problem = toProblem(new Failure('NOT_FOUND'), languageOf(request), request.id);
      return reply.status(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
    }
    return notFound(request, reply);
  });
}

const isForReaders = ({ url, headers }: FastifyRequest): boolean =>
  !/^\/(api|assets|socket\.io|health)\b/.test(url) && (headers.accept ?? '').includes('text/html');
