import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { Client, type Pool } from 'pg';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * Prisma's adapter splits a script at every `;`, also inside `$$ … $$` and literals, and a failing one leaves half
 * its tables. Sent whole, PostgreSQL runs it as one transaction.
 */
export class EngineConnections extends PrismaPg {
  private readonly open: Adapter[] = [];

  constructor(private readonly url: string) {
    super(url);
  }

  override async connect(): Promise<Adapter> {
    const adapter = forEngine(await super.connect());
    this.open.push(adapter);
    return adapter;
  }

  async close(): Promise<void> {
    for (const adapter of this.open) await adapter.dispose();
  }

  /** A database of our own: Prisma drops its shadow database while it is still connected to it, which fails. */
  override async connectToShadowDb(): Promise<Adapter> {
    const name = `kenniskamer_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
    await onServer(this.url, `create database ${name}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    const shadow = forEngine(await new PrismaPg(url.href).connect());
    const leave = shadow.dispose.bind(shadow);
    let left = false;
    shadow.dispose = async () => {
      if (left) return; // by the engine, or by us at the end
      left = true;
      await leave();
      await onServer(this.url, `drop database ${name} with (force)`);
    };
    this.open.push(shadow);
    return shadow;
  }
}

/** Columns of the catalogue that the engine reads as a character. */
const CHARS = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

/**
 * The engine asks the catalogue for columns of the internal type "char", which the adapter cannot read, and knows
 * nothing of the NOT NULL constraints that PostgreSQL 18 lists among the checks.
 */
function withoutInternalChar(sql: string): string {
  return sql
    .replace('constr.contype AS', 'constr.contype::text AS')
    .replace("contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')")
    .replace('con.confdeltype,', 'con.confdeltype::text as confdeltype,')
    .replace('con.confupdtype,', 'con.confupdtype::text as confupdtype,');
}

function forEngine(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    const pool: Pool = adapter.underlyingDriver();
    const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('_prisma_migrations') is not null as there`);
    // Done in the same transaction as the script itself: the engine's own mark, which follows, could miss a kill.
    const mark = `\n;update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null`;
    await pool.query(rows[0]?.there ? script + mark : script);
  };
  const query = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (asked) => {
    const result = await query({ ...asked, sql: withoutInternalChar(asked.sql) });
    const columnTypes = result.columnTypes.map((type, at) => (CHARS.has(result.columnNames[at] ?? '') ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
  return adapter;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
