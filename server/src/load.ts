import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DemoSessions } from './demo/demo-sessions.service.js';
import { demoFaces } from './demo/demo-people.js';
import { demoPersonId, demoSignInLines, demoViewer, loadDemoPeople } from './demo/load-people.js';
import { AgendaSeed } from './features/agenda/seed.service.js';
import type { Settings } from './platform/config/settings.js';

/** What must stand before the door opens, in this order; each looks whether it is there already. */
export async function load(app: NestFastifyApplication, settings: Settings): Promise<void> {
  // Features add theirs: first the agenda, then, in a demonstration, its people and sessions.
  await app.get(AgendaSeed).load();
  if (!settings.demo) return;
  await loadDemoPeople(app);
  await app.get(DemoSessions).load(await demoViewer(app, demoFaces.organiser), [await demoPersonId(app, demoFaces.participant)]);
}

/** The lines under `ready …` in a demonstration: `organiser http://…` and so on, one link per role, valid while this server runs. */
export async function demoLines(app: NestFastifyApplication): Promise<string[]> {
  return demoSignInLines(app);
}
