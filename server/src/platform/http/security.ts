import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Failure } from '@kenniskamer/shared/failure';
import type { IncomingMessage } from 'node:http';
import type { Settings } from '../config/settings.js';

/**
 * Helmet without its defaults: those allow inline styles, upgrade plain http to https (a blank page on an address in
 * the house), and say `no-referrer`, which makes a plain form post `Origin: null`.
 */
export async function secure(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: settings.publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses what another site makes a browser do. Scripts that send no Origin and no fetch metadata are no browser. */
export function refuseOtherOrigins(method: string, headers: IncomingMessage['headers'], settings: Settings): void {
  if (SAFE.has(method)) return;
  if (headers.origin !== undefined) {
    if (!isOurs(headers.origin, headers.host, settings)) throw new Failure('WRONG_ORIGIN');
    return;
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Failure('WRONG_ORIGIN');
}

/** The same host as the request's own, or the address people know us by. */
export function isOurs(origin: string, host: string | undefined, settings: Settings): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host || url.origin === new URL(settings.publicUrl).origin;
}
