import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CannotStart } from '../../platform/config/cannot-start.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database } from '../../platform/database/database.service.js';
import { SignIns } from './sign-ins.service.js';

/**
 * Lets the first administrator in: while none has ever signed in, each start mails a link to ADMIN_EMAIL. A mistyped
 * address is mended by starting again with the right one: whoever was made administrator this way, and never came, goes.
 */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly signIns: SignIns,
    private readonly audit: Audit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.demo) return;
    const administrators = { grants: { some: { role: 'ADMINISTRATOR' as const } }, maySignIn: true, leftOn: null };
    const known = await this.db.person.findFirst({ where: { ...administrators, signIns: { some: {} } }, select: { id: true } });
    if (known) return;
    const email = this.settings.adminEmail?.trim().toLowerCase();
    if (!email) {
      if (await this.db.person.findFirst({ where: administrators, select: { id: true } })) return;
      throw new CannotStart('There is no administrator yet: set ADMIN_EMAIL to the address of the first one, who then gets a sign-in link.');
    }
    await this.db.roleGrant.deleteMany({ where: { role: 'ADMINISTRATOR', person: { email: { not: email } } } });
    await this.signIns.promiseLink(this.db, await this.make(email, 'Beheerder'));
  }

  /** Makes who has this address an administrator, and gives their id. */
  async make(email: string, name: string): Promise<string> {
    return this.db.$transaction(async (tx) => {
      const { id } = await tx.person.upsert({
        where: { email },
        create: { email, name },
        update: { maySignIn: true, leftOn: null },
        select: { id: true },
      });
      const { count } = await tx.roleGrant.createMany({ data: { personId: id, role: 'ADMINISTRATOR' }, skipDuplicates: true });
      if (count > 0) await this.audit.add(tx, { actorId: null, act: 'role.granted', thing: 'person', thingId: id, changes: { role: 'ADMINISTRATOR' } });
      return id;
    });
  }
}
