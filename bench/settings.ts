import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../server/dist/platform/database/migrations.js';
import type { Settings } from '../server/dist/platform/config/settings.js';

/** A server that is measured, as it runs for real. */
export const settings = (given: Pick<Settings, 'dataDir' | 'databaseUrl' | 'smtpUrl'>): Settings => ({
  port: 0,
  host: '127.0.0.1',
  mailFrom: 'Kenniskamer <kenniskamer@example.nl>',
  replyAddress: 'antwoord@example.nl',
  publicUrl: 'http://127.0.0.1',
  secret: randomBytes(32).toString('hex'),
  trustProxy: false,
  demo: false,
  logLevel: 'error',
  ...given,
});

/** A migrated database with an administrator: else the server would mail a first one. */
export async function makeDatabase(url: string): Promise<void> {
  await migrate(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`
    with made as (insert into "Person" ("id", "name", "email") values (gen_random_uuid(), 'Beheer', 'beheer@example.nl') returning "id")
    insert into "RoleGrant" ("id", "personId", "role") select gen_random_uuid(), "id", 'ADMINISTRATOR' from made`);
  await client.end();
}
