import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { SentChange } from '@kenniskamer/shared/invitation';
import { phaseOf, type Phase } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { SessionStates, type Locked } from '../sessions/session-states.service.js';
import { Answers } from './answers.service.js';
import { ChangeLog } from './change-log.service.js';
import type { Change } from './changes.rules.js';
import { NewInvitations } from './new-invitation.service.js';

interface Held {
  id: string;
  personId: string;
  removedAt: Date | null;
  generation: number;
  lastSent: Prisma.JsonValue;
}

/** Taking somebody out of a session that was sent, and asking them again. Access goes and comes at once; only the mail waits. */
@Injectable()
export class TakingOut {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly audit: Audit,
    private readonly states: SessionStates,
    private readonly answers: Answers,
    private readonly invitations: NewInvitations,
    private readonly log: ChangeLog,
  ) {}

  takeOut(viewer: Viewer, id: string, invitationId: string, now = new Date()): Promise<SentChange> {
    return this.act(viewer, id, invitationId, now, async (tx, { course }, { personId, removedAt }) => {
      if (removedAt) throw new Failure('CHANGED_MEANWHILE');
      await tx.invitation.update({ where: { id: invitationId }, data: { removedAt: now } });
      // Else the group they are in would ask them again.
      const { count } = await tx.audienceExclusion.createMany({ data: { sessionId: id, personId }, skipDuplicates: true });
      await this.audit.add(tx, { actorId: viewer.id, act: 'invitation.taken-out', thing: 'person', thingId: personId, sessionId: id });
      const told = isComing(phaseOf(course, now)) ? [invitationId] : [];
      return this.log.add(tx, id, viewer.id, { kind: 'TAKEN_OUT', invitationId, personId, excluded: count > 0 }, { invitationIds: told }, now);
    });
  }

  reinvite(viewer: Viewer, id: string, invitationId: string, now = new Date()): Promise<SentChange> {
    return this.act(viewer, id, invitationId, now, async (tx, { course }, { personId, removedAt, generation, lastSent }) => {
      if (!removedAt) throw new Failure('CHANGED_MEANWHILE');
      if (!isComing(phaseOf(course, now))) throw new Failure('SESSION_ENDED');
      const { count } = await tx.audienceExclusion.deleteMany({ where: { sessionId: id, personId } });
      const before = { kind: 'REINVITED' as const, invitationId, personId, excluded: count > 0, removedAt: removedAt.toISOString(), generation };
      const change = await this.log.add(tx, id, viewer.id, before, { invitationIds: [invitationId] }, now);
      await this.answers.askAgain(tx, { id: invitationId, generation, lastSent }, course, now, change.id);
      await this.audit.add(tx, { actorId: viewer.id, act: 'invitation.reinvited', thing: 'person', thingId: personId, sessionId: id });
      return change;
    });
  }

  async undo(tx: Transaction, sessionId: string, { id, before }: Change): Promise<void> {
    const { invitationId, personId, kind, excluded, removedAt, generation } = before;
    if (!invitationId || !personId) return;
    // A corrected address made another invitation of it, which cannot be taken back.
    const still = await tx.invitation.findFirst({ where: { id: invitationId, replacedAt: null }, select: { id: true } });
    if (!still) throw new Failure('UNDO_TOO_LATE');
    if (kind === 'TAKEN_OUT') {
      await tx.invitation.update({ where: { id: invitationId }, data: { removedAt: null } });
      if (excluded) await tx.audienceExclusion.deleteMany({ where: { sessionId, personId } });
      return;
    }
    const link = generation === undefined ? {} : this.invitations.renewed(invitationId, generation);
    await tx.invitation.update({ where: { id: invitationId }, data: { removedAt, ...link } });
    await this.answers.restore(tx, invitationId, id);
    if (excluded) await tx.audienceExclusion.createMany({ data: { sessionId, personId }, skipDuplicates: true });
  }

  private async act(
    viewer: Viewer,
    id: string,
    invitationId: string,
    now: Date,
    change: (tx: Transaction, session: Locked, invitation: Held) => Promise<Change>,
  ): Promise<SentChange> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      const session = await this.states.lock(tx, id);
      if (phaseOf(session.course, now) === 'CANCELLED') throw new Failure('SESSION_CANCELLED');
      const invitation = await tx.invitation.findFirst({
        where: { id: invitationId, sessionId: id, replacedAt: null },
        select: { id: true, personId: true, removedAt: true, generation: true, lastSent: true },
      });
      if (!invitation) throw new Failure('NOT_FOUND');
      const made = await change(tx, session, invitation);
      const told = (await this.log.open(id, now, tx)).find((one) => one.id === made.id);
      if (!told) throw new Failure('UNDO_TOO_LATE');
      return told;
    });
  }
}

const isComing = (phase: Phase) => phase === 'PLANNED' || phase === 'LIVE';
