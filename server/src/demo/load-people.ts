import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DemoSignIn } from '../features/people/demo-sign-in.service.js';
import { FirstAdministrator } from '../features/people/first-administrator.service.js';
import { People } from '../features/people/people.service.js';
import { PeopleCsvImport } from '../features/people/people-csv.service.js';
import { Roles } from '../features/people/roles.service.js';
import { Units } from '../features/people/units.service.js';
import { Audit } from '../platform/audit/audit.service.js';
import { Database } from '../platform/database/database.service.js';
import type { Viewer } from '../platform/permissions/viewer.js';
import { Viewers } from '../platform/sign-in/viewers.service.js';
import { demoAddress, demoEnglish, demoFaces, demoPeople, demoRoles, demoUnits, type DemoPerson } from './demo-people.js';

const LOADED = 'people.loaded';

/**
 * The demonstration's people, through the same services as everybody's. Each step may run again, so a start that was cut
 * off is mended by the next; once all is there, what somebody changed since is left alone.
 */
export async function loadDemoPeople(app: NestFastifyApplication): Promise<void> {
  const db = app.get(Database);
  if ((await db.audit.count({ where: { act: LOADED } })) > 0) return;
  const administrator = await demoViewer(app, demoFaces.administrator, await app.get(FirstAdministrator).make(demoAddress(demoFaces.administrator), 'Bea Hoekzema'));
  const unitIds = await loadUnits(app, administrator);
  const rows = demoPeople.map(([key, name, unit, position, level]) => [name, demoAddress(key), unit, position, level].join(';'));
  const content = Buffer.from(['name;email;unit;position;level', ...rows].join('\n')).toString('base64');
  await app.get(PeopleCsvImport).import(administrator, { content });
  for (const [key, role, unit] of demoRoles) {
    await app.get(Roles).grant(administrator, await demoPersonId(app, key), { role, unitId: unit === null ? null : (unitIds.get(unit) ?? null) });
  }
  for (const key of demoEnglish) await app.get(People).change(administrator, await demoPersonId(app, key), { language: 'en' });
  await app.get(Audit).add(db, { actorId: null, act: LOADED, thing: 'people', changes: { people: demoPeople.length } });
}

export async function demoPersonId(app: NestFastifyApplication, key: DemoPerson): Promise<string> {
  return (await app.get(Database).person.findUniqueOrThrow({ where: { email: demoAddress(key) }, select: { id: true } })).id;
}

/** Somebody of the demonstration as they come to the services. */
export async function demoViewer(app: NestFastifyApplication, key: DemoPerson, id?: string): Promise<Viewer> {
  const viewer = await app.get(Viewers).of(id ?? (await demoPersonId(app, key)));
  if (!viewer) throw new Error(`the demonstration's ${key} may not sign in`);
  return viewer;
}

/** `organiser http://…` and so on. Who was removed or has left has no line. */
export function demoSignInLines(app: NestFastifyApplication): string[] {
  const links = app.get(DemoSignIn);
  return Object.entries(demoFaces).map(([role, key]) => `${role} ${links.linkFor(demoAddress(key))}`);
}

async function loadUnits(app: NestFastifyApplication, administrator: Viewer): Promise<Map<string, string>> {
  const units = app.get(Units);
  const ids = new Map((await units.list()).items.map(({ code, id }) => [code, id]));
  for (const [code, kind, above, name] of demoUnits) {
    if (ids.has(code)) continue;
    const { id } = await units.add(administrator, { code, kind, name, parentId: above === null ? null : (ids.get(above) ?? null) });
    ids.set(code, id);
  }
  return ids;
}
