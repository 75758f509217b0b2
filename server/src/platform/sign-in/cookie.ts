import type { FastifyReply } from 'fastify';
import type { Settings } from '../config/settings.js';
import { COOKIE } from './viewers.service.js';

/** A sign-in that a browser may keep: the token itself, which is nowhere else. */
export interface Opened {
  token: string;
  endsAt: Date;
}

export function giveCookie(reply: FastifyReply, { token, endsAt }: Opened, settings: Settings): void {
  void reply.setCookie(COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
    expires: endsAt,
  });
}

export function takeCookie(reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, { path: '/' });
}
