import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startCluster } from '../../server/src/platform/database/cluster.js';
import { migrate } from '../../server/src/platform/database/migrations.js';

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies (40 ms). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kk-tests-'));
  const cluster = await startCluster({ dataDir });
  // Its data need not outlive the machine: then no test waits for a disk.
  for (const setting of ['fsync', 'full_page_writes']) await ask(cluster.url, `alter system set ${setting} = off`);
  await ask(cluster.url, 'select pg_reload_conf()');
  await ask(cluster.url, 'create database house_template');
  await migrate(databaseAt(cluster.url, 'house_template'));
  // A template can only be copied while nobody is connected to it.
  await ask(cluster.url, 'alter database house_template with allow_connections false');
  await ask(cluster.url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'house_template'`);
  project.provide('cluster', cluster.url);
  return async () => {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

export async function ask(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
