import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

export interface Mark {
  id: string;
  state: 'WAITING' | 'SENT' | 'REFUSED';
  error: string | null;
}

/** After a write others gather this long; the first one never waits. */
const GATHER_MS = 20;

/** Writes what became of mails, several in one statement: one by one would cost more than sending them. */
@Injectable()
export class MailMarks {
  private waiting: { mark: Mark; done: (error?: unknown) => void }[] = [];
  private flushing = false;

  constructor(private readonly db: Database) {}

  /** Resolves when it is stored. An accepted mail's invitation knows from then on what its calendar last got. */
  async write(mark: Mark): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ mark, done: (error) => (error === undefined ? resolve() : reject(error as Error)) });
      if (!this.flushing) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const marks = JSON.stringify(batch.map(({ mark }) => mark));
      try {
        await this.db.$executeRaw`
          with mark as (
            select * from jsonb_to_recordset(${marks}::jsonb) as m("id" uuid, "state" "MailState", "error" text)),
          marked as (
            update "Mail" set "state" = mark."state", "error" = mark."error",
              "sentAt" = case when mark."state" = 'SENT' then now() end
            from mark where "Mail"."id" = mark."id"
            returning "Mail"."state", "Mail"."invitationId", "Mail"."sends")
          update "Invitation" set "lastSent" = marked."sends"
          from marked where "Invitation"."id" = marked."invitationId" and marked."state" = 'SENT' and marked."sends" is not null`;
        batch.forEach(({ done }) => done());
      } catch (error) {
        batch.forEach(({ done }) => done(error));
      }
      await new Promise((resume) => setTimeout(resume, GATHER_MS));
    }
    this.flushing = false;
  }
}
