import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Client } from 'pg';
import { Database } from '../database/database.service.js';
import { TOPIC } from './on-message.js';

interface Claimed {
  id: string;
  topic: string;
  payload: unknown;
  revision: number;
  attempts: number;
}
type Handler = (payload: unknown) => Promise<void> | void;

/** How many rows are under way at once: enough to keep an SMTP pool busy, few enough for 20 database connections. */
const AT_ONCE = 16;
/** A worker that dies leaves its rows locked this long. */
const LOCK = '1 minute';

/**
 * Does what stands in the outbox: claims due rows, calls the handlers of their topic, marks them done.
 * PostgreSQL tells it at each commit that there is work; a tick of a second finds what became due.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('outbox');
  private readonly handlers = new Map<string, Handler[]>();
  private readonly busy = new Set<Promise<void>>();
  private listener: Client | undefined;
  private tick: NodeJS.Timeout | undefined;
  private stopping = false;
  private claiming: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly db: Database,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.findHandlers();
    await this.listen();
    this.tick = setInterval(() => this.wake(), 1000);
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.tick);
    await this.listener?.end();
    await this.claiming;
    await Promise.all(this.busy);
  }

  /** Resolves when nothing that is due is left or under way. For the start's own load and for tests. */
  async settled(): Promise<void> {
    for (;;) {
      await this.claim();
      await Promise.all(this.busy);
      const due = await this.db.outbox.count({ where: { doneAt: null, notBefore: { lte: new Date() } } });
      if (due === 0 && this.busy.size === 0) return;
      await new Promise((resume) => setTimeout(resume, 10));
    }
  }

  private wake(): void {
    this.again = true;
    this.claiming ??= this.claimAll().finally(() => (this.claiming = undefined));
  }

  private async claimAll(): Promise<void> {
    while (this.again && !this.stopping) {
      this.again = false;
      try {
        await this.claim();
      } catch (error) {
        // The database is away for a moment: the tick tries again.
        this.log.warn(`outbox could not be read: ${String(error)}`);
        return;
      }
    }
  }

  private async claim(): Promise<void> {
    const free = AT_ONCE - this.busy.size;
    if (free <= 0 || this.stopping) return;
    const rows = await this.db.$queryRawUnsafe<Claimed[]>(
      `update "Outbox" set "lockedUntil" = now() + interval '${LOCK}', "attempts" = "attempts" + 1
       where "id" in (select "id" from "Outbox"
         where "doneAt" is null and "notBefore" <= now() and ("lockedUntil" is null or "lockedUntil" < now())
         order by "notBefore" limit $1 for update skip locked)
       returning "id", "topic", "payload", "revision", "attempts"`,
      free,
    );
    for (const row of rows) {
      const work = this.handle(row).finally(() => {
        this.busy.delete(work);
        if (!this.stopping) this.wake();
      });
      this.busy.add(work);
    }
  }

  private async handle(row: Claimed): Promise<void> {
    try {
      for (const handler of this.handlers.get(row.topic) ?? []) await handler(row.payload);
      // Added again while we were at it: then it is not done, but due once more.
      await this.db.$executeRaw`
        update "Outbox" set "lockedUntil" = null, "error" = null,
          "doneAt" = case when "revision" = ${row.revision} then now() end
        where "id" = ${row.id}::uuid`;
    } catch (error) {
      this.log.error(`${row.topic} failed, attempt ${row.attempts}: ${error instanceof Error ? error.stack : String(error)}`);
      const wait = Math.min(2 ** row.attempts, 900);
      await this.db.$executeRaw`
        update "Outbox" set "lockedUntil" = null, "error" = ${String(error).slice(0, 500)},
          "notBefore" = greatest("notBefore", now() + ${wait} * interval '1 second')
        where "id" = ${row.id}::uuid`.catch((second: unknown) => this.log.error(`outbox row could not be given back: ${String(second)}`));
    }
  }

  private findHandlers(): void {
    for (const { instance } of this.discovery.getProviders()) {
      const it: unknown = instance;
      if (typeof it !== 'object' || it === null) continue;
      const prototype: object | null = Object.getPrototypeOf(it) as object | null;
      if (!prototype) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        if (typeof method !== 'function') continue;
        const topic: unknown = Reflect.getMetadata(TOPIC, method);
        if (typeof topic !== 'string') continue;
        this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), method.bind(it) as Handler]);
      }
    }
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.db.url });
    client.on('notification', () => this.wake());
    // The tick goes on without it; the next one to fail brings it back.
    client.on('error', () => {
      this.listener = undefined;
      if (!this.stopping) setTimeout(() => void this.listen().catch(() => this.log.warn('outbox listens by tick only')), 5000);
    });
    await client.connect();
    await client.query('listen outbox');
    this.listener = client;
  }
}
