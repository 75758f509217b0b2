import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { Audience, AudienceUnit, NewAudienceLine, NewExternal } from '@kenniskamer/shared/invitation';
import type { Candidate } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Candidates } from '../sessions/candidates.service.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { AudiencePeople } from './audience-people.service.js';
import { perGroup } from './audience.rules.js';

/** More groups than this nobody oversees; each costs a walk through the tree of units. */
const MOST_LINES = 200;

/** Whom a session aims at, before and after the first sending. Each act gives the audience as it then is. */
@Injectable()
export class Audiences {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly states: SessionStates,
    private readonly people: AudiencePeople,
    private readonly candidates: Candidates,
  ) {}

  async read(viewer: Viewer, id: string, tx: Transaction = this.db): Promise<Audience> {
    await this.permissions.require(viewer, 'session.organise', id, tx);
    const lines = await tx.audienceLine.findMany({
      where: { sessionId: id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, level: true, unit: { select: { id: true, name: true } }, person: { select: { id: true, name: true } } },
    });
    const excluded = await tx.audienceExclusion.findMany({
      where: { sessionId: id },
      orderBy: { person: { name: 'asc' } },
      select: { person: { select: { id: true, name: true } } },
    });
    const invited = await this.invited(id, tx);
    const out = new Set(excluded.map(({ person }) => person.id));
    const asked = (await this.people.of(id, tx)).filter((person) => !out.has(person.id));
    return {
      lines: lines.map((line) => ({ ...line, count: asked.filter(({ lineIds }) => lineIds.includes(line.id)).length })),
      people: asked.map(({ id: personId, name, about, group }) => ({ id: personId, name, about, group, invited: invited.has(personId) })),
      excluded: excluded.map(({ person }) => person),
      perGroup: perGroup(asked),
      toInvite: asked.flatMap((person) => (invited.has(person.id) ? [] : [person.id])),
    };
  }

  /** Those with a live invitation. */
  async invited(id: string, tx: Transaction = this.db): Promise<Set<string>> {
    const rows = await tx.invitation.findMany({ where: { sessionId: id, removedAt: null, replacedAt: null }, select: { personId: true } });
    return new Set(rows.map(({ personId }) => personId));
  }

  addLine(viewer: Viewer, id: string, line: NewAudienceLine): Promise<Audience> {
    return this.act(viewer, id, async (tx) => {
      if ('personId' in line) {
        const person = await tx.person.findFirst({ where: { id: line.personId, email: { not: null } }, select: { leftOn: true } });
        if (!person) throw Failure.at(['personId'], 'NOT_FOUND');
        if (person.leftOn) throw Failure.at(['personId'], 'HAS_LEFT');
        await this.addPerson(tx, id, line.personId);
        return;
      }
      if (line.unitId !== undefined && !(await tx.unit.findUnique({ where: { id: line.unitId }, select: { id: true } }))) {
        throw Failure.at(['unitId'], 'NOT_FOUND');
      }
      await this.insert(tx, id, line);
    });
  }

  removeLine(viewer: Viewer, id: string, lineId: string): Promise<Audience> {
    return this.act(viewer, id, async (tx) => {
      const { count } = await tx.audienceLine.deleteMany({ where: { id: lineId, sessionId: id } });
      if (count === 0) throw new Failure('NOT_FOUND');
    });
  }

  /** Somebody from outside. An address that already is a person's becomes that person, whatever name was typed. */
  addExternal(viewer: Viewer, id: string, { email, name, organisation, language }: NewExternal): Promise<Audience> {
    return this.act(viewer, id, async (tx) => {
      const fresh = { email, name, organisation: organisation || null, language, maySignIn: false };
      const { count } = await tx.person.createMany({ data: fresh, skipDuplicates: true });
      const person = await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true, leftOn: true } });
      if (person.leftOn) throw Failure.at(['email'], 'HAS_LEFT');
      if (count > 0) {
        await this.audit.add(tx, { actorId: viewer.id, act: 'person.added', thing: 'person', thingId: person.id, sessionId: id });
      }
      await this.addPerson(tx, id, person.id);
    });
  }

  exclude(viewer: Viewer, id: string, personId: string): Promise<Audience> {
    return this.act(viewer, id, async (tx) => {
      const asked = await this.people.of(id, tx);
      if (!asked.some((person) => person.id === personId)) throw new Failure('NOT_FOUND');
      await tx.audienceExclusion.createMany({ data: { sessionId: id, personId }, skipDuplicates: true });
    });
  }

  restore(viewer: Viewer, id: string, personId: string): Promise<Audience> {
    return this.act(viewer, id, async (tx) => {
      await tx.audienceExclusion.deleteMany({ where: { sessionId: id, personId } });
    });
  }

  /** Parents before children, so that a screen can indent them. */
  async units(viewer: Viewer, id: string): Promise<{ items: AudienceUnit[] }> {
    await this.permissions.require(viewer, 'session.organise', id);
    const items = await this.db.$queryRaw<AudienceUnit[]>`
      with recursive tree as (
        select "id", "name", "kind"::text, "parentId", array["name" collate "nl-x-icu"] as "path" from "Unit" where "parentId" is null
        union all
        select "Unit"."id", "Unit"."name", "Unit"."kind"::text, "Unit"."parentId", tree."path" || ("Unit"."name" collate "nl-x-icu")
          from tree join "Unit" on "Unit"."parentId" = tree."id")
      select "id", "name", "kind", "parentId" from tree order by "path", "id" limit 2000`;
    return { items };
  }

  async search(viewer: Viewer, id: string, q: string, limit: number): Promise<{ items: Candidate[] }> {
    await this.permissions.require(viewer, 'session.organise', id);
    return { items: await this.candidates.find(q, limit, {}) };
  }

  private async addPerson(tx: Transaction, sessionId: string, personId: string): Promise<void> {
    await tx.audienceExclusion.deleteMany({ where: { sessionId, personId } });
    await this.insert(tx, sessionId, { personId });
  }

  private async insert(tx: Transaction, sessionId: string, line: { level?: 'DG' | 'DIRECTOR' | 'SPECIALIST'; unitId?: string; personId?: string }): Promise<void> {
    if (line.personId === undefined && (await tx.audienceLine.count({ where: { sessionId, personId: null } })) >= MOST_LINES) {
      throw Failure.at(['level'], 'TOO_LARGE', { max: MOST_LINES });
    }
    await tx.audienceLine.createMany({ data: { sessionId, ...line }, skipDuplicates: true });
  }

  private act(viewer: Viewer, id: string, change: (tx: Transaction) => Promise<void>): Promise<Audience> {
    return this.db.$transaction(async (tx) => {
      await this.permissions.require(viewer, 'session.organise', id, tx);
      await this.states.lock(tx, id);
      await change(tx);
      await this.outbox.add(tx, 'invitees.changed', { sessionId: id }, { key: id });
      return this.read(viewer, id, tx);
    });
  }
}
