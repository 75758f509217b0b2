import { randomBytes } from 'node:crypto';
import type { Settings } from '../server/dist/platform/config/settings.js';

/** A server that is measured, as it runs for real. */
export const settings = (given: Pick<Settings, 'dataDir' | 'databaseUrl' | 'smtpUrl'>): Settings => ({
  port: 0,
  host: '127.0.0.1',
  mailFrom: 'Kenniskamer <kenniskamer@example.nl>',
  replyAddress: 'antwoord@example.nl',
  publicUrl: 'http://127.0.0.1',
  secret: randomBytes(32).toString('hex'),
  adminEmail: 'beheer@example.nl',
  trustProxy: false,
  demo: false,
  logLevel: 'error',
  ...given,
});
