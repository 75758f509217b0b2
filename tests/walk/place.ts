import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { Client } from 'pg';
import { widths, type Browser } from '../support/browser.js';

/** A mail as its receiver has it. */
export interface Letter {
  subject: string;
  text: string;
  /** The .ics, where it has one. */
  calendar: string | null;
}

/** One running installation, from outside: its pages, its mails, and for what only time can do its database. */
export interface Place {
  browser: Browser;
  url: string;
  databaseUrl: string;
  /** Whether axe looks at the pages of the common steps: once, over the places of all walks together, is enough. */
  isSwept: boolean;
  /** What this address got, newest first. */
  letters(address: string): Promise<Letter[]>;
}

/** Waits until `look` gives something: for what happens by itself within seconds. */
export async function eventually<Found>(what: string, look: () => Promise<Found | null | undefined | false>): Promise<Found> {
  const until = Date.now() + 45_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`it did not happen: ${what}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

/** The newest mail to `address` whose subject says this, once it is there. */
export const letter = (place: Place, address: string, subject: RegExp): Promise<Letter> =>
  eventually(`a mail to ${address} about ${subject.source}`, async () => (await place.letters(address)).find((one) => subject.test(one.subject)));

/** The path behind the link of this kind in a mail: `/invitation/…`. */
export function linkIn({ text }: Letter, kind: 'invitation' | 'action' | 'sign-in'): string {
  const path = new RegExp(`https?://[^/\\s]+(/${kind}/[\\w-]+)`).exec(text)?.[1];
  if (!path) throw new Error(`no link to ${kind} in: ${text}`);
  return path;
}

export async function read(raw: Buffer | string): Promise<Letter> {
  const mail = await simpleParser(raw);
  const attached = mail.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
  return { subject: mail.subject ?? '', text: mail.text ?? '', calendar: attached ? attached.content.toString('utf8') : null };
}

/** Sound as it is, at a desk and on a phone: the whole of it, or the bar at the foot hides what one would scroll to. */
export async function isSoundAtDeskAndPhone({ browser }: Place, page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const before = page.viewportSize();
  for (const width of [widths.wide, widths.phone]) {
    await page.setViewportSize({ width, height: 900 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(900, height) });
    await browser.isSound(page);
  }
  if (before) await page.setViewportSize(before);
}

/** A page of the common steps. */
export async function sweep(place: Place, page: Page): Promise<void> {
  if (place.isSwept) await isSoundAtDeskAndPhone(place, page);
}

export async function query<Row extends Record<string, unknown>>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** As if the kenniskamer had begun so many minutes ago, and lasted so long: nobody waits for it here. */
export async function beganAgo({ databaseUrl }: Place, sessionId: string, { minutes, lasting }: { minutes: number; lasting: number }): Promise<void> {
  await query(
    databaseUrl,
    `update "Session" set "startsAt" = now() - $2 * interval '1 minute', "endsAt" = now() + ($3 - $2) * interval '1 minute' where id = $1`,
    [sessionId, minutes, lasting],
  );
}

/** The minute in which a change can be undone is over. */
export async function minutePasses({ databaseUrl }: Place): Promise<void> {
  await query(databaseUrl, `update "Outbox" set "notBefore" = now() where "doneAt" is null and "notBefore" > now()`);
}
