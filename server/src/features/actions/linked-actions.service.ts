import { Injectable } from '@nestjs/common';
import { ActionState } from '@kenniskamer/shared/action';
import { prose, type Day, type Language } from '@kenniskamer/shared/basics';
import { dayOfDate } from '@kenniskamer/shared/day';
import { Failure } from '@kenniskamer/shared/failure';
import { z } from 'zod';
import { Database } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import { ActionChanges } from './action-changes.service.js';
import { ActionLinks, asReader } from './action-links.service.js';

export interface LinkedAction {
  text: string;
  state: ActionState;
  dueOn: Day | null;
  /** Null where the owner may not read the session. */
  session: string | null;
  revision: number;
  language: Language;
}
/** What the page's form sends. */
export const LinkedChange = z.object({ state: ActionState, remark: prose(2000).default(''), revision: z.coerce.number().int() });
export type LinkedChange = z.infer<typeof LinkedChange>;

/** One action by the link that its owner was mailed. */
@Injectable()
export class LinkedActions {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly links: ActionLinks,
    private readonly changes: ActionChanges,
  ) {}

  async read(token: string, ip: string): Promise<LinkedAction> {
    const { actionId, ownerId } = await this.links.open(token, ip);
    const row = await this.db.action.findUniqueOrThrow({
      where: { id: actionId },
      select: {
        state: true,
        dueOn: true,
        revision: true,
        owner: { select: { language: true } },
        outcome: { select: { text: true, note: { select: { session: { select: { id: true, title: true } } } } } },
      },
    });
    const { session } = row.outcome.note;
    const reads = await this.db.session.count({ where: { id: session.id, AND: this.permissions.visible(asReader(ownerId), 'session') } });
    return {
      text: row.outcome.text,
      state: row.state,
      dueOn: row.dueOn && dayOfDate(row.dueOn),
      revision: row.revision,
      language: row.owner?.language ?? 'nl',
      session: reads > 0 ? session.title : null,
    };
  }

  async change(token: string, ip: string, { state, remark, revision }: LinkedChange): Promise<void> {
    const { actionId, ownerId } = await this.links.open(token, ip);
    await this.db.$transaction(async (tx) => {
      const row = await this.changes.lock(tx, actionId);
      if (row.ownerId !== ownerId) throw new Failure('LINK_NOT_VALID');
      const { session } = await this.permissions.requireAction(asReader(ownerId), 'action.move', actionId, tx);
      if (state !== row.state && revision !== row.revision) throw new Failure('CHANGED_MEANWHILE');
      await this.changes.apply(tx, row, session, { change: { state }, remark, byId: ownerId });
    });
  }
}
