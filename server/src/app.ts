import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import type { Settings } from './platform/config/settings.js';
import { Validation } from './platform/contract/validation.js';
import { asFailure, toProblem } from './platform/failures/as-failure.js';
import { languageOf } from './platform/failures/failure.filter.js';
import { describe } from './platform/http/openapi.js';
import { LiveAdapter } from './platform/http/live-adapter.js';
import { servePages } from './platform/http/pages.js';
import { refuseOtherOrigins, secure } from './platform/http/security.js';
import { COOKIE, Viewers } from './platform/sign-in/viewers.service.js';

export interface AppOptions {
  settings: Settings;
  databaseUrl: string;
}

/** The whole server, not yet listening. */
export async function createApp({ settings, databaseUrl }: AppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: settings.trustProxy,
    bodyLimit: 2_000_000,
    genReqId: () => randomUUID(),
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, databaseUrl), adapter, {
    logger: ['error', 'warn'],
    forceCloseConnections: true,
  });
  app.useGlobalPipes(new Validation());
  app.useWebSocketAdapter(new LiveAdapter(app, settings));
  await app.register(cookie);
  await secure(app, settings);

  const fastify = app.getHttpAdapter().getInstance();
  const viewers = app.get(Viewers);
  fastify.decorateRequest('viewer', null);
  fastify.addHook('onRequest', async (request, reply) => {
    try {
      refuseOtherOrigins(request.method, request.headers, settings);
      request.viewer = await viewers.fromCookie(request.cookies[COOKIE]);
      if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    } catch (error) {
      const failure = asFailure(error);
      if (!failure) throw error;
      await reply
        .status(failure.status)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(toProblem(failure, languageOf(request), String(request.id))));
    }
  });

  const document = describe(app);
  fastify.get('/api/v1/openapi.json', async () => document);
  await servePages(app, settings);
  return app;
}
