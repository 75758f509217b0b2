import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { SETTINGS, type Settings } from '../config/settings.js';
import { PostOffice } from '../post/post-office.service.js';
import { domainOf, oneLine } from './mail.rules.js';
import type { Letter, Mailbox } from './letter.js';
import { mimeOf } from './mime.js';

/** How many connections to the mail server at once, and how many mails over each before it is renewed. */
export const POOL = { maxConnections: 5, maxMessages: 1000 };

/** The way to the mail server: SMTP_URL, or the built-in post office where there is none. */
@Injectable()
export class MailTransport implements OnModuleDestroy {
  private pool: Promise<ReturnType<typeof open>> | undefined;
  private readonly domain: string;
  private readonly sender: string;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly post: PostOffice,
  ) {
    this.domain = domainOf(settings.replyAddress);
    this.sender = addressIn(settings.mailFrom);
  }

  idOf(messageId: string): string {
    return `<${messageId}@${this.domain}>`;
  }

  /** Resolves when the mail server has accepted it, with the calendar part as it was first made. */
  async deliver(letter: Letter, calendar: { method: string; ics: string } | null): Promise<void> {
    const { to, replyTo, subject, text, html, messageId, language } = letter;
    const raw = mimeOf({
      headers: {
        From: this.settings.mailFrom,
        // Named apart, so that no name can bring a second receiver.
        To: mailbox(to),
        ...(replyTo ? { 'Reply-To': mailbox(replyTo) } : {}),
        Subject: oneLine(subject),
        'Message-ID': this.idOf(messageId),
        'Content-Language': language,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
      },
      text,
      html: html.toString(),
      calendar,
    });
    this.pool ??= this.connect();
    await (await this.pool).sendMail({ raw, messageId: this.idOf(messageId), envelope: { from: this.sender, to: [to.address] } });
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

const mailbox = ({ name, address }: Mailbox) => ({ name: oneLine(name ?? ''), address });

const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
