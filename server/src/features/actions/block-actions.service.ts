import { Injectable } from '@nestjs/common';
import type { BlockAction, BlockActionChange } from '@kenniskamer/shared/action';
import { Failure } from '@kenniskamer/shared/failure';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Guest, Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';
import { ActionChanges } from './action-changes.service.js';
import { ActionOwners } from './owners.service.js';

/** Owner and date of a block of the note, by whoever may write there. */
@Injectable()
export class BlockActions {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly changes: ActionChanges,
    private readonly owners: ActionOwners,
    private readonly guests: Guests,
  ) {}

  async set(viewer: Viewer, sessionId: string, blockId: string, change: BlockActionChange): Promise<BlockAction> {
    return this.db.$transaction(async (tx) => {
      const session = await this.permissions.require(viewer, 'note.read', sessionId, tx);
      if (session.final) throw new Failure('NOTE_LOCKED');
      if (!this.permissions.can(viewer, 'note.write', session)) throw new Failure('NOT_ALLOWED');
      return this.write(tx, session, blockId, change, viewer.id, (ownerId) => this.owners.mayChoose(viewer, session, ownerId, tx));
    });
  }

  async setByLink(token: string, blockId: string, change: BlockActionChange): Promise<BlockAction> {
    const guest = await this.guests.fromLink(token);
    if (!guest) throw new Failure('LINK_NOT_VALID');
    return this.setByGuest(guest, guest.sessionId, blockId, change);
  }

  /** By a personal link: no list of colleagues is shown to it, so its owner is its own person or nobody. */
  async setByGuest(guest: Guest, sessionId: string, blockId: string, change: BlockActionChange): Promise<BlockAction> {
    return this.db.$transaction(async (tx) => {
      const session = sessionId === guest.sessionId ? await this.permissions.factsOf(sessionId, tx) : null;
      if (!session || !this.permissions.canGuest(guest, 'note.read', session)) throw new Failure('NOT_FOUND');
      if (session.final) throw new Failure('NOTE_LOCKED');
      if (!this.permissions.canGuest(guest, 'note.write', session)) throw new Failure('NOT_ALLOWED');
      return this.write(tx, session, blockId, change, guest.personId, async (ownerId) => ownerId === guest.personId);
    });
  }

  /** Works before the server has read the block: then the outcome waits, without text, for what it reads. */
  private async write(
    tx: Transaction,
    session: SessionFacts,
    blockId: string,
    change: BlockActionChange,
    byId: string,
    mayChoose: (ownerId: string) => Promise<boolean>,
  ): Promise<BlockAction> {
    // The note first: whoever reads its outcomes into the tables holds this lock too, and would wait for our new row.
    const [note] = await tx.$queryRaw<{ id: string }[]>`select "id" from "Note" where "sessionId" = ${session.id}::uuid for update`;
    if (!note) throw new Failure('NOT_FOUND');
    const key = { noteId_blockId: { noteId: note.id, blockId } };
    await tx.outcome.createMany({ data: { noteId: note.id, blockId, kind: 'ACTION' }, skipDuplicates: true });
    const outcome = await tx.outcome.findUniqueOrThrow({ where: key, select: { id: true } });
    await tx.action.createMany({ data: { outcomeId: outcome.id }, skipDuplicates: true });
    const { id } = await tx.action.findUniqueOrThrow({ where: { outcomeId: outcome.id }, select: { id: true } });
    const row = await this.changes.lock(tx, id);
    if (change.ownerId && change.ownerId !== row.ownerId && !(await mayChoose(change.ownerId))) {
      throw new Failure('OWNER_NOT_PRESENT', { issues: [{ path: ['ownerId'], code: session.confidentiality === 'CONFIDENTIAL' ? 'OWNER_NOT_PRESENT' : 'NOT_FOUND' }] });
    }
    await this.changes.apply(tx, row, session, { change, byId, inNote: true });
    const now = await tx.action.findUniqueOrThrow({
      where: { id },
      select: { state: true, revision: true, dueOn: true, owner: { select: { id: true, name: true, unit: { select: { name: true } } } } },
    });
    return {
      blockId,
      actionId: id,
      state: now.state,
      revision: now.revision,
      dueOn: now.dueOn && now.dueOn.toISOString().slice(0, 10),
      owner: now.owner && { id: now.owner.id, name: now.owner.name, unit: now.owner.unit?.name ?? null },
    };
  }
}
