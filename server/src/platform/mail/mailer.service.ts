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

/** How many rows go into the table in one statement. */
const AT_ONCE = 50;

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

  /**
   * Per letter what became of it, or the error because of which it must be tried again. Letters are taken some at a time,
   * as late as can be: the next ones are written and stored while the ones before are with the mail server.
   */
  async sendAll(letters: Iterable<Posting>): Promise<(Delivery | Error)[]> {
    const deliveries: Promise<Delivery | Error>[] = [];
    for (const some of chunksOf(letters, AT_ONCE)) {
      const rows = await this.register(some).catch((error: unknown) => asError(error));
      for (const letter of some) deliveries.push(this.deliver(letter, rows).catch(asError));
    }
    return Promise.all(deliveries);
  }

  /** Whether the row with this Message-ID is of the letter with that `messageId`. */
  isIdOf(stored: string, messageId: string): boolean {
    return stored === this.transport.idOf(messageId);
  }

  /** One statement for all: through the query builder this costs more than sending them. */
  private async register(letters: Posting[]): Promise<Map<string, MailRow>> {
    const rows = letters.map(({ kind, to, messageId, calendar, sends, invitationId, personId, aboutId }) => ({
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
    }));
    const data = JSON.stringify(rows);
    const made = await this.db.$queryRaw<MailRow[]>`
      insert into "Mail" ("id", "kind", "address", "messageId", "method", "sequence", "calendar", "sends", "invitationId", "personId", "aboutId")
      select gen_random_uuid(), * from jsonb_to_recordset(${data}::jsonb) as m("kind" text, "address" text, "messageId" text, "method" text,
        "sequence" int, "calendar" text, "sends" jsonb, "invitationId" uuid, "personId" uuid, "aboutId" uuid)
      on conflict ("messageId") do nothing
      returning "id", "messageId", "state", "error", "method", "calendar"`;
    const known = new Map(made.map((row) => [row.messageId, row]));
    const before = rows.flatMap(({ messageId }) => (known.has(messageId) ? [] : [messageId]));
    if (before.length > 0) {
      const found = await this.db.mail.findMany({ where: { messageId: { in: before } }, select: mailRow });
      for (const row of found) known.set(row.messageId, row);
    }
    return known;
  }

  private async deliver(letter: Letter, rows: Map<string, MailRow> | Error): Promise<Delivery | Error> {
    if (rows instanceof Error) return rows;
    const row = rows.get(this.transport.idOf(letter.messageId));
    if (!row) return new Error(`no mail row for ${letter.kind}`);
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
    const told = asError(error);
    if (surelyNotTaken(error)) await this.marks.write({ id, state: 'WAITING', error: told.message.slice(0, 300) });
    return told;
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function* chunksOf<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
