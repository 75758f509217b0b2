import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

/** Who may become owner. */
@Injectable()
export class ActionOwners {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
  ) {}

  async forAction(viewer: Viewer, id: string, search: string) {
    const { session } = await this.permissions.requireAction(viewer, 'action.assign', id);
    return this.find(viewer, session, search);
  }

  async forNote(viewer: Viewer, sessionId: string, search: string) {
    return this.find(viewer, await this.permissions.require(viewer, 'note.write', sessionId), search);
  }

  /** By each of its words, somewhere in the name; the session's own people first where the reader may know them. */
  private async find(viewer: Viewer, session: SessionFacts, search: string) {
    const words = search.split(/\s+/).filter(Boolean).slice(0, 5);
    const people = await this.db.person.findMany({
      where: { AND: [this.among(viewer, session), ...words.map((word): Prisma.PersonWhereInput => ({ name: { contains: word, mode: 'insensitive' } }))] },
      select: { id: true, name: true, unit: { select: { name: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 20,
    });
    return { items: people.map(({ unit, ...person }) => ({ ...person, unit: unit?.name ?? null })) };
  }

  /** Throws nothing: whether `personId` is somebody whom this writer could have chosen. */
  async mayChoose(viewer: Viewer, session: SessionFacts, personId: string, tx: Transaction): Promise<boolean> {
    return (await tx.person.count({ where: { AND: [{ id: personId }, this.among(viewer, session)] } })) > 0;
  }

  /**
   * Of a confidential session its people only. Of others everybody who may sign in; and outsiders among the invited, for
   * the organisers alone: that somebody was invited is not for everyone to find out.
   */
  private among(viewer: Viewer, session: SessionFacts): Prisma.PersonWhereInput {
    const ofSession = { id: { in: [...session.organiserIds, ...session.invitedIds] } };
    if (session.confidentiality === 'CONFIDENTIAL') return { leftOn: null, ...ofSession };
    const known: Prisma.PersonWhereInput[] = [{ maySignIn: true }, { id: viewer.id }];
    if (this.permissions.can(viewer, 'session.organise', session)) known.push(ofSession);
    return { leftOn: null, OR: known };
  }
}
