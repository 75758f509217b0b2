import { Injectable } from '@nestjs/common';
import { dayOfDate } from '@kenniskamer/shared/day';
import { Failure } from '@kenniskamer/shared/failure';
import type { PersonExport } from '@kenniskamer/shared/person-export';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

const session = { select: { title: true, startsAt: true } } as const;
/** All that is kept about one person. Like the removal it knows every table where somebody may stand. */
@Injectable()
export class PersonExports {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly permissions: Permissions,
  ) {}

  async make(viewer: Viewer, id: string, now = new Date()): Promise<PersonExport> {
    requireAdministrator(viewer);
    // It passes through this administrator's hands: no more of a session than they may see, and nothing of confidential ones.
    const told: Prisma.SessionWhereInput = { AND: [{ confidentiality: { not: 'CONFIDENTIAL' } }, this.permissions.visible(viewer, 'session')] };
    return this.db.$transaction(
      async (tx) => {
        const row = await tx.person.findFirst({ where: { id, email: { not: null } }, select: columnsOf(told) });
        if (!row) throw new Failure('NOT_FOUND');
        const { unit, leftOn, holdings, grants, signIns, answers, organises, invitations, attendances, actions, points, ...person } = row;
        const mails = await tx.mail.findMany({
          where: { OR: [{ personId: id, invitationId: null }, { invitation: { personId: id, session: told } }] },
          orderBy: { at: 'asc' },
          select: { at: true, sentAt: true, kind: true, address: true, state: true },
        });
        const acts = await tx.audit.findMany({
          where: { actorId: id, OR: [{ sessionId: null }, { session: told }] },
          orderBy: { at: 'asc' },
          select: { at: true, act: true },
        });
        await this.audit.add(tx, { actorId: viewer.id, act: 'person.exported', thing: 'person', thingId: id });
        return {
          at: now,
          person: { ...person, unit: unit?.name ?? null, leftOn: leftOn && dayOfDate(leftOn) },
          positions: holdings.map(({ position, fromOn, untilOn }) => ({
            ...position,
            unit: position.unit.name,
            fromOn: fromOn && dayOfDate(fromOn),
            untilOn: untilOn && dayOfDate(untilOn),
          })),
          roles: grants.map(({ role, unit: of }) => ({ role, unit: of?.name ?? null })),
          signIns,
          mails,
          organised: organises.map((one) => one.session),
          invitations: invitations.map(({ createdAt, ...one }) => ({ ...one, at: createdAt })),
          attended: attendances.map((one) => one.session),
          actions: actions.map(({ outcome, dueOn, ...one }) => ({ ...one, text: outcome.text, dueOn: dueOn && dayOfDate(dueOn) })),
          points: points.map(({ createdAt, ...one }) => ({ ...one, at: createdAt })),
          judgements: answers,
          acts,
          otherSessions: await this.others(tx, id, told),
        };
      },
      { isolationLevel: 'RepeatableRead' },
    );
  }

  private others(tx: Transaction, personId: string, told: Prisma.SessionWhereInput): Promise<number> {
    const mine = { some: { personId } };
    return tx.session.count({
      where: { NOT: told, OR: [{ invitations: mine }, { organisers: mine }, { attendances: mine }, { actions: { some: { ownerId: personId } } }] },
    });
  }
}

/** What was said only once it is there for all to read; in Chatham House only its organisers know who was there. */
const columnsOf = (told: Prisma.SessionWhereInput) => ({
  id: true,
  name: true,
  email: true,
  language: true,
  organisation: true,
  maySignIn: true,
  leftOn: true,
  createdAt: true,
  unit: { select: { name: true } },
  holdings: { select: { fromOn: true, untilOn: true, position: { select: { title: true, level: true, unit: { select: { name: true } } } } } },
  grants: { select: { role: true, unit: { select: { name: true } } } },
  signIns: { orderBy: { at: 'asc' }, select: { at: true, endsAt: true, revokedAt: true } },
  answers: { orderBy: { at: 'asc' }, select: { at: true, state: true, reason: true } },
  organises: { where: { session: told }, select: { session } },
  invitations: {
    where: { session: told },
    orderBy: { createdAt: 'asc' },
    select: {
      session,
      address: true,
      createdAt: true,
      removedAt: true,
      replies: { orderBy: { at: 'asc' }, select: { at: true, partstat: true, remark: true } },
    },
  },
  attendances: { where: { session: { AND: [told, { confidentiality: 'OPEN' }] } }, select: { session } },
  actions: {
    where: { session: { AND: [told, { finalisation: { isNot: null } }] }, outcome: { removedAt: null, kind: 'ACTION' } },
    select: { session, state: true, dueOn: true, outcome: { select: { text: true } } },
  },
  points: { where: { session: { AND: [told, { finalisation: { isNot: null } }] }, removedAt: null }, orderBy: { createdAt: 'asc' }, select: { session, createdAt: true, text: true } },
}) as const satisfies Prisma.PersonSelect;
