import { CannotStart } from './platform/config/cannot-start.js';
import { nameOf, readSettings } from './platform/config/read-settings.js';
import type { Settings } from './platform/config/settings.js';
import { startCluster } from './platform/database/cluster.js';
import { markMode, refuseOtherMode, refuseWithoutAdministrator } from './platform/database/installation.js';
import { migrate } from './platform/database/migrations.js';
import { claimDatabase } from './platform/database/one-server.js';
import { holdPort, refusedPort } from './platform/http/port.js';
import { Shutdown } from './shutdown.js';

const shutdown = new Shutdown();

async function start(): Promise<void> {
  const settings = await readSettings(process.env);
  const { host } = settings;
  const held = await holdPort(host, settings.port);
  const port = held.port;
  if (settings.port === 0) settings.publicUrl = settings.publicUrl.replace(/:0$/, `:${port}`);

  const databaseUrl = settings.databaseUrl ?? (await ownDatabase(settings));
  // The server's own code takes a second to read: only now, so that a refusal comes at once.
  const code = Promise.all([import('./app.js'), import('./load.js')]);
  await prepareDatabase(databaseUrl, settings);
  const [{ createApp }, { demoLines, load }] = await code;

  const app = await createApp({ settings, databaseUrl });
  shutdown.onEnd('server', () => app.close());
  await app.init();
  await load(app, settings);
  await held.release();
  await app.listen(port, host).catch((error: unknown) => {
    throw refusedPort(error, host, port);
  });
  const lines = settings.demo ? await demoLines(app) : [];
  console.log([`ready http://${nameOf(host)}:${port}`, ...lines].join('\n'));
}

/** The PostgreSQL that comes with us, in the data folder. */
async function ownDatabase(settings: Settings): Promise<string> {
  const cluster = await startCluster({ dataDir: settings.dataDir });
  shutdown.onEnd('database', () => cluster.stop());
  void cluster.lost.then((said) => shutdown.because(new CannotStart(`The built-in database stopped: ${said}`)));
  return cluster.url;
}

async function prepareDatabase(databaseUrl: string, settings: Settings): Promise<void> {
  const claim = await claimDatabase(databaseUrl); // before migrating: two servers at once must not
  shutdown.onEnd('claim', () => claim.release());
  void claim.lost.then((why) => shutdown.because(new CannotStart(why)));
  const mode = settings.demo ? 'DEMO' : 'REAL';
  await refuseOtherMode(databaseUrl, mode); // before anything in it is changed
  await migrate(databaseUrl);
  if (!settings.demo && !settings.adminEmail) await refuseWithoutAdministrator(databaseUrl);
  await markMode(databaseUrl, mode);
}

shutdown.listen();
start().catch((error: unknown) => shutdown.because(error));
