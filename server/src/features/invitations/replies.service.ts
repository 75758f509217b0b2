import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { refusesReply, type Answer, type ReplyInput, type ReplyRecord, type ReplyVia } from '@kenniskamer/shared/invitation';
import type { OwnInvitation } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { later } from './answers.service.js';
import { courseColumns, courseOf } from '../sessions/session-faces.service.js';

export interface GivenReply {
  partstat: Answer;
  remark?: string | null;
  via: Exclude<ReplyVia, 'MOVED'>;
  /** The organiser who enters it, or the invitee who is signed in; null by personal link. */
  byId: string | null;
}

/** The one place that every answer passes: from the personal page, the app, or by phone through an organiser. */
@Injectable()
export class Replies {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Stores an answer to a live invitation; the caller has made sure whose it is. The same answer twice is one row. */
  async reply(invitationId: string, given: GivenReply, now = new Date()): Promise<OwnInvitation> {
    return this.db.$transaction(async (tx) => {
      const invitation = await tx.invitation.findFirst({
        where: { id: invitationId, removedAt: null, replacedAt: null },
        select: { sessionId: true },
      });
      if (!invitation) throw new Failure('NOT_FOUND');
      // Answers go side by side, and take turns with whoever moves or cancels the session.
      await tx.$queryRaw`select 1 from "Session" where "id" = ${invitation.sessionId}::uuid for share`;
      await tx.$queryRaw`select 1 from "Invitation" where "id" = ${invitationId}::uuid for update`;
      return this.store(tx, invitationId, invitation.sessionId, given, now);
    });
  }

  /** Somebody signed in answers their own invitation. */
  async replyOwn(viewer: Viewer, sessionId: string, { partstat, remark }: ReplyInput, now = new Date()): Promise<OwnInvitation> {
    await this.permissions.require(viewer, 'session.read', sessionId);
    const invitation = await this.db.invitation.findFirst({
      where: { sessionId, personId: viewer.id, removedAt: null, replacedAt: null },
      select: { id: true },
    });
    if (!invitation) throw new Failure('NOT_ALLOWED');
    return this.reply(invitation.id, { partstat, remark, via: 'APP', byId: viewer.id }, now);
  }

  /** An answer that came by phone. */
  async enter(viewer: Viewer, sessionId: string, invitationId: string, { partstat, remark }: ReplyInput, now = new Date()): Promise<void> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    await this.require(sessionId, invitationId);
    await this.reply(invitationId, { partstat, remark, via: 'ORGANISER', byId: viewer.id }, now);
  }

  /** All answers to one invitation, newest first. */
  async history(viewer: Viewer, sessionId: string, invitationId: string): Promise<{ items: ReplyRecord[] }> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    await this.require(sessionId, invitationId);
    const rows = await this.db.reply.findMany({ where: { invitationId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 200 });
    const people = await this.db.person.findMany({
      where: { id: { in: rows.flatMap(({ byId, via }) => (via === 'ORGANISER' && byId ? [byId] : [])) } },
      select: { id: true, name: true },
    });
    return {
      items: rows.map(({ at, partstat, remark, via, byId, forStartsAt }) => ({
        at,
        partstat,
        remark,
        via,
        enteredBy: people.find(({ id }) => id === byId)?.name ?? null,
        startsAt: forStartsAt,
      })),
    };
  }

  private async require(sessionId: string, invitationId: string): Promise<void> {
    const own = await this.db.invitation.findFirst({ where: { id: invitationId, sessionId }, select: { id: true } });
    if (!own) throw new Failure('NOT_FOUND');
  }

  private async store(tx: Transaction, invitationId: string, sessionId: string, given: GivenReply, now: Date): Promise<OwnInvitation> {
    const session = await tx.session.findUniqueOrThrow({ where: { id: sessionId }, select: courseColumns });
    const refusal = refusesReply(courseOf(session), now);
    if (refusal) throw new Failure(refusal);
    const still = await tx.invitation.findFirst({ where: { id: invitationId, removedAt: null, replacedAt: null }, select: { personId: true } });
    if (!still) throw new Failure('NOT_FOUND');
    const { startsAt: forStartsAt, endsAt: forEndsAt } = session;
    const { partstat, via, byId } = given;
    const remark = given.remark || null;
    const last = await tx.reply.findFirst({ where: { invitationId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
    if (last && last.via === via && last.partstat === partstat && last.remark === remark && last.byId === byId) {
      return { id: invitationId, partstat, remark, repliedAt: last.at };
    }
    const at = later(now, last);
    await tx.reply.create({ data: { invitationId, at, partstat, remark, via, byId, forStartsAt, forEndsAt } });
    await tx.invitation.update({ where: { id: invitationId }, data: { partstat, repliedAt: at } });
    if (via === 'ORGANISER') {
      const changes = { partstat };
      await this.audit.add(tx, { actorId: byId, act: 'invitation.answered', thing: 'invitation', thingId: invitationId, sessionId, changes });
    }
    await this.outbox.add(tx, 'invitees.changed', { sessionId }, { key: sessionId });
    await this.outbox.add(tx, 'lists.changed', { personId: still.personId }, { key: still.personId });
    return { id: invitationId, partstat, remark, repliedAt: at };
  }
}
