import { inject, test as base } from 'vitest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../server/src/app.js';
import { AgendaSeed } from '../../server/src/features/agenda/seed.service.js';
import type { Settings } from '../../server/src/platform/config/settings.js';
import { Database } from '../../server/src/platform/database/database.service.js';
import type { Language, Level } from '../../server/src/platform/database/generated/enums.js';
import { OutboxWorker } from '../../server/src/platform/outbox/outbox.worker.js';
import { ask, databaseAt } from './cluster.setup.js';
import { Nobody, Resident } from './resident.js';
import { PostBox } from './post-box.js';

export interface PersonGiven {
  name?: string;
  email?: string;
  language?: Language;
  unitId?: string;
  /** Gives them a position at this level in their unit. */
  level?: Level;
}

/** The real server on a fresh copy of a migrated database, with a real mail server, and people who live in it. */
export class House {
  readonly post = new PostBox();
  app!: NestFastifyApplication;
  db!: Database;
  url!: string;
  settings!: Settings;
  databaseUrl!: string;
  private dataDir!: string;
  private readonly name = `house_${randomUUID().replaceAll('-', '')}`;
  private count = 0;

  async open(changes: Partial<Settings> = {}): Promise<void> {
    const cluster = inject('cluster');
    await ask(cluster, `create database ${this.name} template house_template strategy wal_log`);
    this.databaseUrl = databaseAt(cluster, this.name);
    this.dataDir = await mkdtemp(join(tmpdir(), 'kk-house-'));
    this.settings = {
      port: 0,
      host: '127.0.0.1',
      dataDir: this.dataDir,
      databaseUrl: this.databaseUrl,
      smtpUrl: await this.post.open(),
      mailFrom: 'Kenniskamer <kenniskamer@example.nl>',
      replyAddress: 'antwoord@example.nl',
      publicUrl: 'http://127.0.0.1',
      secret: randomBytes(32).toString('hex'),
      trustProxy: false,
      adminEmail: 'beheer@example.nl',
      demo: false,
      logLevel: 'error',
      ...changes,
    };
    await this.start();
  }

  /** Starts the server (again) on the same database; also after `stop`. */
  async start(): Promise<void> {
    this.app = await createApp({ settings: this.settings, databaseUrl: this.databaseUrl });
    await this.app.listen(this.settings.port, '127.0.0.1');
    const address = this.app.getHttpServer().address();
    if (typeof address !== 'object' || address === null) throw new Error('the house has no port');
    this.settings.port = address.port;
    this.url = `http://127.0.0.1:${address.port}`;
    this.settings.publicUrl = this.url;
    this.db = this.app.get(Database);
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.post.close();
    await ask(inject('cluster'), `drop database ${this.name} with (force)`);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** All that is due is done: mails are at the mail server, screens were told. */
  async settled(): Promise<void> {
    await this.app.get(OutboxWorker).settled();
  }

  /** What waits for its minute is due now, and can no longer be undone. */
  async minutePasses(): Promise<void> {
    await this.db.outbox.updateMany({ where: { doneAt: null }, data: { notBefore: new Date(Date.now() - 1) } });
    await this.db.$executeRaw`
      update "SessionChange" set "at" = "at" - interval '2 minutes', "undoUntil" = "undoUntil" - interval '2 minutes'
      where "undoUntil" > now()`;
    await this.settled();
  }

  /** The Strategische Kennisagenda as every installation has it, read from its own text. */
  async agenda(): Promise<void> {
    await this.app.get(AgendaSeed).load();
  }

  nobody(): Nobody {
    return new Nobody(this.url);
  }

  async unit(given: { name?: string; kind?: 'MINISTRY' | 'DG' | 'DIRECTORATE' | 'KNOWLEDGE_PARTNER'; parentId?: string } = {}) {
    const code = `U${++this.count}`;
    return this.db.unit.create({ data: { code, name: given.name ?? `Directie ${code}`, kind: given.kind ?? 'DIRECTORATE', parentId: given.parentId } });
  }

  async participant(given: PersonGiven = {}): Promise<Resident> {
    const number = ++this.count;
    const { level, ...rest } = given;
    const person = await this.db.person.create({
      data: { name: `Persoon ${number}`, email: `persoon${number}@example.nl`, ...rest },
    });
    if (level) {
      const unitId = person.unitId ?? (await this.unit()).id;
      const position = await this.db.position.create({ data: { unitId, title: `Functie ${number}`, level } });
      await this.db.holding.create({ data: { positionId: position.id, personId: person.id } });
    }
    return Resident.signIn(this.db, this.url, person);
  }

  /** The same person in another browser. */
  async signedInAgain(resident: Resident): Promise<Resident> {
    return Resident.signIn(this.db, this.url, await this.db.person.findUniqueOrThrow({ where: { id: resident.id } }));
  }

  async organiser(given: PersonGiven = {}): Promise<Resident> {
    const person = await this.participant(given);
    await this.db.roleGrant.create({ data: { personId: person.id, role: 'ORGANISER' } });
    return person;
  }

  async administrator(given: PersonGiven = {}): Promise<Resident> {
    const person = await this.participant(given);
    await this.db.roleGrant.create({ data: { personId: person.id, role: 'ADMINISTRATOR' } });
    return person;
  }

  /** A coordinator of `unitId` (a new one when not given). */
  async coordinator(given: PersonGiven = {}): Promise<Resident> {
    const unitId = given.unitId ?? (await this.unit()).id;
    const person = await this.participant({ ...given, unitId });
    await this.db.roleGrant.create({ data: { personId: person.id, role: 'COORDINATOR', unitId } });
    return person;
  }
}

/** Every test file gets a house of its own. */
export const test = base.extend('house', { scope: 'file' }, async ({}, { onCleanup }) => {
  const house = new House();
  await house.open();
  onCleanup(() => house.close());
  return house;
});
export { describe, expect } from 'vitest';
