import { Injectable } from '@nestjs/common';
import type { AuditAct, AuditQuery, AuditRow } from '@kenniskamer/shared/audit';
import { zonedInstant } from '@kenniskamer/shared/session';
import { daysAfter } from '@kenniskamer/shared/day';
import { z } from 'zod';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database } from '../../platform/database/database.service.js';
import type { Audit, Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { APART, changesOf, toldOf } from './audit-trail.rules.js';

const After = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** Who did what, when; for administrators, each with their own eyes. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
  ) {}

  async list(viewer: Viewer, { limit, cursor, kind, actorId, from, until }: AuditQuery) {
    requireAdministrator(viewer);
    const after = readCursor(cursor, After);
    // Asking for one person's acts must not tell which acts in a confidential session were theirs.
    const byActor: Prisma.AuditWhereInput = actorId
      ? { actorId, OR: [{ sessionId: null, OR: APART.map((apart) => ({ act: { startsWith: `${apart}.` } })) }, { session: { OR: [{ confidentiality: { not: 'CONFIDENTIAL' } }, this.permissions.visible(viewer, 'session')] } }] }
      : {};
    const rows = await this.db.audit.findMany({
      where: {
        AND: [
          byActor,
          kind ? { act: { startsWith: `${kind}.` } } : {},
          from ? { at: { gte: zonedInstant(from, '00:00') } } : {},
          until ? { at: { lt: zonedInstant(daysAfter(until, 1), '00:00') } } : {},
          after ? { OR: [{ at: { lt: new Date(after[0]) } }, { at: new Date(after[0]), id: { gt: after[1] } }] } : {},
        ],
      },
      orderBy: [{ at: 'desc' }, { id: 'asc' }],
      take: limit + 1,
      include: { session: { select: { confidentiality: true } } },
    });
    const readable = await this.readable(viewer, rows);
    const names = await this.namesOf(rows);
    const items = rows.map(({ session, ...row }): AuditRow => {
      const told = toldOf(row, session?.confidentiality ?? null, row.sessionId !== null && readable.has(row.sessionId));
      const actor = told.actor && row.actorId ? { id: row.actorId, name: names.get(row.actorId) ?? '' } : null;
      return {
        id: row.id,
        at: row.at,
        act: row.act as AuditAct, // only `Audit.add` writes it
        actor,
        thing: told.rest ? (names.get(row.thingId ?? '') ?? null) : null,
        changes: told.rest ? changesOf(row.changes) : [],
      };
    });
    return pageFrom(items, limit, ({ at, id }) => [at.toISOString(), id]);
  }

  private async readable(viewer: Viewer, rows: Audit[]): Promise<Set<string>> {
    const ids = rows.flatMap(({ sessionId }) => (sessionId ? [sessionId] : []));
    const sessions = await this.db.session.findMany({ where: { id: { in: ids }, AND: this.permissions.visible(viewer, 'session') }, select: { id: true } });
    return new Set(sessions.map(({ id }) => id));
  }

  /** Of people, units and positions, and of the sessions among them. What is gone has no name. */
  private async namesOf(rows: Audit[]): Promise<Map<string, string>> {
    const ids = [...new Set(rows.flatMap(({ actorId, thingId }) => [actorId, thingId]))].filter((id): id is string => z.uuid().safeParse(id).success);
    const among = { id: { in: ids } };
    const [people, units, positions, sessions] = [
      await this.db.person.findMany({ where: among, select: { id: true, name: true } }),
      await this.db.unit.findMany({ where: among, select: { id: true, name: true } }),
      await this.db.position.findMany({ where: among, select: { id: true, title: true } }),
      await this.db.session.findMany({ where: among, select: { id: true, title: true } }),
    ];
    return new Map([
      ...[...people, ...units].map(({ id, name }) => [id, name] as const),
      ...[...positions, ...sessions].map(({ id, title }) => [id, title] as const),
    ]);
  }
}
