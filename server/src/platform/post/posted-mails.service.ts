import { Injectable } from '@nestjs/common';
import { simpleParser, type ParsedMail } from 'mailparser';
import { PostOffice } from './post-office.service.js';

export interface PostedSummary {
  id: string;
  to: string;
  subject: string;
  at: string;
  /** Of its calendar part; null without one. */
  method: string | null;
}
export interface PostedMail extends PostedSummary {
  text: string;
  html: string | null;
  ics: string | null;
  headers: string[];
}

const whole = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

/** The kept mails, read. */
@Injectable()
export class PostedMails {
  private readonly summaries = new Map<string, PostedSummary>();

  constructor(private readonly post: PostOffice) {}

  /** Newest first. */
  async list(): Promise<PostedSummary[]> {
    const ids = await this.post.ids();
    for (const gone of this.summaries.keys()) if (!ids.includes(gone)) this.summaries.delete(gone);
    const items: PostedSummary[] = [];
    for (const id of ids) {
      const summary = this.summaries.get(id) ?? (await this.read(id));
      if (summary) items.push({ id, to: summary.to, subject: summary.subject, at: summary.at, method: summary.method });
    }
    return items;
  }

  async raw(id: string): Promise<Buffer | null> {
    return this.post.read(id);
  }

  async read(id: string): Promise<PostedMail | null> {
    const raw = await this.post.read(id);
    if (!raw) return null;
    const mail = await simpleParser(raw, whole);
    const calendar = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
    const summary: PostedSummary = {
      id,
      to: addressOf(mail),
      subject: mail.subject ?? '',
      at: (mail.date ?? new Date(0)).toISOString(),
      method: calendar ? methodOf(calendar.content.toString('utf8')) : null,
    };
    this.summaries.set(id, summary);
    return {
      ...summary,
      text: mail.text ?? '',
      html: mail.html || null,
      ics: calendar?.content.toString('utf8') ?? null,
      headers: mail.headerLines.map(({ line }) => line),
    };
  }
}

function addressOf({ to }: ParsedMail): string {
  const [first] = to === undefined ? [] : Array.isArray(to) ? to : [to];
  return first?.value[0]?.address ?? '';
}

const methodOf = (ics: string): string | null => /^METHOD:(\w+)/m.exec(ics)?.[1] ?? null;
