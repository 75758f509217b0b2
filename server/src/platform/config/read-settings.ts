import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from './cannot-start.js';
import { addressIn, Environment, isOn } from './environment.js';
import { keptSecret } from './kept-secret.js';
import type { Settings } from './settings.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * The settings that the environment gives, with what follows from them. Throws `CannotStart` with a sentence for each
 * that is wrong; never with a value, which may be a password.
 */
export async function readSettings(env: NodeJS.ProcessEnv): Promise<Settings> {
  const given = parse(env);
  const host = given.HOST ?? '127.0.0.1';
  const demo = isDemo(given, host);
  refuseHalf(given, demo);
  const port = Number(given.PORT ?? 3000);
  const publicUrl = given.PUBLIC_URL ? new URL(given.PUBLIC_URL).origin : `http://${nameOf(host)}:${port}`;
  const mailFrom = given.MAIL_FROM ?? `Kenniskamer <kenniskamer@${mailDomain(given, publicUrl, demo)}>`;
  const dataDir = resolve(given.DATA_DIR ?? `${ROOT}data`);
  return {
    port,
    host,
    dataDir,
    databaseUrl: given.DATABASE_URL,
    smtpUrl: given.SMTP_URL,
    mailFrom,
    replyAddress: given.REPLY_ADDRESS?.toLowerCase() ?? `antwoord@${addressIn(mailFrom)?.split('@')[1]}`,
    publicUrl,
    secret: given.SECRET ?? (await keptSecret(dataDir)),
    trustProxy: isOn(given.TRUST_PROXY) ?? given.TRUST_PROXY ?? false,
    adminEmail: given.ADMIN_EMAIL?.toLowerCase(),
    demo,
    logLevel: given.LOG_LEVEL ?? (demo ? 'warn' : 'info'),
  };
}

/** How people on this machine reach `host`: for the line that says where we are. */
export function nameOf(host: string): string {
  if (LOOPBACK.has(host) || ANY_ADDRESS.has(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function parse(env: NodeJS.ProcessEnv): Environment {
  // `SMTP_URL=` in a file of settings means: none.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = Environment.safeParse(set);
  if (read.success) return read.data;
  throw new CannotStart(read.error.issues.map(({ path, message }) => `${path.join('.')} must be ${message}.`).join('\n'));
}

/** A bare start is a demonstration; whoever names a database, a mail server or an address means it for real. */
function isDemo(given: Environment, host: string): boolean {
  const isOpen = !LOOPBACK.has(host);
  if (isOn(given.DEMO) && isOpen) {
    throw new CannotStart('A demonstration has invented people and open sign-in links, so it listens on this machine only: leave out HOST, or DEMO.');
  }
  return isOn(given.DEMO) ?? !(given.DATABASE_URL || given.SMTP_URL || isOpen);
}

function refuseHalf(given: Environment, demo: boolean): void {
  if (!demo && !given.SMTP_URL) {
    throw new CannotStart('Invitations need a mail server: set SMTP_URL. (Only a demonstration does without; this is none, because of DEMO, DATABASE_URL or HOST.)');
  }
  if (given.DATABASE_URL && !given.SECRET) {
    throw new CannotStart('Set SECRET beside DATABASE_URL: the links in mails are made with it, so it must stay the same wherever this runs.');
  }
}

function mailDomain(given: Environment, publicUrl: string, demo: boolean): string {
  if (demo) return 'example.nl';
  const domain = given.ADMIN_EMAIL?.toLowerCase().split('@')[1] ?? new URL(publicUrl).hostname;
  if (addressIn(`kenniskamer@${domain}`)) return domain;
  throw new CannotStart('Set MAIL_FROM: the address that mails come from, such as Kenniskamer <kenniskamer@example.nl>.');
}
