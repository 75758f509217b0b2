import { Injectable } from '@nestjs/common';
import { dateOfDay } from '@kenniskamer/shared/day';
import { Failure } from '@kenniskamer/shared/failure';
import type { NewHolding, PersonDetails } from '@kenniskamer/shared/person';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { endingToday, heldOn, today } from './holdings.rules.js';
import { People } from './people.service.js';

/** Who holds which position, and when. */
@Injectable()
export class Holdings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly people: People,
  ) {}

  async give(viewer: Viewer, personId: string, { positionId, fromOn }: NewHolding): Promise<PersonDetails> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      await this.people.locked(tx, personId);
      const position = await tx.position.findUnique({ where: { id: positionId }, select: { id: true } });
      if (!position) throw Failure.at(['positionId'], 'NOT_FOUND');
      const now = await tx.holding.findFirst({ where: { personId, positionId, AND: heldOn(today()) }, select: { id: true } });
      if (!now) {
        await tx.holding.create({ data: { personId, positionId, fromOn: fromOn === null ? null : dateOfDay(fromOn) } });
        await this.audit.add(tx, { actorId: viewer.id, act: 'position.taken', thing: 'person', thingId: personId, changes: { positionId } });
      }
      return this.people.read(viewer, personId, tx);
    });
  }

  async end(viewer: Viewer, personId: string, holdingId: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      await this.people.locked(tx, personId);
      const day = today();
      const holding = await tx.holding.findFirst({ where: { id: holdingId, personId } });
      if (!holding) throw new Failure('NOT_FOUND');
      const ending = endingToday(holding, day);
      if (ending === 'NEVER_HELD') await tx.holding.delete({ where: { id: holdingId } });
      else await tx.holding.update({ where: { id: holdingId }, data: ending });
      await this.audit.add(tx, { actorId: viewer.id, act: 'position.left', thing: 'person', thingId: personId, changes: { positionId: holding.positionId } });
    });
  }
}
