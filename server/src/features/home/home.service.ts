import { Injectable } from '@nestjs/common';
import { toDo } from '@kenniskamer/shared/action';
import type { Home, Task } from '@kenniskamer/shared/home';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Wordings } from '../agenda/wordings.service.js';
import { ActionList } from '../actions/action-list.service.js';
import { inOrder } from './home.rules.js';

type Where = Prisma.SessionWhereInput;
/** More than this of one kind says nothing more. */
const AT_MOST = 20;
const live: Prisma.InvitationWhereInput = { removedAt: null, replacedAt: null };
const sent: Where = { sendings: { some: {} }, cancellation: null };

/** What must I do now? Each part looks among what this reader may see. */
@Injectable()
export class HomePage {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly wordings: Wordings,
    private readonly actions: ActionList,
  ) {}

  async read(viewer: Viewer, now = new Date()): Promise<Home> {
    const parts = await Promise.all([
      this.toEnd(viewer, now),
      this.toFinalise(viewer),
      this.goingOn(viewer, now),
      this.refused(viewer, now),
      this.toAnswer(viewer, now),
      this.pressing(viewer, 'MINE', now),
      viewer.coordinates ? this.pressing(viewer, 'FOLLOWED', now) : [],
      this.drafts(viewer),
      viewer.administrator ? this.administration() : [],
    ]);
    return { tasks: inOrder(parts.flat()) };
  }

  private async toEnd(viewer: Viewer, now: Date): Promise<Task[]> {
    const rows = await this.sessions([this.organised(viewer), sent, { endsAt: { lte: now }, ending: null, finalisation: null }]);
    return rows.map(({ id, title, endsAt, changedAt }) => ({ kind: 'END', sessionId: id, title, at: endsAt ?? changedAt }));
  }

  private async toFinalise(viewer: Viewer): Promise<Task[]> {
    const rows = await this.sessions([this.organised(viewer), { cancellation: null, ending: { isNot: null }, finalisation: null }]);
    return Promise.all(
      rows.map(async ({ id, title, endsAt, changedAt }) => ({
        kind: 'FINALISE' as const,
        sessionId: id,
        title,
        at: endsAt ?? changedAt,
        withoutOwner: await this.db.action.count({
          where: { ownerId: null, state: { in: [...toDo] }, sessionId: id, outcome: { removedAt: null, kind: 'ACTION', text: { not: '' } } },
        }),
      })),
    );
  }

  private async goingOn(viewer: Viewer, now: Date): Promise<Task[]> {
    const mine: Where = { OR: [this.organised(viewer), { invitations: { some: { personId: viewer.id, ...live } } }] };
    const rows = await this.sessions([mine, sent, { startsAt: { lte: now }, endsAt: { gt: now }, ending: null }]);
    return rows.map(({ id, title, startsAt, changedAt }) => ({ kind: 'NOTE', sessionId: id, title, at: startsAt ?? changedAt }));
  }

  private async refused(viewer: Viewer, now: Date): Promise<Task[]> {
    const undelivered: Prisma.InvitationWhereInput = { ...live, mails: { some: { state: 'REFUSED' } } };
    const rows = await this.db.session.findMany({
      where: { AND: [this.organised(viewer), sent, { endsAt: { gt: now }, invitations: { some: undelivered } }] },
      select: { id: true, title: true, invitations: { where: undelivered, select: { person: { select: { name: true } } }, take: AT_MOST } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: AT_MOST,
    });
    return rows.map(({ id, title, invitations }) => ({
      kind: 'REFUSED',
      sessionId: id,
      title,
      n: invitations.length,
      names: invitations.slice(0, 3).map(({ person }) => person.name),
    }));
  }

  private async toAnswer(viewer: Viewer, now: Date): Promise<Task[]> {
    const asked: Where = { invitations: { some: { personId: viewer.id, partstat: 'NEEDS_ACTION', ...live } } };
    const rows = await this.sessions([this.permissions.visible(viewer, 'session'), asked, { cancellation: null, ending: null, endsAt: { gt: now } }]);
    return rows.map(({ id, title, startsAt }) => ({ kind: 'ANSWER', sessionId: id, title, at: startsAt }));
  }

  private async pressing(viewer: Viewer, whose: 'MINE' | 'FOLLOWED', now: Date): Promise<Task[]> {
    const { overdue, withoutOwner } = await this.actions.pressing(viewer, whose, now);
    return overdue + withoutOwner > 0 ? [{ kind: 'ACTIONS', whose, overdue, withoutOwner }] : [];
  }

  private async drafts(viewer: Viewer): Promise<Task[]> {
    const rows = await this.sessions([this.organised(viewer), { sendings: { none: {} }, cancellation: null, ending: null }], { changedAt: 'desc' });
    return rows.map(({ id, title, changedAt }) => ({ kind: 'DRAFT', sessionId: id, title, at: changedAt }));
  }

  private async administration(): Promise<Task[]> {
    const tasks: Task[] = [];
    const draft = await this.db.edition.findFirst({ where: { state: 'DRAFT' }, orderBy: { createdAt: 'desc' }, select: { id: true, year: true } });
    if (draft) tasks.push({ kind: 'EDITION', editionId: draft.id, year: draft.year });
    const unplaced = await this.db.person.count({ where: { unitId: null, leftOn: null, maySignIn: true, email: { not: null } } });
    if (unplaced > 0) tasks.push({ kind: 'PEOPLE_WITHOUT_UNIT', n: unplaced });
    const current = await this.wordings.current();
    const untied = current ? await this.db.wording.count({ where: { editionId: current.id, question: { units: { none: {} } } } }) : 0;
    if (untied > 0) tasks.push({ kind: 'QUESTIONS_WITHOUT_UNIT', n: untied });
    return tasks;
  }

  private organised(viewer: Viewer): Where {
    return this.permissions.visible(viewer, 'organised session');
  }

  private sessions(all: Where[], orderBy: Prisma.SessionOrderByWithRelationInput = { startsAt: 'asc' }) {
    return this.db.session.findMany({
      where: { AND: all },
      orderBy: [orderBy, { id: 'asc' }],
      take: AT_MOST,
      select: { id: true, title: true, startsAt: true, endsAt: true, changedAt: true },
    });
  }
}
