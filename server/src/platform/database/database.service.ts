import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient, type Prisma } from './generated/client.js';
import { StatementNames } from './statement-names.rules.js';

/** What a service works with inside `$transaction`: pass it on to everything that belongs to the act. */
export type Transaction = Prisma.TransactionClient;

/**
 * Prisma's joins start at the table that is asked for and follow unique keys. Looking for a better order among ten of
 * them costs PostgreSQL more than the lists themselves; among six it is needed, else what a list is *of* (a question's
 * outcomes) is looked at last, after all that may be seen.
 */
const PLANNING = '-c join_collapse_limit=6';

/**
 * The one way to the database. `maxWait` is long because hundreds of people answer at once:
 * with Prisma's 2 s many of them would be told nothing useful.
 */
@Injectable()
export class Database extends PrismaClient implements OnModuleDestroy {
  /** Under Prisma; asked directly only where a statement is so frequent that Prisma's own work would outweigh it. */
  readonly pool: Pool;

  constructor(readonly url: string) {
    const pool = new Pool({ connectionString: url, max: 20, options: PLANNING });
    const names = new StatementNames();
    super({
      adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: ({ sql }) => names.of(sql) }),
      transactionOptions: { maxWait: 15_000, timeout: 30_000 },
    });
    this.pool = pool;
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
