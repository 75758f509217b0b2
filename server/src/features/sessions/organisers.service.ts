import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@kenniskamer/shared/audit';
import { Failure } from '@kenniskamer/shared/failure';
import type { Candidate, Session } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Candidates } from './candidates.service.js';
import { SessionStates } from './session-states.service.js';
import { Sessions } from './sessions.service.js';

/** Who organise a session together: each may do all of it, and one always stays. */
@Injectable()
export class Organisers {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly states: SessionStates,
    private readonly sessions: Sessions,
    private readonly candidates: Candidates,
  ) {}

  async add(viewer: Viewer, id: string, personId: string): Promise<Session> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      await this.states.lock(tx, id);
      const person = await tx.person.findFirst({ where: { AND: [{ id: personId }, mayOrganise] }, select: { id: true } });
      if (!person) throw Failure.at(['personId'], 'NOT_FOUND');
      const { _max } = await tx.sessionOrganiser.aggregate({ where: { sessionId: id }, _max: { place: true } });
      const row = { sessionId: id, personId, place: (_max.place ?? -1) + 1 };
      const { count } = await tx.sessionOrganiser.createMany({ data: row, skipDuplicates: true });
      if (count > 0) await this.tell(tx, viewer, id, personId, 'session.organiser.added');
      return this.sessions.read(viewer, id, tx);
    });
  }

  async remove(viewer: Viewer, id: string, personId: string): Promise<void> {
    await this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      await this.states.lock(tx, id);
      const organisers = await tx.sessionOrganiser.findMany({ where: { sessionId: id }, select: { personId: true } });
      if (!organisers.some((organiser) => organiser.personId === personId)) throw new Failure('NOT_FOUND');
      if (organisers.length === 1) throw new Failure('LAST_ORGANISER');
      await tx.sessionOrganiser.delete({ where: { sessionId_personId: { sessionId: id, personId } } });
      await this.tell(tx, viewer, id, personId, 'session.organiser.removed');
      await this.outbox.add(tx, 'lists.changed', { personId }, { key: personId });
    });
  }

  /** People with the role, who are not yet organisers of this session. */
  async search(viewer: Viewer, id: string, q: string, limit: number): Promise<{ items: Candidate[] }> {
    await this.permissions.require(viewer, 'session.organise', id);
    return { items: await this.candidates.find(q, limit, { AND: [mayOrganise, { organises: { none: { sessionId: id } } }] }) };
  }

  private async tell(tx: Parameters<Audit['add']>[0], viewer: Viewer, id: string, personId: string, act: AuditAct): Promise<void> {
    await this.audit.add(tx, { actorId: viewer.id, act, thing: 'person', thingId: personId, sessionId: id });
    await this.outbox.add(tx, 'session.changed', { sessionId: id }, { key: id });
    await this.outbox.add(tx, 'access.changed', { sessionId: id }, { key: id });
  }
}

const mayOrganise = { maySignIn: true, leftOn: null, email: { not: null }, grants: { some: { role: 'ORGANISER' as const } } };
