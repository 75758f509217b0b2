import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { NewPerson, PeopleQuery, PersonDetails, PersonPatch } from '@kenniskamer/shared/person';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.service.js';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { Live } from '../../platform/live/live.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Administrators } from './administrators.service.js';
import { heldOn, today } from './holdings.rules.js';
import { asDetails, asRow, detailColumns, rowColumns } from './person-faces.rules.js';
import { SignIns } from './sign-ins.service.js';
import { Units } from './units.service.js';

const After = z.tuple([z.string(), z.uuid()]);

/** Everybody known here, for administrators. */
@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly units: Units,
    private readonly signIns: SignIns,
    private readonly administrators: Administrators,
  ) {}

  async list(viewer: Viewer, { limit, cursor, ...filter }: PeopleQuery) {
    requireAdministrator(viewer);
    const where = await this.chosen(filter);
    const after = readCursor(cursor, After);
    const beyond: Prisma.PersonWhereInput = after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {};
    const [total, rows] = await Promise.all([
      this.db.person.count({ where }),
      this.db.person.findMany({ where: { AND: [where, beyond] }, select: rowColumns(today()), orderBy: [{ name: 'asc' }, { id: 'asc' }], take: limit + 1 }),
    ]);
    return { total, ...pageFrom(rows.map(asRow), limit, ({ name, id }) => [name, id]) };
  }

  async read(viewer: Viewer, id: string, tx: Transaction = this.db): Promise<PersonDetails> {
    requireAdministrator(viewer);
    const row = await tx.person.findUnique({ where: { id }, select: detailColumns(new Date()) });
    if (!row) throw new Failure('NOT_FOUND');
    return asDetails(row, today());
  }

  async add(viewer: Viewer, input: NewPerson): Promise<PersonDetails> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      if (input.unitId) await this.units.require(tx, input.unitId, 'unitId');
      const { id } = await tx.person.create({ data: input, select: { id: true } }).catch(refuseAddress);
      await this.audit.add(tx, { actorId: viewer.id, act: 'person.added', thing: 'person', thingId: id });
      return this.read(viewer, id, tx);
    });
  }

  async change(viewer: Viewer, id: string, patch: PersonPatch): Promise<PersonDetails> {
    requireAdministrator(viewer);
    const details = await this.db.$transaction(async (tx) => {
      const before = await this.locked(tx, id);
      if (patch.unitId) await this.units.require(tx, patch.unitId, 'unitId');
      const changed = (Object.keys(patch) as (keyof PersonPatch)[]).filter((field) => patch[field] !== undefined && patch[field] !== before[field]);
      if (changed.length === 0) return this.read(viewer, id, tx);
      await this.administrators.keepOne(tx, () => tx.person.update({ where: { id }, data: patch }).catch(refuseAddress));
      // A link that lies in the mailbox of the old address, or of who may no longer come in, ends.
      if (changed.includes('email') || patch.maySignIn === false) await this.signIns.revokeAll(id, tx);
      await this.audit.add(tx, { actorId: viewer.id, act: 'person.changed', thing: 'person', thingId: id, changes: { fields: changed } });
      return this.read(viewer, id, tx);
    });
    await this.live.dropPerson(id);
    return details;
  }

  /** They no longer work here. What they did keeps their name. */
  async letGo(viewer: Viewer, id: string): Promise<PersonDetails> {
    requireAdministrator(viewer);
    const details = await this.db.$transaction(async (tx) => {
      const before = await this.locked(tx, id);
      if (before.leftOn === null) {
        await this.administrators.keepOne(tx, () => tx.person.update({ where: { id }, data: { leftOn: today() } }));
        await this.signIns.revokeAll(id, tx);
        await this.audit.add(tx, { actorId: viewer.id, act: 'person.left', thing: 'person', thingId: id });
      }
      return this.read(viewer, id, tx);
    });
    await this.live.dropPerson(id);
    return details;
  }

  async takeBack(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      const before = await this.locked(tx, id);
      if (before.leftOn === null) return;
      await tx.person.update({ where: { id }, data: { leftOn: null } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'person.returned', thing: 'person', thingId: id });
    });
  }

  async endSignIns(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      await this.locked(tx, id);
      await this.signIns.revokeAll(id, tx);
      await this.audit.add(tx, { actorId: viewer.id, act: 'person.signed-out', thing: 'person', thingId: id });
    });
    await this.live.dropPerson(id);
  }

  /** Acts on one person take turns. A removed person is nobody any more. */
  async locked(tx: Transaction, id: string) {
    await tx.$queryRaw`select 1 from "Person" where "id" = ${id}::uuid for update`;
    const person = await tx.person.findFirst({ where: { id, email: { not: null } } });
    if (!person) throw new Failure('NOT_FOUND');
    return person;
  }

  private async chosen({ q, unitId, role, level, state }: Omit<PeopleQuery, 'limit' | 'cursor'>): Promise<Prisma.PersonWhereInput> {
    const words = (q ?? '').split(/\s+/).filter(Boolean);
    return {
      email: { not: null },
      leftOn: state === 'LEFT' ? { not: null } : null,
      AND: words.map((word) => ({ OR: [{ name: { contains: word, mode: 'insensitive' as const } }, { email: { contains: word.toLowerCase() } }] })),
      ...(unitId ? { unitId: { in: await this.units.withBelow(unitId) } } : {}),
      ...(role ? { grants: { some: { role } } } : {}),
      ...(level ? { holdings: { some: { AND: heldOn(today()), position: { level } } } } : {}),
    };
  }
}

export function refuseAddress(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw Failure.at(['email'], 'ADDRESS_TAKEN');
  throw error;
}
