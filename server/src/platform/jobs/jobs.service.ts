import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AMSTERDAM } from '@kenniskamer/shared/dates';
import { PgBoss } from 'pg-boss';
import { Database } from '../database/database.service.js';

/** pg-boss keeps its tables in a schema of its own, which it makes and migrates by itself. */
export const openBoss = (url: string): PgBoss => new PgBoss({ connectionString: url, schema: 'pgboss', max: 2, application_name: 'kenniskamer jobs' });

/** Days that what is over is kept, so that it can still be seen what went wrong. */
const KEPT_DAYS = 30;
export const keptSince = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * 86_400_000);

interface Regular {
  name: string;
  cron: string;
  run: () => Promise<void>;
}

/** What happens by the clock: once per moment, however many servers there are, and once more after it failed. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly regular: Regular[] = [];
  private boss: PgBoss | undefined;

  constructor(private readonly db: Database) {}

  /** At `cron` by the clock of Amsterdam. What was missed while no server ran is made up for once, at the next start. */
  every(name: string, cron: string, run: () => Promise<void>): void {
    this.regular.push({ name, cron, run });
  }

  async onApplicationBootstrap(): Promise<void> {
    const boss = openBoss(this.db.url);
    // Its own queries failing, as while the database is away for a moment: it goes on by itself.
    boss.on('error', (error) => this.log.warn(`jobs: ${error.message}`));
    await boss.start();
    this.boss = boss;
    for (const { name, cron, run } of this.regular) {
      await boss.createQueue(name, { policy: 'singleton', retryLimit: 5, retryDelay: 60, retryBackoff: true });
      await boss.schedule(name, cron, undefined, { tz: AMSTERDAM, missed: 'once' });
      await boss.work(name, { pollingIntervalSeconds: 30 }, run);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss?.stop({ graceful: true, timeout: 10_000 });
  }
}
