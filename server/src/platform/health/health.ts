import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';
import type { Database } from '../database/database.service.js';

/** Below this PostgreSQL soon refuses to write (SQLSTATE 53100), and with it everybody's notes. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;
const PATIENCE_MS = 2000;

/**
 * `/health/live`: this process answers. `/health/ready`: it can do its work, else 503. For load balancers and
 * monitoring, without signing in; says no more than yes or no.
 */
export function serveHealth(fastify: FastifyInstance, db: Database, settings: Settings): void {
  fastify.get('/health/live', async () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_, reply) => {
    const [database, disk] = await Promise.all([answers(db), hasRoom(settings.dataDir)]);
    void reply.status(database && disk ? 200 : 503).header('cache-control', 'no-store');
    return { status: database && disk ? 'ok' : 'unavailable', database: say(database), disk: say(disk) };
  });
}

function say(isWell: boolean): string {
  return isWell ? 'ok' : 'unavailable';
}

async function answers(db: Database): Promise<boolean> {
  const asked = db.$queryRaw`select 1`.then(() => true, () => false);
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  return Promise.race([asked, late]);
}

/** The disk of the data folder, where there is one: with a database elsewhere nothing need lie here. */
async function hasRoom(dataDir: string): Promise<boolean> {
  const disk = await statfs(dataDir).catch(() => null);
  return disk === null || disk.bavail * disk.bsize >= LEAST_FREE_BYTES;
}
