import { Injectable, type OnModuleInit } from '@nestjs/common';
import { toDo } from '@kenniskamer/shared/action';
import { clockOf, dayOf } from '@kenniskamer/shared/dates';
import { dateOfDay, daysAfter } from '@kenniskamer/shared/day';
import { Database } from '../../platform/database/database.service.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { isWorkingDay } from './actions.rules.js';

/** One digest per owner and working day, at 8.00 in Amsterdam. */
@Injectable()
export class Digests implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    // A server that was down at eight still sends today's; the rule below keeps yesterday's from coming now.
    this.jobs.every('actions.digest', '0 8 * * 1-5', () => this.begin());
  }

  /**
   * Puts down who gets one today. A row per person and day is what keeps it to one, however often this runs; what the mail
   * says is read when it is made.
   */
  async begin(now = new Date()): Promise<void> {
    const day = dayOf(now);
    if (!isWorkingDay(day) || clockOf(now) < '08:00') return;
    const owners = await this.db.action.findMany({
      where: { state: { in: [...toDo] }, ownerId: { not: null }, dueOn: { lte: dateOfDay(daysAfter(day, 3)) } },
      distinct: ['ownerId'],
      select: { ownerId: true },
    });
    await this.db.$transaction(async (tx) => {
      const fresh = await tx.digest.createManyAndReturn({
        data: owners.flatMap(({ ownerId }) => (ownerId ? [{ personId: ownerId, day: dateOfDay(day) }] : [])),
        skipDuplicates: true,
        select: { personId: true },
      });
      await this.outbox.addMany(tx, 'action.digest', fresh.map(({ personId }) => ({ payload: { personId, day }, key: `${personId}:${day}` })));
    });
  }
}
