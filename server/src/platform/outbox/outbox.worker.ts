import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Client } from 'pg';
import { Database } from '../database/database.service.js';
import { Jobs, keptSince } from '../jobs/jobs.service.js';
import { reasonOf } from '../log/redact.rules.js';
import type { Topic } from './messages.js';
import { TOPIC, type Handles } from './on-message.js';
import { OutboxRows, type OutboxRow } from './outbox-rows.service.js';

type Handler = (payload: unknown) => Promise<void> | void;
interface BatchHandler {
  size: number;
  handle: (payloads: unknown[]) => Promise<(Error | null)[]>;
}

/** How many rows are under way at once: few enough for 20 database connections. */
const AT_ONCE = 16;
/** What waits for nothing: who may no longer see something is sent out within a second, however many mails are under way. */
export const URGENT: Topic = 'access.changed';
/** Two batches of a topic at once: while one is with the mail server, the next is made. */
const BATCHES_AT_ONCE = 2;

/**
 * Does what stands in the outbox: claims due rows, calls the handlers of their topic, marks them done.
 * PostgreSQL tells it at each commit that there is work; a tick of a second finds what became due.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('outbox');
  private readonly handlers = new Map<string, Handler[]>();
  private readonly batches = new Map<string, BatchHandler>();
  private readonly busy = new Map<Promise<void>, OutboxRow[]>();
  private listener: Client | undefined;
  private tick: NodeJS.Timeout | undefined;
  private keeping: NodeJS.Timeout | undefined;
  private stopping = false;
  private claiming: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly db: Database,
    private readonly rows: OutboxRows,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    jobs: Jobs,
  ) {
    jobs.every('outbox-cleaning', '41 3 * * *', () => this.rows.clean(keptSince(new Date())));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.findHandlers();
    await this.rows.free();
    await this.listen();
    this.tick = setInterval(() => this.wake(), 1000);
    this.keeping = setInterval(() => this.keepBusy(), 20_000);
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.tick);
    clearInterval(this.keeping);
    await this.listener?.end();
    await this.claiming;
    await Promise.all(this.busy.keys());
  }

  /** Resolves when nothing that is due is left or under way. For the start's own load and for tests. */
  async settled(): Promise<void> {
    for (;;) {
      this.wake();
      await this.claiming;
      await Promise.all(this.busy.keys());
      if ((await this.rows.due()) === 0 && this.busy.size === 0) return;
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
        this.log.warn(`outbox could not be read`, error);
        return;
      }
    }
  }

  private async claim(): Promise<void> {
    const singles = [...this.busy.values()].filter(([row]) => row !== undefined && !this.batches.has(row.topic)).length;
    const [topics, among] = singles < AT_ONCE ? ([[...this.batches.keys()], 'others'] as const) : ([[URGENT], 'these'] as const);
    for (const row of await this.rows.claim(topics, among, Math.max(AT_ONCE - singles, 1), URGENT)) this.start([row], this.handle(row));
    for (const [topic, batch] of this.batches) {
      const under = [...this.busy.values()].filter(([row]) => row?.topic === topic).length;
      if (under >= BATCHES_AT_ONCE || this.stopping) continue;
      const rows = await this.rows.claim([topic], 'these', batch.size, URGENT);
      if (rows.length === 0) continue;
      this.start(rows, this.handleBatch(rows, batch));
      // There may be more of it: make the next one meanwhile.
      if (rows.length === batch.size) this.again = true;
    }
  }

  private start(rows: OutboxRow[], work: Promise<void>): void {
    const watched = work.finally(() => {
      this.busy.delete(watched);
      if (!this.stopping) this.wake();
    });
    this.busy.set(watched, rows);
  }

  private async handle(row: OutboxRow): Promise<void> {
    let failure: Error | null = null;
    for (const handler of this.handlers.get(row.topic) ?? []) {
      try {
        await handler(row.payload);
      } catch (error) {
        // The others do their part all the same; then all of them come again.
        failure ??= error instanceof Error ? error : new Error(String(error));
      }
    }
    await this.end(row, failure);
  }

  private async handleBatch(rows: OutboxRow[], { handle }: BatchHandler): Promise<void> {
    let failures: (Error | null)[];
    try {
      failures = await handle(rows.map(({ payload }) => payload));
    } catch (error) {
      failures = rows.map(() => (error instanceof Error ? error : new Error(String(error))));
    }
    await Promise.all(rows.map((row, index) => this.end(row, failures[index] ?? null)));
  }

  private async end(row: OutboxRow, failure: Error | null): Promise<void> {
    if (failure) this.log.error(`${row.topic} failed, attempt ${row.attempts}`, failure);
    await this.rows
      .end(row, failure && reasonOf(failure))
      .catch((error: unknown) => this.log.error(`outbox row could not be given back`, error));
  }

  private keepBusy(): void {
    const rows = [...this.busy.values()].flat();
    if (rows.length > 0) this.rows.keep(rows).catch((error: unknown) => this.log.warn(`outbox rows could not be kept`, error));
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
        const handles = Reflect.getMetadata(TOPIC, method) as Handles | undefined;
        if (!handles) continue;
        const { topic, batch } = handles;
        if (batch === undefined) this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), method.bind(it) as Handler]);
        else this.batches.set(topic, { size: batch, handle: method.bind(it) as BatchHandler['handle'] });
      }
    }
    const both = [...this.batches.keys()].filter((topic) => this.handlers.has(topic));
    if (both.length > 0) throw new Error(`${both.join(', ')} is handled one by one and in batches`);
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
