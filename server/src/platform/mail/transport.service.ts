import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PostOffice } from '../post/post-office.service.js';
import { domainOf, oneLine } from './mail.rules.js';
import type { Letter } from './letter.js';

/** How many connections to the mail server at once, and how many mails over each before it is renewed. */
export const POOL = { maxConnections: 5, maxMessages: 1000 };

/** The way to the mail server: SMTP_URL, or the built-in post office where there is none. */
@Injectable()
export class MailTransport implements OnModuleDestroy {
  private pool: Promise<ReturnType<typeof open>> | undefined;
  private readonly domain: string;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly post: PostOffice,
  ) {
    this.domain = domainOf(settings.replyAddress);
  }

  idOf(messageId: string): string {
    return `<${messageId}@${this.domain}>`;
  }

  /** Resolves when the mail server has accepted it, with the calendar part as it was first made. */
  async deliver(letter: Letter, calendar: { method: string; ics: string } | null): Promise<void> {
    const { from, to, replyTo, subject, text, html, messageId, language } = { from: this.settings.mailFrom, ...letter };
    this.pool ??= this.connect();
    await (await this.pool).sendMail({
      from,
      // Named apart, so that no name can bring a second receiver.
      to: { name: oneLine(to.name ?? ''), address: to.address },
      envelope: { from: addressIn(from), to: [to.address] },
      ...(replyTo ? { replyTo: { name: oneLine(replyTo.name ?? ''), address: replyTo.address } } : {}),
      subject: oneLine(subject),
      text,
      html: html.toString(),
      messageId: this.idOf(messageId),
      headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      ...(calendar ? { icalEvent: { method: calendar.method, content: calendar.ics, filename: 'kenniskamer.ics' } } : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async onModuleDestroy(): Promise<void> {
    (await this.pool)?.close();
  }

  private async connect(): Promise<ReturnType<typeof open>> {
    return open(this.settings.smtpUrl ?? (await this.post.url()));
  }
}

/** No retries inside the pool: the outbox counts them, and a mail that may have arrived is said again only by it. */
const open = (url: string) => createTransport({ url, pool: true, ...POOL, maxRequeues: 0 });

const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
