import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.service.js';
import type { Messages, Topic } from './messages.js';

export interface When {
  /** Among the open rows of its topic a key stands once: adding it again moves the row. */
  key?: string;
  notBefore?: Date;
}

/** What must also happen elsewhere, as a row in the transaction that made it so. The worker does it after the commit. */
@Injectable()
export class Outbox {
  async add<T extends Topic>(tx: Transaction, topic: T, payload: Messages[T], { key, notBefore }: When = {}): Promise<void> {
    await this.addMany(tx, topic, [{ payload, key }], notBefore);
  }

  /**
   * Many at once, in one statement. What stands open under the same key gets the new moment and payload, and keeps what
   * only its old payload says. Sorted by key, so that two acts which add the same rows wait for each other in one order.
   */
  async addMany<T extends Topic>(
    tx: Transaction,
    topic: T,
    messages: { payload: Messages[T]; key?: string }[],
    notBefore?: Date,
  ): Promise<void> {
    if (messages.length === 0) return;
    const sorted = messages.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
    await tx.$executeRaw`
      insert into "Outbox" ("id", "topic", "key", "payload", "notBefore")
      select gen_random_uuid(), ${topic}, "key", "payload"::jsonb, coalesce(${notBefore ?? null}::timestamptz, now())
      from unnest(${sorted.map(({ key }) => key ?? null)}::text[], ${sorted.map(({ payload }) => JSON.stringify(payload))}::text[])
        as given("key", "payload")
      on conflict ("topic", "key") where "doneAt" is null
      do update set "payload" = "Outbox"."payload" || excluded."payload", "notBefore" = excluded."notBefore",
        "revision" = "Outbox"."revision" + 1, "attempts" = 0, "error" = null`;
  }
}
