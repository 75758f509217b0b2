import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Failure } from '@kenniskamer/shared/failure';
import { phaseOf } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { NewInvitations } from './new-invitation.service.js';

/** A mail that did not arrive: the right address gets a new invitation, with another link, UID and reply address. */
@Injectable()
export class Corrections {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly states: SessionStates,
    private readonly invitations: NewInvitations,
  ) {}

  /**
   * Gives the new invitation's id. The old one ends, and so does its link; its calendar hears of that only if its mail was
   * accepted. The same address again is a second try.
   */
  async correct(viewer: Viewer, id: string, invitationId: string, email: string, now = new Date()): Promise<{ invitationId: string; personCorrected: boolean }> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      const { course } = await this.states.lock(tx, id);
      const phase = phaseOf(course, now);
      if (phase === 'CANCELLED') throw new Failure('SESSION_CANCELLED');
      if (phase !== 'PLANNED' && phase !== 'LIVE') throw new Failure('SESSION_ENDED');
      const old = await tx.invitation.findFirst({
        where: { id: invitationId, sessionId: id, removedAt: null, replacedAt: null },
        include: { person: true, replies: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1 } },
      });
      if (!old) throw new Failure('NOT_FOUND');
      const personCorrected = await this.correctPerson(tx, old.person, email);
      await tx.invitation.update({ where: { id: invitationId }, data: { replacedAt: now } });
      const person = { id: old.personId, email, language: old.language, level: old.level, group: old.tableGroup };
      const fresh = this.invitations.of(id, person, now);
      await tx.invitation.create({ data: { ...fresh, partstat: old.partstat, repliedAt: old.repliedAt } });
      // An answer that came by phone goes along.
      const given = old.replies[0];
      if (given) await tx.reply.create({ data: { ...given, id: randomUUID(), invitationId: fresh.id, changeId: null } });
      for (const one of [invitationId, fresh.id]) await this.outbox.add(tx, 'invitation.sync', { invitationId: one }, { key: one });
      for (const topic of ['invitees.changed', 'access.changed'] as const) await this.outbox.add(tx, topic, { sessionId: id }, { key: id });
      const changes = { personCorrected };
      await this.audit.add(tx, { actorId: viewer.id, act: 'invitation.corrected', thing: 'person', thingId: old.personId, sessionId: id, changes });
      return { invitationId: fresh.id, personCorrected };
    });
  }

  /**
   * Whether the person's own address followed. Not of somebody who may sign in: sign-in links go there, so whoever may
   * change it could become them. That is for an administrator; this invitation goes to the new address all the same.
   */
  private async correctPerson(tx: Transaction, person: { id: string; email: string | null; maySignIn: boolean }, email: string): Promise<boolean> {
    if (person.email === email) return true;
    const other = await tx.person.findUnique({ where: { email }, select: { name: true } });
    if (other) throw new Failure('ADDRESS_TAKEN', { issues: [{ path: ['email'], code: 'ADDRESS_TAKEN' }], values: { name: other.name } });
    if (person.maySignIn) return false;
    await tx.person.update({ where: { id: person.id }, data: { email } });
    return true;
  }
}
