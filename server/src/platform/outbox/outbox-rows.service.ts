import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

export interface OutboxRow {
  id: string;
  topic: string;
  payload: unknown;
  revision: number;
  attempts: number;
}
interface Outcome {
  row: OutboxRow;
  error: string | null;
  stored: () => void;
  failed: (error: unknown) => void;
}

/** A worker that dies leaves its rows locked this long, unless a new one starts before. */
const LOCK = "interval '1 minute'";

/** The outbox as a queue: claims due rows, keeps them while the work goes on, and writes how it ended, many at once. */
@Injectable()
export class OutboxRows {
  private waiting: Outcome[] = [];
  private writing = false;

  constructor(private readonly db: Database) {}

  /** Up to `limit` due rows of `topics`, or of all but those, the `first` topic before others. They are ours until they are ended or the lock runs out. */
  async claim(topics: readonly string[], among: 'these' | 'others', limit: number, first: string): Promise<OutboxRow[]> {
    return this.db.$queryRawUnsafe<OutboxRow[]>(
      `update "Outbox" set "lockedUntil" = now() + ${LOCK}, "attempts" = "attempts" + 1
       where "id" in (select "id" from "Outbox"
         where "doneAt" is null and "notBefore" <= now() and ("lockedUntil" is null or "lockedUntil" < now())
           and ("topic" = any($1)) = $2
         order by ("topic" = $4) desc, "notBefore" limit $3 for update skip locked)
       returning "id", "topic", "payload", "revision", "attempts"`,
      topics,
      among === 'these',
      limit,
      first,
    );
  }

  /** While the work on them goes on. */
  async keep(rows: OutboxRow[]): Promise<void> {
    await this.db.$executeRawUnsafe(
      `update "Outbox" set "lockedUntil" = now() + ${LOCK} where "doneAt" is null and "id" = any($1::uuid[])`,
      rows.map(({ id }) => id),
    );
  }

  /** There is one server, and it starts: whoever held rows is gone. */
  async free(): Promise<void> {
    await this.db.$executeRaw`update "Outbox" set "lockedUntil" = null where "doneAt" is null and "lockedUntil" is not null`;
  }

  async due(): Promise<number> {
    return this.db.outbox.count({ where: { doneAt: null, notBefore: { lte: new Date() } } });
  }

  /** What was done before `until`. Nothing looks at it again: mails and invitations have rows of their own. */
  async clean(until: Date): Promise<void> {
    await this.db.outbox.deleteMany({ where: { doneAt: { lt: until } } });
  }

  /** Done, or to be tried again after a while that doubles. Resolves when that is stored. */
  async end(row: OutboxRow, error: string | null): Promise<void> {
    await new Promise<void>((stored, failed) => {
      this.waiting.push({ row, error, stored, failed });
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const ended = JSON.stringify(batch.map(({ row, error }) => ({ id: row.id, revision: row.revision, error, wait: Math.min(2 ** row.attempts, 900) })));
      try {
        // Added again while we were at it: then it is not done, but due once more.
        await this.db.$executeRaw`
          update "Outbox" set "lockedUntil" = null, "error" = ended."error",
            "doneAt" = case when ended."error" is null and "Outbox"."revision" = ended."revision" then now() end,
            "notBefore" = case when ended."error" is null or "Outbox"."revision" <> ended."revision" then "Outbox"."notBefore"
              else greatest("Outbox"."notBefore", now() + ended."wait" * interval '1 second') end
          from jsonb_to_recordset(${ended}::jsonb) as ended("id" uuid, "revision" int, "error" text, "wait" int)
          where "Outbox"."id" = ended."id"`;
        batch.forEach(({ stored }) => stored());
      } catch (error) {
        batch.forEach(({ failed }) => failed(error));
      }
      // The next ones gather meanwhile; when it is quiet nobody waits.
      await new Promise((resume) => setTimeout(resume, 5));
    }
    this.writing = false;
  }
}
