import { Injectable } from '@nestjs/common';
import type { Action, ActionChange, ActionEvent } from '@kenniskamer/shared/action';
import { dayOf } from '@kenniskamer/shared/dates';
import { Failure } from '@kenniskamer/shared/failure';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { shown } from './action-filter.rules.js';
import { rowColumns, toRow } from './action-rows.rules.js';
import { ActionChanges } from './action-changes.service.js';

/** One action: read, and moved on. */
@Injectable()
export class Actions {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly changes: ActionChanges,
  ) {}

  /** Throws `NOT_FOUND`, also for an action that exists but is not for `viewer`. */
  async read(viewer: Viewer, id: string, tx: Transaction = this.db, now = new Date()): Promise<Action> {
    const found = await tx.action.findFirst({ where: { id, AND: [this.permissions.visible(viewer, 'action'), shown] }, select: rowColumns(viewer) });
    if (!found) throw new Failure('NOT_FOUND');
    const row = toRow(found, viewer, dayOf(now));
    return { ...row, from: await this.origin(row, found.session.finalisation !== null, tx), events: await this.events(id, tx) };
  }

  async change(viewer: Viewer, id: string, input: ActionChange): Promise<Action> {
    const { revision, remark, ...change } = input;
    return this.db.$transaction(async (tx) => {
      const before = await this.read(viewer, id, tx);
      const assigns = change.ownerId !== undefined || change.dueOn !== undefined;
      if (!assigns || change.state !== undefined) await this.permissions.requireAction(viewer, 'action.move', id, tx);
      const { session } = await this.permissions.requireAction(viewer, assigns ? 'action.assign' : 'action.move', id, tx);
      const row = await this.changes.lock(tx, id);
      const changes = assigns || change.state !== undefined;
      if (changes && row.revision !== revision) throw new Failure('CHANGED_MEANWHILE', { values: { revision: row.revision } });
      if (!changes && !remark) throw Failure.at(['remark'], 'REQUIRED');
      await this.changes.apply(tx, row, session, { change, remark, byId: viewer.id });
      // Giving it away may take it out of one's own sight: then what is told is what was seen.
      return this.read(viewer, id, tx).catch((error: unknown) => {
        if (error instanceof Failure && error.code === 'NOT_FOUND') return { ...before, may: { move: false, assign: false, chase: false } };
        throw error;
      });
    });
  }

  private async origin(row: Pick<Action, 'id' | 'session'>, final: boolean, tx: Transaction): Promise<Action['from']> {
    if (!row.session) return null;
    const { blockId, item } = await tx.outcome.findFirstOrThrow({
      where: { action: { id: row.id } },
      select: { blockId: true, item: { select: { title: true } } },
    });
    return { session: row.session, item: item?.title ?? null, blockId, link: final ? 'REPORT' : 'NOTE' };
  }

  /** Newest first. */
  private async events(actionId: string, tx: Transaction): Promise<ActionEvent[]> {
    const rows = await tx.actionEvent.findMany({ where: { actionId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 200 });
    const ids = rows.flatMap(({ byId, field, from, to }) => [byId, ...(field === 'OWNER' || field === 'CHASE' ? [from, to] : [])]);
    const people = await tx.person.findMany({ where: { id: { in: ids.filter((id) => id !== null) } }, select: { id: true, name: true } });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    return rows.map(({ id, at, byId, field, from, to, remark }) => {
      const named = field === 'OWNER' || field === 'CHASE';
      return { id, at, by: nameOf(byId), field: field as ActionEvent['field'], from: named ? nameOf(from) : from, to: named ? nameOf(to) : to, remark };
    });
  }
}
