import type { Prisma } from '../database/generated/client.js';
import type { SessionFacts } from './permissions.rules.js';

const mine = (personId?: string) => (personId === undefined ? {} : { personId });

/** The columns that the facts come from. With `personId` only as far as that person is concerned: enough for any rule about them. */
export const factsColumns = (personId?: string) =>
  ({
    id: true,
    confidentiality: true,
    guestsWrite: true,
    startsAt: true,
    organisers: { where: mine(personId), select: { personId: true } },
    invitations: { where: { removedAt: null, replacedAt: null, ...mine(personId) }, select: { personId: true } },
    attendances: { where: mine(personId), select: { personId: true } },
    cancellation: { select: { at: true } },
    ending: { select: { at: true } },
    finalisation: { select: { at: true } },
  }) satisfies Prisma.SessionSelect;

type Row = Prisma.SessionGetPayload<{ select: ReturnType<typeof factsColumns> }>;

export function toFacts(row: Row): SessionFacts {
  const ids = (rows: { personId: string }[]) => rows.map(({ personId }) => personId);
  return {
    id: row.id,
    confidentiality: row.confidentiality,
    guestsWrite: row.guestsWrite,
    startsAt: row.startsAt,
    organiserIds: ids(row.organisers),
    invitedIds: ids(row.invitations),
    attendedIds: ids(row.attendances),
    cancelled: row.cancellation !== null,
    ended: row.ending !== null,
    final: row.finalisation !== null,
  };
}
