import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { treeOf, type NewUnit, type Unit, type UnitPatch } from '@kenniskamer/shared/unit';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

/** The tree of where people work. */
@Injectable()
export class Units {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<{ items: Unit[] }> {
    const units = await this.db.unit.findMany({ select: { id: true, parentId: true, kind: true, code: true, name: true } });
    return { items: treeOf(units).map(({ unit }) => unit) };
  }

  async add(viewer: Viewer, input: NewUnit): Promise<Unit> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      if (input.parentId !== null) await this.require(tx, input.parentId, 'parentId');
      const unit = await tx.unit.create({ data: input }).catch(refuseCode);
      await this.audit.add(tx, { actorId: viewer.id, act: 'unit.added', thing: 'unit', thingId: unit.id, changes: { code: input.code, name: input.name } });
      return unit;
    });
  }

  async change(viewer: Viewer, id: string, patch: UnitPatch): Promise<Unit> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      // Two moves at once could make a ring that neither of them sees.
      await tx.$executeRaw`lock table "Unit" in share row exclusive mode`;
      const before = await tx.unit.findUnique({ where: { id } });
      if (!before) throw new Failure('NOT_FOUND');
      if (patch.parentId) {
        await this.require(tx, patch.parentId, 'parentId');
        if ((await this.withBelow(id, tx)).includes(patch.parentId)) throw Failure.at(['parentId'], 'UNIT_CYCLE');
      }
      const unit = await tx.unit.update({ where: { id }, data: patch }).catch(refuseCode);
      const changes = Object.fromEntries(
        (['parentId', 'kind', 'code', 'name'] as const).flatMap((field) => (before[field] === unit[field] ? [] : [[field, { from: before[field], to: unit[field] }]])),
      );
      if (Object.keys(changes).length > 0) await this.audit.add(tx, { actorId: viewer.id, act: 'unit.changed', thing: 'unit', thingId: id, changes });
      return unit;
    });
  }

  async remove(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table "Unit" in share row exclusive mode`;
      const unit = await tx.unit.findUnique({
        where: { id },
        include: { _count: { select: { children: true, people: true, positions: true, grants: true, questions: true } } },
      });
      if (!unit) throw new Failure('NOT_FOUND');
      const { children, people, positions, grants, questions } = unit._count;
      if (children + people + positions + grants + questions > 0) throw new Failure('UNIT_IN_USE', { values: { children, people, positions, grants, questions } });
      await tx.unit.delete({ where: { id } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'unit.removed', thing: 'unit', thingId: id, changes: { code: unit.code, name: unit.name } });
    });
  }

  /** This unit and all below it. */
  async withBelow(id: string, tx: Transaction = this.db): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      with recursive below as (
        select "id" from "Unit" where "id" = ${id}::uuid
        union select "Unit"."id" from "Unit" join below on "Unit"."parentId" = below."id")
      select "id" from below`;
    return rows.map((row) => row.id);
  }

  async require(tx: Transaction, id: string, field: string): Promise<void> {
    if (!(await tx.unit.findUnique({ where: { id }, select: { id: true } }))) throw Failure.at([field], 'NOT_FOUND');
  }
}

function refuseCode(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw Failure.at(['code'], 'CODE_TAKEN');
  throw error;
}
