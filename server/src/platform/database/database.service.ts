import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client.js';

/** What a service works with inside `$transaction`: pass it on to everything that belongs to the act. */
export type Transaction = Prisma.TransactionClient;

/**
 * The one way to the database. `maxWait` is long because hundreds of people answer at once:
 * with Prisma's 2 s many of them would be told nothing useful.
 */
@Injectable()
export class Database extends PrismaClient implements OnModuleDestroy {
  constructor(readonly url: string) {
    super({
      adapter: new PrismaPg({ connectionString: url, max: 20 }),
      transactionOptions: { maxWait: 15_000, timeout: 30_000 },
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
