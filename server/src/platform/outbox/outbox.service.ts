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
    await tx.$executeRaw`
      insert into "Outbox" ("id", "topic", "key", "payload", "notBefore")
      values (gen_random_uuid(), ${topic}, ${key ?? null}, ${JSON.stringify(payload)}::jsonb, coalesce(${notBefore ?? null}::timestamptz, now()))
      on conflict ("topic", "key") where "doneAt" is null
      do update set "payload" = excluded."payload", "notBefore" = excluded."notBefore", "revision" = "Outbox"."revision" + 1,
        "attempts" = 0, "error" = null`;
  }
}
