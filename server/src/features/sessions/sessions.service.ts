import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Failure } from '@kenniskamer/shared/failure';
import { ZONE, type ChangedMeanwhile, type NewSession, type Session, type SessionField, type SessionPatch } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { SessionFaces } from './session-faces.service.js';
import { SessionStates, type Locked } from './session-states.service.js';
import { applied, differences, refuseLateEdit, type SessionState } from './sessions.rules.js';

/** What an edit did: who tells the invitees decides with it. */
export interface Edit {
  before: Locked;
  after: SessionState;
  fields: SessionField[];
}

const empty: SessionState = {
  title: '',
  goal: null,
  day: null,
  startClock: null,
  endClock: null,
  place: null,
  video: null,
  levels: [],
  confidentiality: 'OPEN',
  guestsWrite: true,
  questionIds: [],
  items: [],
};

/** Planning a session and reading it. What changes in one that was sent passes through `Changes` of the invitations. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly faces: SessionFaces,
    private readonly states: SessionStates,
  ) {}

  /** A new draft, with `viewer` as its organiser. */
  async plan(viewer: Viewer, input: NewSession, now = new Date()): Promise<Session> {
    if (!viewer.organiser) throw new Failure('NOT_ALLOWED');
    return this.db.$transaction(async (tx) => {
      const state = applied(empty, input, randomUUID);
      const { id } = await tx.session.create({ data: { title: state.title, zone: ZONE, createdAt: now, revision: 0 } });
      await tx.sessionOrganiser.create({ data: { sessionId: id, personId: viewer.id } });
      await this.states.write(tx, id, ZONE, { ...state, items: await this.ownItems(tx, id, state) }, ['questionIds', 'items'], now);
      await this.audit.add(tx, { actorId: viewer.id, act: 'session.planned', thing: 'session', thingId: id, sessionId: id });
      return this.read(viewer, id, tx);
    });
  }

  /** The session as `viewer` may see it; `NOT_FOUND` also for one that exists but is not for them. */
  async read(viewer: Viewer, id: string, tx: Transaction = this.db): Promise<Session> {
    const facts = await this.permissions.require(viewer, 'session.read', id, tx);
    const face = await this.faces.of(id, tx);
    const organises = this.permissions.can(viewer, 'session.organise', facts);
    const invitation = await tx.invitation.findFirst({
      where: { sessionId: id, personId: viewer.id, removedAt: null, replacedAt: null },
      select: { id: true, partstat: true, replies: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { at: true, remark: true } } },
    });
    return {
      ...face,
      video: organises || invitation ? face.video : null,
      invitation: invitation && {
        id: invitation.id,
        partstat: invitation.partstat,
        remark: invitation.replies[0]?.remark ?? null,
        repliedAt: invitation.partstat === 'NEEDS_ACTION' ? null : (invitation.replies[0]?.at ?? null),
      },
      planning: organises ? await this.planning(id, tx) : null,
    };
  }

  /**
   * Changes what `patch` names, within the caller's transaction. Refuses an organiser whose form is older than the
   * session (`CHANGED_MEANWHILE`), and what can no longer change.
   */
  async edit(tx: Transaction, viewer: Viewer, id: string, patch: SessionPatch, now: Date): Promise<Edit> {
    await this.permissions.require(viewer, 'session.organise', id, tx);
    const before = await this.states.lock(tx, id);
    if (patch.revision !== before.revision) throw await this.changedMeanwhile(tx, id, patch.revision, before.revision);
    const wished = applied(before.state, patch, randomUUID);
    const after = patch.items ? { ...wished, items: await this.ownItems(tx, id, wished) } : wished;
    return this.put(tx, viewer, id, before, after, now);
  }

  /** Makes the session what `after` says, told to screens and the audit trail. */
  async put(tx: Transaction, viewer: Viewer, id: string, before: Locked, after: SessionState, now: Date): Promise<Edit> {
    const fields = differences(before.state, after);
    refuseLateEdit(before.course, after, before.zone, fields, now);
    if (fields.length === 0) return { before, after, fields };
    await this.states.write(tx, id, before.zone, after, fields, now);
    const fromTo = Object.fromEntries(fields.map((field) => [field, { from: before.state[field], to: after[field] }]));
    const changes = { revision: before.revision + 1, fields: fromTo } as unknown as Prisma.InputJsonObject;
    await this.audit.add(tx, { actorId: viewer.id, act: 'session.changed', thing: 'session', thingId: id, sessionId: id, changes });
    await this.outbox.add(tx, 'session.changed', { sessionId: id }, { key: id });
    if (fields.includes('confidentiality')) await this.outbox.add(tx, 'access.changed', { sessionId: id }, { key: id });
    return { before, after, fields };
  }

  async deleteDraft(viewer: Viewer, id: string): Promise<void> {
    await this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      const { course } = await this.states.lock(tx, id);
      if (course.sentAt) throw new Failure('SESSION_SENT');
      // What is no longer tied to a session is read by every administrator.
      await tx.audit.updateMany({ where: { sessionId: id }, data: { changes: Prisma.DbNull } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'session.deleted', thing: 'session', thingId: id, sessionId: id });
      const { organisers } = await tx.session.delete({ where: { id }, select: { organisers: { select: { personId: true } } } });
      await this.outbox.add(tx, 'access.changed', { sessionId: id }, { key: id });
      await this.outbox.addMany(tx, 'lists.changed', organisers.map(({ personId }) => ({ payload: { personId }, key: personId })));
    });
  }

  private async planning(id: string, tx: Transaction) {
    const { day, ...row } = await tx.session.findUniqueOrThrow({
      where: { id },
      select: { revision: true, day: true, startClock: true, endClock: true, guestsWrite: true, createdAt: true, changedAt: true },
    });
    const invited = await tx.invitation.count({ where: { sessionId: id, removedAt: null, replacedAt: null } });
    return { ...row, day: day?.toISOString().slice(0, 10) ?? null, invited };
  }

  /** An item whose id is of another session becomes a new one: ids are the client's own choice. */
  private async ownItems(tx: Transaction, sessionId: string, { items }: SessionState) {
    const foreign = await tx.programmeItem.findMany({
      where: { id: { in: items.map(({ id }) => id) }, sessionId: { not: sessionId } },
      select: { id: true },
    });
    return items.map((item) => (foreign.some(({ id }) => id === item.id) ? { ...item, id: randomUUID() } : item));
  }

  private async changedMeanwhile(tx: Transaction, id: string, since: number, revision: number): Promise<Failure> {
    const rows = await tx.audit.findMany({
      where: { sessionId: id, act: 'session.changed', changes: { path: ['revision'], gt: since } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: 20,
      select: { at: true, actorId: true, changes: true },
    });
    const people = await tx.person.findMany({
      where: { id: { in: rows.flatMap(({ actorId }) => actorId ?? []) } },
      select: { id: true, name: true },
    });
    const changes = rows.map(({ at, actorId, changes: told }) => ({
      by: people.find((person) => person.id === actorId)?.name ?? null,
      at: at.toISOString(),
      fields: fieldsIn(told),
    }));
    return new Failure('CHANGED_MEANWHILE', { values: { revision, changes } satisfies Record<keyof ChangedMeanwhile, unknown> });
  }
}

function fieldsIn(changes: Prisma.JsonValue): string[] {
  const fields = typeof changes === 'object' && changes !== null && 'fields' in changes ? changes.fields : null;
  return typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
}
