import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import type { Settings } from './platform/config/settings.js';
import { Validation } from './platform/contract/validation.js';
import { asFailure, toProblem } from './platform/failures/as-failure.js';
import { languageOf } from './platform/failures/failure.filter.js';
import { Database } from './platform/database/database.service.js';
import { serveHealth } from './platform/health/health.js';
import { describe } from './platform/http/openapi.js';
import { LiveAdapter } from './platform/http/live-adapter.js';
import { servePages } from './platform/http/pages.js';
import { refuseOtherOrigins, secure } from './platform/http/security.js';
import { createLog, logRequests, nestLog } from './platform/log/log.js';
import { COOKIE, Viewers } from './platform/sign-in/viewers.service.js';

export interface AppOptions {
  settings: Settings;
  databaseUrl: string;
}

/** The whole server, not yet listening. */
export async function createApp({ settings, databaseUrl }: AppOptions): Promise<NestFastifyApplication> {
  const log = createLog(settings.logLevel);
  const adapter = new FastifyAdapter({
    trustProxy: settings.trustProxy,
    bodyLimit: 2_000_000,
    genReqId: () => randomUUID(),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }), // ours says less: no query, no tokens
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, databaseUrl), adapter, {
    logger: nestLog(log),
    abortOnError: false, // main says why, and stops what was started
    forceCloseConnections: true,
  });
  app.useGlobalPipes(new Validation());
  app.useWebSocketAdapter(new LiveAdapter(app, settings));
  await app.register(cookie);
  await secure(app, settings);

  const fastify = app.getHttpAdapter().getInstance();
  logRequests(fastify);
  serveHealth(fastify, app.get(Database), settings);
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
