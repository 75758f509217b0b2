import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database/database.service.js';
import { Points } from '../notes/points.service.js';

/** What still says who was where and when in a Chatham House session goes at *definitief*, in its transaction. */
@Injectable()
export class Nameless {
  constructor(private readonly points: Points) {}

  async erase(tx: Transaction, sessionId: string): Promise<void> {
    // Both went at the ending; somebody may have come in at that very moment.
    await this.points.close(tx, sessionId);
    await tx.noteVisit.deleteMany({ where: { sessionId } });
    await tx.point.updateMany({ where: { sessionId, authorId: { not: null } }, data: { authorId: null } });
    // Who asked to sign in on the way to this note, and when.
    const way = `/sessions/${sessionId}/%`;
    await tx.$executeRaw`delete from "Outbox" where "topic" = 'signin.link' and "doneAt" is not null and "payload" ->> 'next' like ${way}`;
    await tx.$executeRaw`delete from "SignInLink" where "next" like ${way} and ("usedAt" is not null or "expiresAt" < now())`;
  }
}
