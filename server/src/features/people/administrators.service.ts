import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { Transaction } from '../../platform/database/database.service.js';

/** Keeps one administrator in the house. */
@Injectable()
export class Administrators {
  /**
   * Does `act`, and takes it all back with `LAST_ADMINISTRATOR` when nobody is left who can let others in. The lock on
   * the grants makes two who do it at the same moment take turns: the second one finds the first one's work done.
   */
  async keepOne<Done>(tx: Transaction, act: () => Promise<Done>): Promise<Done> {
    await tx.$queryRaw`select 1 from "RoleGrant" where "role" = 'ADMINISTRATOR' order by "id" for update`;
    const before = await this.count(tx);
    const done = await act();
    if (before > 0 && (await this.count(tx)) === 0) throw new Failure('LAST_ADMINISTRATOR');
    return done;
  }

  private count(tx: Transaction): Promise<number> {
    return tx.roleGrant.count({ where: { role: 'ADMINISTRATOR', person: { maySignIn: true, leftOn: null, email: { not: null } } } });
  }
}
