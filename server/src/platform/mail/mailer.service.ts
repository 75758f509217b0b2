import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';
import type { Letter } from './letter.js';
import { MailMarks } from './mail-marks.service.js';
import { refusalOf, surelyNotTaken } from './mail.rules.js';
import { MailTransport } from './transport.service.js';

export interface Delivery {
  state: 'SENT' | 'REFUSED';
  /** What the mail server said when it refused. */
  reason: string | null;
}
const mailRow = { id: true, messageId: true, state: true, error: true, method: true, calendar: true } satisfies Prisma.MailSelect;
type MailRow = Prisma.MailGetPayload<{ select: typeof mailRow }>;

/** A letter, and what the invitation's `lastSent` becomes when it is accepted. */
export type Posting = Letter & { sends?: Prisma.InputJsonObject };

/**
 * Sends mail: first the row, then SMTP, then the row says so. A crash in between sends it once more, with the same
 * Message-ID and the same calendar part. What the mail server refuses for good is a state, not an error.
 */
@Injectable()
export class Mailer {
  constructor(
    private readonly db: Database,
    private readonly transport: MailTransport,
    private readonly marks: MailMarks,
  ) {}

  /** Throws when it makes sense to try again: let the outbox do that. */
  async send(letter: Letter): Promise<Delivery> {
    const [result] = await this.sendAll([letter]);
    if (result instanceof Error || result === undefined) throw result ?? new Error('nothing was sent');
    return result;
  }

  /** Per letter what became of it, or the error because of which it must be tried again. */
  async sendAll(letters: Posting[]): Promise<(Delivery | Error)[]> {
    if (letters.length === 0) return [];
    const rows = await this.register(letters);
    return Promise.all(
      letters.map(async (letter) => {
        const row = rows.get(this.transport.idOf(letter.messageId));
        return row ? this.deliver(letter, row) : new Error(`no mail row for ${letter.kind}`);
      }),
    );
  }

  /** Whether the row with this Message-ID is of the letter with that `messageId`. */
  isIdOf(stored: string, messageId: string): boolean {
    return stored === this.transport.idOf(messageId);
  }

  private async register(letters: Posting[]) {
    await this.db.mail.createMany({
      data: letters.map(({ kind, to, messageId, calendar, sends, invitationId, personId, aboutId }) => ({
        kind,
        address: to.address,
        messageId: this.transport.idOf(messageId),
        method: calendar?.method,
        sequence: calendar?.sequence,
        calendar: calendar?.ics,
        sends,
        invitationId,
        personId,
        aboutId,
      })),
      skipDuplicates: true,
    });
    const rows = await this.db.mail.findMany({
      where: { messageId: { in: letters.map(({ messageId }) => this.transport.idOf(messageId)) } },
      select: mailRow,
    });
    return new Map(rows.map((row) => [row.messageId, row]));
  }

  private async deliver(letter: Letter, row: MailRow): Promise<Delivery | Error> {
    const { id } = row;
    if (row.state === 'SENT' || row.state === 'REFUSED') return { state: row.state, reason: row.error };
    try {
      await this.transport.deliver(letter, row.calendar && row.method ? { method: row.method, ics: row.calendar } : null);
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === null) return this.later(id, error);
      await this.marks.write({ id, state: 'REFUSED', error: reason });
      return { state: 'REFUSED', reason };
    }
    await this.marks.write({ id, state: 'SENT', error: null });
    return { state: 'SENT', reason: null };
  }

  /** An error in the row says that the mail server surely did not take it; without one it may have. */
  private async later(id: string, error: unknown): Promise<Error> {
    const told = error instanceof Error ? error : new Error(String(error));
    if (surelyNotTaken(error)) await this.marks.write({ id, state: 'WAITING', error: told.message.slice(0, 300) });
    return told;
  }
}
