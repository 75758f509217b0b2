import { dayOfDate } from '@kenniskamer/shared/day';
import type { PersonDetails, PersonRow } from '@kenniskamer/shared/person';
import type { Prisma } from '../../platform/database/generated/client.js';
import { heldOn, isHeldOn } from './holdings.rules.js';

/** What a list shows of a person. */
export const rowColumns = (day: Date) =>
  ({
    id: true,
    name: true,
    email: true,
    organisation: true,
    leftOn: true,
    unit: { select: { id: true, name: true } },
    holdings: { where: heldOn(day), select: { position: { select: { title: true, level: true } } }, orderBy: { id: 'asc' } },
    grants: { select: { role: true } },
  }) satisfies Prisma.PersonSelect;

export const asRow = ({ holdings, grants, leftOn, ...person }: Prisma.PersonGetPayload<{ select: ReturnType<typeof rowColumns> }>): PersonRow => ({
  ...person,
  leftOn: leftOn && dayOfDate(leftOn),
  positions: holdings.map(({ position }) => position),
  roles: (['ORGANISER', 'COORDINATOR', 'ADMINISTRATOR'] as const).filter((role) => grants.some((grant) => grant.role === role)),
});

/** All that an administrator sees of a person. */
export const detailColumns = (now: Date) =>
  ({
    id: true,
    name: true,
    email: true,
    organisation: true,
    language: true,
    maySignIn: true,
    leftOn: true,
    unit: { select: { id: true, name: true } },
    holdings: {
      select: { id: true, fromOn: true, untilOn: true, position: { select: { id: true, title: true, level: true, unit: { select: { id: true, name: true } } } } },
      orderBy: [{ fromOn: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    },
    grants: { select: { id: true, role: true, unit: { select: { id: true, name: true } } }, orderBy: { role: 'asc' } },
    signIns: { orderBy: { at: 'desc' }, take: 1, select: { at: true } },
    _count: { select: { signIns: { where: { revokedAt: null, endsAt: { gt: now } } } } },
  }) satisfies Prisma.PersonSelect;

export const asDetails = ({ holdings, signIns, leftOn, _count, ...person }: Prisma.PersonGetPayload<{ select: ReturnType<typeof detailColumns> }>, day: Date): PersonDetails => ({
  ...person,
  leftOn: leftOn && dayOfDate(leftOn),
  holdings: holdings.map((holding) => ({ ...holding, fromOn: holding.fromOn && dayOfDate(holding.fromOn), untilOn: holding.untilOn && dayOfDate(holding.untilOn), current: isHeldOn(holding, day) })),
  signIns: _count.signIns,
  lastSignInAt: signIns[0]?.at ?? null,
});
