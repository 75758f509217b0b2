import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@kenniskamer/shared/audit';
import { toDo } from '@kenniskamer/shared/action';
import { Failure } from '@kenniskamer/shared/failure';
import type { Attended, Ending } from '@kenniskamer/shared/report';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { ActionChanges } from '../actions/action-changes.service.js';
import { Notes } from '../notes/notes.service.js';
import { Points } from '../notes/points.service.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { refusesEnding } from './reports.rules.js';

/** Saying that a session is over and who was there. Only its organisers see and do this. */
@Injectable()
export class Endings {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly states: SessionStates,
    private readonly notes: Notes,
    private readonly points: Points,
    private readonly changes: ActionChanges,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  async read(viewer: Viewer, sessionId: string, tx: Transaction = this.db): Promise<Ending> {
    await this.permissions.require(viewer, 'session.organise', sessionId, tx);
    const { ending, finalisation } = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { ending: { select: { at: true } }, finalisation: { select: { at: true, version: true } } },
    });
    const ticked = ending
      ? await tx.attendance.findMany({ where: { sessionId }, select: { personId: true } })
      : await tx.noteVisit.findMany({ where: { sessionId }, select: { personId: true } });
    const attended = new Set(ticked.map(({ personId }) => personId));
    const people = await this.people(sessionId, tx);
    return {
      endedAt: ending?.at ?? null,
      finalAt: finalisation?.at ?? null,
      version: finalisation?.version ?? null,
      people: people.map((person) => ({ ...person, attended: attended.has(person.id) })),
      actions: await this.actions(sessionId, tx),
    };
  }

  async end(viewer: Viewer, sessionId: string, { attendedIds }: Attended, now = new Date()): Promise<Ending> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    await this.notes.readOutcomes(sessionId); // what was typed a second ago is an action too
    return this.db.$transaction(async (tx) => {
      const { course } = await this.states.lock(tx, sessionId);
      const { confidentiality } = await this.permissions.require(viewer, 'session.organise', sessionId, tx);
      const refusal = refusesEnding(course, now);
      if (refusal) throw new Failure(refusal);
      await tx.ending.create({ data: { sessionId, byId: viewer.id, at: now } });
      await this.attend(tx, sessionId, attendedIds);
      // Kept until now only to tick who was there.
      await tx.noteVisit.deleteMany({ where: { sessionId } });
      await this.points.close(tx, sessionId);
      await this.tellOwners(tx, sessionId);
      await this.told(tx, viewer, sessionId, 'session.ended', confidentiality === 'CHATHAM_HOUSE' ? {} : { attended: attendedIds.length });
      return this.read(viewer, sessionId, tx);
    });
  }

  /** Puts right who was there. After definitief the report has said it. */
  async correct(viewer: Viewer, sessionId: string, { attendedIds }: Attended): Promise<Ending> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    return this.db.$transaction(async (tx) => {
      const { course } = await this.states.lock(tx, sessionId);
      const { confidentiality } = await this.permissions.require(viewer, 'session.organise', sessionId, tx);
      if (course.finalAt) throw new Failure('SESSION_FINAL');
      if (!course.endedAt) throw new Failure('SESSION_NOT_ENDED');
      await this.attend(tx, sessionId, attendedIds);
      await this.told(tx, viewer, sessionId, 'session.attended', confidentiality === 'CHATHAM_HOUSE' ? {} : { attended: attendedIds.length });
      return this.read(viewer, sessionId, tx);
    });
  }

  /** Only the invited and the organisers can have been there. */
  private async attend(tx: Transaction, sessionId: string, attendedIds: string[]): Promise<void> {
    const known = new Set((await this.people(sessionId, tx)).map(({ id }) => id));
    const stranger = attendedIds.findIndex((id) => !known.has(id));
    if (stranger >= 0) throw Failure.at(['attendedIds', stranger], 'NOT_FOUND');
    await tx.attendance.deleteMany({ where: { sessionId } });
    await tx.attendance.createMany({ data: [...new Set(attendedIds)].map((personId) => ({ sessionId, personId })) });
  }

  private async tellOwners(tx: Transaction, sessionId: string): Promise<void> {
    const owners = await tx.action.findMany({
      where: { ownerId: { not: null }, state: { in: [...toDo] }, sessionId, outcome: { removedAt: null, kind: 'ACTION' } },
      distinct: ['ownerId'],
      select: { ownerId: true },
    });
    for (const { ownerId } of owners) if (ownerId) await this.changes.tellOwner(tx, sessionId, ownerId);
  }

  private async told(tx: Transaction, viewer: Viewer, sessionId: string, act: AuditAct, changes: Record<string, number>): Promise<void> {
    await this.audit.add(tx, { actorId: viewer.id, act, thing: 'session', thingId: sessionId, sessionId, changes });
    await this.outbox.add(tx, 'session.changed', { sessionId }, { key: sessionId });
    await this.outbox.add(tx, 'access.changed', { sessionId }, { key: sessionId });
  }

  private async people(sessionId: string, tx: Transaction) {
    const person = { select: { id: true, name: true, organisation: true, unit: { select: { name: true } } } };
    const { organisers, invitations } = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: {
        organisers: { select: { person } },
        invitations: { where: { removedAt: null, replacedAt: null }, select: { partstat: true, person } },
      },
    });
    const all = new Map(
      organisers.map(({ person: { unit, organisation, ...who } }) => [who.id, { ...who, from: unit?.name ?? organisation, answer: null as Ending['people'][number]['answer'] }]),
    );
    for (const { partstat, person: { unit, organisation, ...who } } of invitations) {
      all.set(who.id, { ...who, from: unit?.name ?? organisation, answer: partstat });
    }
    return [...all.values()].sort((one, other) => one.name.localeCompare(other.name, 'nl'));
  }

  private async actions(sessionId: string, tx: Transaction): Promise<Ending['actions']> {
    const rows = await tx.action.findMany({
      where: { state: { in: [...toDo] }, sessionId, outcome: { removedAt: null, kind: 'ACTION', text: { not: '' } } },
      select: { ownerId: true },
    });
    const owners = new Set(rows.flatMap(({ ownerId }) => ownerId ?? []));
    return { all: rows.length, withoutOwner: rows.filter(({ ownerId }) => ownerId === null).length, owners: owners.size };
  }
}
