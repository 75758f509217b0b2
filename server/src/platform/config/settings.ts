/** What the environment says, checked at the start (read-settings.ts). Inject it by `@Inject(SETTINGS)`. */
export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  /** Absent: the embedded PostgreSQL in the data folder. */
  databaseUrl?: string;
  /** Absent: the built-in post office (demo only). */
  smtpUrl?: string;
  mailFrom: string;
  /** `antwoord@…`; `+TOKEN` is added. */
  replyAddress: string;
  /** Without a slash at its end. */
  publicUrl: string;
  secret: string;
  trustProxy: boolean | string;
  adminEmail?: string;
  demo: boolean;
  logLevel: string;
}

export const SETTINGS = Symbol('settings');
