import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { NewPosition, Position, PositionPatch, PositionQuery } from '@kenniskamer/shared/position';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { heldOn, today } from './holdings.rules.js';
import { Units } from './units.service.js';

const columns = () =>
  ({
    id: true,
    title: true,
    level: true,
    unit: { select: { id: true, name: true } },
    holdings: { where: { AND: heldOn(today()), person: { leftOn: null } }, select: { person: { select: { id: true, name: true } } }, orderBy: { person: { name: 'asc' } } },
  }) satisfies Prisma.PositionSelect;
type Row = Prisma.PositionGetPayload<{ select: ReturnType<typeof columns> }>;
const asPosition = ({ holdings, ...row }: Row): Position => ({ ...row, holders: holdings.map(({ person }) => person) });

/** Seats in units, whoever holds them. */
@Injectable()
export class Positions {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly units: Units,
  ) {}

  async list(viewer: Viewer, { unitId }: PositionQuery): Promise<{ items: Position[] }> {
    requireAdministrator(viewer);
    const rows = await this.db.position.findMany({ where: { unitId }, select: columns(), orderBy: [{ unit: { name: 'asc' } }, { title: 'asc' }, { id: 'asc' }], take: 2000 });
    return { items: rows.map(asPosition) };
  }

  async add(viewer: Viewer, input: NewPosition): Promise<Position> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      await this.units.require(tx, input.unitId, 'unitId');
      const row = await tx.position.create({ data: input, select: columns() }).catch(refuseTitle);
      await this.audit.add(tx, { actorId: viewer.id, act: 'position.added', thing: 'position', thingId: row.id, changes: { title: row.title, level: row.level, unit: row.unit.name } });
      return asPosition(row);
    });
  }

  async change(viewer: Viewer, id: string, patch: PositionPatch): Promise<Position> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      const before = await tx.position.findUnique({ where: { id } });
      if (!before) throw new Failure('NOT_FOUND');
      if (patch.unitId) await this.units.require(tx, patch.unitId, 'unitId');
      const row = await tx.position.update({ where: { id }, data: patch, select: columns() }).catch(refuseTitle);
      const changes = {
        ...(before.title === row.title ? {} : { title: { from: before.title, to: row.title } }),
        ...(before.level === row.level ? {} : { level: { from: before.level, to: row.level } }),
        ...(before.unitId === row.unit.id ? {} : { unitId: { from: before.unitId, to: row.unit.id } }),
      };
      if (Object.keys(changes).length > 0) await this.audit.add(tx, { actorId: viewer.id, act: 'position.changed', thing: 'position', thingId: id, changes });
      return asPosition(row);
    });
  }

  /** Only one that nobody holds; who held it before loses that line of their past. */
  async remove(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from "Position" where "id" = ${id}::uuid for update`;
      const row = await tx.position.findUnique({ where: { id }, select: columns() });
      if (!row) throw new Failure('NOT_FOUND');
      if (row.holdings.length > 0) throw new Failure('POSITION_HELD');
      await tx.holding.deleteMany({ where: { positionId: id } });
      await tx.position.delete({ where: { id } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'position.removed', thing: 'position', thingId: id, changes: { title: row.title, unit: row.unit.name } });
    });
  }
}

function refuseTitle(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw Failure.at(['title'], 'POSITION_EXISTS');
  throw error;
}
