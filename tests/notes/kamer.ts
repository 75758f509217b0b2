import { randomBytes, randomUUID } from 'node:crypto';
import type { Confidentiality } from '@kenniskamer/shared/level';
import { hashOf } from '../../server/src/platform/sign-in/viewers.service.js';
import type { House } from '../support/house.js';
import type { Resident } from '../support/resident.js';
import { ServerProcess } from '../support/server-process.js';
import { Writer } from './writer.js';

interface Given {
  organiser: Resident;
  confidentiality?: Confidentiality;
  startsInHours?: number;
  items?: string[];
  guestsWrite?: boolean;
}

/** A session as its tables hold it, to write its note in. */
export async function aKamer(house: House, { organiser, confidentiality, startsInHours = -1, items = [], guestsWrite }: Given) {
  const startsAt = new Date(Date.now() + startsInHours * 3_600_000);
  return house.db.session.create({
    data: {
      title: 'Rijksregie door de ogen van burgers',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 5_400_000),
      confidentiality,
      guestsWrite,
      organisers: { create: { personId: organiser.id } },
      items: { create: items.map((title, place) => ({ title, place })) },
      sendings: { create: { byId: organiser.id, people: 1 } },
    },
    include: { items: { orderBy: { place: 'asc' } } },
  });
}

/** Invites somebody; gives the personal link. */
export async function invited(house: House, sessionId: string, person: Resident): Promise<string> {
  const link = randomBytes(24).toString('base64url');
  await house.db.invitation.create({
    data: {
      sessionId,
      personId: person.id,
      address: person.email,
      language: 'nl',
      uid: randomUUID(),
      linkHash: hashOf(link),
      replyHash: randomUUID(),
    },
  });
  return link;
}

export async function writerOf(person: Resident, sessionId: string): Promise<Writer> {
  const writer = new Writer(await person.connect(), sessionId);
  await writer.open();
  return writer;
}

export async function guestWriter(house: House, link: string, sessionId: string): Promise<Writer> {
  const writer = new Writer(await house.nobody().connect({ link }), sessionId);
  await writer.open();
  return writer;
}

/** The house's server as a process of its own, which can be killed or hang. The house must have stopped. */
export async function serverApart(house: House): Promise<ServerProcess> {
  const { databaseUrl, smtpUrl, secret, adminEmail, dataDir, port, publicUrl } = house.settings;
  const server = ServerProcess.bare({
    DATABASE_URL: databaseUrl ?? '',
    SMTP_URL: smtpUrl ?? '',
    SECRET: secret,
    ADMIN_EMAIL: adminEmail ?? '',
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'error',
  });
  await server.ready();
  return server;
}

/** Waits until `look` gives something; for what happens by itself within seconds. */
export async function eventually<Found>(look: () => Promise<Found | null | undefined | false> | Found | null | undefined | false): Promise<Found> {
  const until = Date.now() + 25_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`it did not happen: ${look.toString()}`);
    await new Promise((resume) => setTimeout(resume, 30));
  }
}
