import { Injectable } from '@nestjs/common';
import { dayOfDate } from '@kenniskamer/shared/day';
import { Failure } from '@kenniskamer/shared/failure';
import type { PersonExport } from '@kenniskamer/shared/person-export';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

const session = { select: { title: true, startsAt: true } } as const;
/** What an administrator may hand over: it passes through their hands. */
const told: Prisma.SessionWhereInput = { confidentiality: { not: 'CONFIDENTIAL' } };
/** In Chatham House only its organisers know who was there. */
const namesWhoWasThere: Prisma.SessionWhereInput = { confidentiality: 'OPEN' };
/** What was said, once it is there for all to read. */
const published: Prisma.SessionWhereInput = { AND: [told, { finalisation: { isNot: null } }] };

/** All that is kept about one person. Like the removal it knows every table where somebody may stand. */
@Injectable()
export class PersonExports {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async make(viewer: Viewer, id: string, now = new Date()): Promise<PersonExport> {
    requireAdministrator(viewer);
    return this.db.$transaction(
      async (tx) => {
        const row = await tx.person.findFirst({ where: { id, email: { not: null } }, select: columns });
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
          confidentialSessions: await this.confidential(tx, id),
        };
      },
      { isolationLevel: 'RepeatableRead' },
    );
  }

  private confidential(tx: Transaction, personId: string): Promise<number> {
    const mine = { some: { personId } };
    return tx.session.count({
      where: { confidentiality: 'CONFIDENTIAL', OR: [{ invitations: mine }, { organisers: mine }, { attendances: mine }, { actions: { some: { ownerId: personId } } }] },
    });
  }
}

const columns = {
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
  attendances: { where: { session: namesWhoWasThere }, select: { session } },
  actions: {
    where: { session: published, outcome: { removedAt: null, kind: 'ACTION' } },
    select: { session, state: true, dueOn: true, outcome: { select: { text: true } } },
  },
  points: { where: { session: published, removedAt: null }, orderBy: { createdAt: 'asc' }, select: { session, createdAt: true, text: true } },
} as const satisfies Prisma.PersonSelect;
