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

/** By which a device that opened a personal link is known at the code on the wall of that session, and nowhere else. */
export const LINK_COOKIE = 'kenniskamer-link';
const LINK_DAYS = 90;

export function giveLinkCookie(reply: FastifyReply, link: string, doorCode: string, settings: Settings): void {
  void reply.setCookie(LINK_COOKIE, link, {
    path: `/d/${doorCode}`,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
    maxAge: LINK_DAYS * 86_400,
  });
}
