import { Email, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';

/** The path on our own host that `text` asks for; `/` for anything else, so that no link of ours leads elsewhere. */
export function ownPath(text: string): string {
  const path = text.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
  return /^\/(?![/\\])/.test(path) && !path.startsWith('/sign-in') && path.length <= 500 ? path : '/';
}

export const AskSignInLink = z.object({
  email: Email,
  /** Where to go after signing in. */
  next: z.string().max(2000, { error: 'TOO_LONG' }).overwrite(ownPath).default('/'),
});
export type AskSignInLink = z.infer<typeof AskSignInLink>;

/** Answers the same for known and unknown addresses. */
export const askSignInLink = endpoint('POST', '/sign-in-links', AskSignInLink, Nothing);

/** Signs this browser out. */
export const endSignIn = endpoint('DELETE', '/sign-in', Nothing, Nothing);

/** Signs out on all devices. */
export const endSignIns = endpoint('DELETE', '/sign-ins', Nothing, Nothing);
