import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Administrators } from './administrators.service.js';
import { today } from './holdings.rules.js';
import { People } from './people.service.js';
import { NAMING, patternOf, replacing } from './person-names.rules.js';

const NAMELESS = 'Verwijderde persoon';

/**
 * Removes a person: their name and address go everywhere, the work stays. Like the permissions it knows every table
 * where somebody may stand, so that no feature forgets its own. There is no way back.
 */
@Injectable()
export class PersonRemoval {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly outbox: Outbox,
    private readonly people: People,
    private readonly administrators: Administrators,
  ) {}

  async remove(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    await this.db.$transaction(async (tx) => {
      const { name, email } = await this.people.locked(tx, id);
      await this.refuseOnlyOrganiser(tx, id);
      await this.administrators.keepOne(tx, async () => {
        await tx.person.update({
          where: { id },
          data: { name: NAMELESS, email: null, organisation: null, unitId: null, maySignIn: false, leftOn: today() },
        });
        await tx.roleGrant.deleteMany({ where: { personId: id } });
      });
      for (const table of [tx.signIn, tx.signInLink, tx.holding, tx.audienceLine, tx.audienceExclusion, tx.noteVisit]) {
        await (table as typeof tx.signIn).deleteMany({ where: { personId: id } });
      }
      await this.forgetAbout(tx, id, name);
      await this.forgetWords(tx, name, email);
      await this.endInvitations(tx, id);
      // What is still to be done needs somebody else; what was done stays theirs, without a name.
      await tx.action.updateMany({
        where: { ownerId: id, state: { in: ['OPEN', 'IN_PROGRESS'] } },
        data: { ownerId: null, ownership: { increment: 1 }, revision: { increment: 1 } },
      });
      await tx.actionChase.deleteMany({ where: { ownerId: id } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'person.removed', thing: 'person', thingId: id });
    });
    await this.live.dropPerson(id);
  }

  private async refuseOnlyOrganiser(tx: Transaction, id: string): Promise<void> {
    const alone = await tx.session.count({
      where: { finalisation: null, cancellation: null, organisers: { some: { personId: id }, none: { personId: { not: id } } } },
    });
    if (alone > 0) throw new Failure('LAST_ORGANISER');
  }

  /** In reports that name them, in mails that were addressed to them, in what was changed about them. */
  private async forgetAbout(tx: Transaction, id: string, name: string): Promise<void> {
    await tx.$executeRaw`
      update "Report" set "content" = replace("content"::text, ${JSON.stringify(name)}, ${JSON.stringify(NAMELESS)})::jsonb
      where "sessionId" in (
        select "sessionId" from "Invitation" where "personId" = ${id}::uuid
        union select "sessionId" from "Attendance" where "personId" = ${id}::uuid
        union select "sessionId" from "SessionOrganiser" where "personId" = ${id}::uuid
        union select "Note"."sessionId" from "Action"
          join "Outcome" on "Outcome"."id" = "Action"."outcomeId" join "Note" on "Note"."id" = "Outcome"."noteId"
          where "Action"."ownerId" = ${id}::uuid)`;
    await tx.mail.updateMany({ where: { OR: [{ personId: id }, { invitation: { personId: id } }] }, data: { address: '', calendar: null, error: null } });
    await tx.$executeRaw`update "Audit" set "changes" = null where "thing" = 'person' and "thingId" = ${id}`;
  }

  /** Wherever they were named in words. A name that somebody else has as well may be theirs, and stays. */
  private async forgetWords(tx: Transaction, name: string, email: string | null): Promise<void> {
    const isShared = await tx.person.findFirst({ where: { name: { equals: name, mode: 'insensitive' } }, select: { id: true } });
    for (const words of [...(isShared ? [] : [name]), ...(email ? [email] : [])]) {
      for (const column of NAMING) await tx.$executeRawUnsafe(replacing(column), patternOf(words, column), NAMELESS);
    }
  }

  /** The personal links end, and with them the calendar's; who has no address cannot be told. */
  private async endInvitations(tx: Transaction, id: string): Promise<void> {
    await tx.reply.updateMany({ where: { invitation: { personId: id } }, data: { remark: null } });
    await tx.$executeRaw`
      update "Invitation" set "address" = '', "linkHash" = gen_random_uuid()::text, "replyHash" = gen_random_uuid()::text
      where "personId" = ${id}::uuid`;
    const coming = await tx.invitation.findMany({
      where: { personId: id, removedAt: null, replacedAt: null, session: { startsAt: { gt: new Date() } } },
      select: { id: true, sessionId: true },
    });
    await tx.invitation.updateMany({ where: { id: { in: coming.map((one) => one.id) } }, data: { removedAt: new Date() } });
    for (const { sessionId } of coming) await this.outbox.add(tx, 'session.changed', { sessionId }, { key: sessionId });
  }
}
