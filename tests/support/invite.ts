import { randomUUID } from 'node:crypto';
import type { Level } from '../../server/src/platform/database/generated/enums.js';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import { hashOf } from '../../server/src/platform/sign-in/viewers.service.js';
import { Tokens } from '../../server/src/platform/tokens/tokens.service.js';
import type { House } from './house.js';

/** A sent session of `organiserId`, straight into the tables, for tests of what comes after sending. */
export async function aSentSession(
  house: House,
  organiserId: string,
  { startsInHours = 240, lasts = 1.5, ...given }: { startsInHours?: number; lasts?: number; title?: string; goal?: string; place?: string | null; levels?: Level[] } = {},
): Promise<{ id: string; startsAt: Date; endsAt: Date }> {
  const startsAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 + startsInHours * 3_600_000);
  const endsAt = new Date(startsAt.getTime() + lasts * 3_600_000);
  const { id } = await house.db.session.create({
    data: {
      title: 'Rijksregie door de ogen van burgers',
      goal: 'We kiezen twee proeven voor 2027.',
      place: 'De Werkplaats, zaal 2.14',
      levels: ['DIRECTOR'],
      ...given,
      startsAt,
      endsAt,
      organisers: { create: { personId: organiserId } },
      sendings: { create: { byId: organiserId, people: 1 } },
    },
  });
  return { id, startsAt, endsAt };
}

/** Asks somebody, as sending does: the row, and the message that brings their mailbox up to date. */
export async function anInvitation(
  house: House,
  sessionId: string,
  personId: string,
  given: { address?: string; level?: Level; language?: 'nl' | 'en'; notBefore?: Date } = {},
): Promise<{ id: string; token: string; address: string }> {
  const tokens = house.app.get(Tokens);
  const person = await house.db.person.findUniqueOrThrow({ where: { id: personId } });
  const id = randomUUID();
  const address = given.address ?? person.email ?? '';
  const token = tokens.link(id, 1);
  await house.db.$transaction(async (tx) => {
    await tx.invitation.create({
      data: {
        id,
        sessionId,
        personId,
        address,
        language: given.language ?? person.language,
        level: given.level,
        uid: `${id}@example.nl`,
        linkHash: hashOf(token),
        replyHash: hashOf(tokens.reply(id)),
      },
    });
    await house.app.get(Outbox).add(tx, 'invitation.sync', { invitationId: id }, { key: id, notBefore: given.notBefore });
  });
  return { id, token, address };
}

export const sync = (house: House, invitationId: string, tx: Parameters<Outbox['add']>[0] = house.db, details?: boolean): Promise<void> =>
  house.app.get(Outbox).add(tx, 'invitation.sync', { invitationId, ...(details ? { details } : {}) }, { key: invitationId });
