import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { NewGrant, PersonDetails } from '@kenniskamer/shared/person';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Administrators } from './administrators.service.js';
import { People } from './people.service.js';
import { Units } from './units.service.js';

/** What a person may do here. */
@Injectable()
export class Roles {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly people: People,
    private readonly units: Units,
    private readonly administrators: Administrators,
  ) {}

  async grant(viewer: Viewer, personId: string, { role, unitId }: NewGrant): Promise<PersonDetails> {
    requireAdministrator(viewer);
    const details = await this.db.$transaction(async (tx) => {
      const person = await this.people.locked(tx, personId);
      if (person.leftOn !== null) throw new Failure('PERSON_LEFT');
      if (unitId !== null) await this.units.require(tx, unitId, 'unitId');
      const { count } = await tx.roleGrant.createMany({ data: { personId, role, unitId }, skipDuplicates: true });
      if (count > 0) await this.audit.add(tx, { actorId: viewer.id, act: 'role.granted', thing: 'person', thingId: personId, changes: { role, unitId } });
      return this.people.read(viewer, personId, tx);
    });
    // Their open screens come back as who they now are.
    await this.live.dropPerson(personId);
    return details;
  }

  async revoke(viewer: Viewer, personId: string, grantId: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      await this.administrators.keepOne(tx, async () => {
        const grant = await tx.roleGrant.findFirst({ where: { id: grantId, personId } });
        if (!grant) throw new Failure('NOT_FOUND');
        await tx.roleGrant.delete({ where: { id: grantId } });
        await this.audit.add(tx, { actorId: viewer.id, act: 'role.revoked', thing: 'person', thingId: personId, changes: { role: grant.role, unitId: grant.unitId } });
      });
    });
    await this.live.dropPerson(personId);
  }
}
