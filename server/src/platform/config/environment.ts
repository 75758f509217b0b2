import { isIP } from 'node:net';
import { Email } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
/** 64 characters may stand before an @ (RFC 5321 §4.5.3.1.1), of which `+TOKEN` takes at most 34. */
const LONGEST_REPLY_NAME = 30;

/** A setting, absent or right. `must` ends the sentence "NAME must be …". */
const setting = (must: string, isRight: (text: string) => boolean) => z.string().trim().refine(isRight, { error: must }).optional();

/** Every setting there is, as the environment may hold it. */
export const Environment = z.object({
  PORT: setting('a number from 0 to 65535', (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535),
  HOST: setting('an address or name of this machine, such as 127.0.0.1', (text) => isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text)),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: setting('an address such as postgresql://user:password@host:5432/database', isUrl('postgres:', 'postgresql:')),
  SMTP_URL: setting('an address such as smtp://user:password@host:587', isUrl('smtp:', 'smtps:')),
  MAIL_FROM: setting('a mail address, such as Kenniskamer <kenniskamer@example.nl>', (text) => addressIn(text) !== null),
  REPLY_ADDRESS: setting(
    `a mail address without a plus and with at most ${LONGEST_REPLY_NAME} characters before its @, such as antwoord@example.nl`,
    (text) => isAddress(text) && !text.includes('+') && text.indexOf('@') <= LONGEST_REPLY_NAME,
  ),
  PUBLIC_URL: setting('the address that people use, without a path, such as https://kenniskamer.example.nl', isOrigin),
  SECRET: setting('at least 32 characters that nobody can guess, such as openssl rand -hex 32 gives', (text) => text.length >= 32),
  TRUST_PROXY: setting('true, false, or the addresses of your proxies, such as 127.0.0.1,10.0.0.0/8', (text) => isSwitch(text) || text.split(',').every(isNetwork)),
  ADMIN_EMAIL: setting('a mail address', isAddress),
  DEMO: setting('1 or 0', isSwitch),
  LOG_LEVEL: setting(`one of ${LEVELS.join(', ')}`, (text) => LEVELS.includes(text)),
});
export type Environment = z.infer<typeof Environment>;

/** `1 true yes` and `0 false no`, in any case. */
export function isOn(text: string | undefined): boolean | undefined {
  if (text === undefined || !isSwitch(text)) return undefined;
  return /^(1|true|yes)$/i.test(text);
}

/** The bare address in `Name <address>` or `address`; null when there is none. */
export function addressIn(text: string): string | null {
  const address = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  return isAddress(address) ? address.toLowerCase() : null;
}

function isSwitch(text: string): boolean {
  return /^(1|0|true|false|yes|no)$/i.test(text);
}

function isAddress(text: string): boolean {
  return Email.safeParse(text).success;
}

function isUrl(...protocols: string[]): (text: string) => boolean {
  return (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname + new URL(text).search !== '';
}

function isOrigin(text: string): boolean {
  if (!isUrl('http:', 'https:')(text)) return false;
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search + hash + username === '';
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.trim().split('/');
  const version = isIP(address);
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text.trim())) return true;
  return version !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}
