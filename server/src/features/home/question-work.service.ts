import { Injectable } from '@nestjs/common';
import { toDo } from '@kenniskamer/shared/action';
import type { QuestionWork } from '@kenniskamer/shared/home';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Wordings } from '../agenda/wordings.service.js';
import { workOf } from './question-work.rules.js';

/** Where do we know nothing and plan nothing? Each reader's own answer: others' sessions do not count in it. */
@Injectable()
export class QuestionsWork {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly wordings: Wordings,
  ) {}

  async list(viewer: Viewer, now = new Date()): Promise<{ items: QuestionWork[] }> {
    const edition = await this.wordings.current();
    if (!edition) return { items: [] };
    const said: Prisma.OutcomeWhereInput = { AND: [this.permissions.visible(viewer, 'outcome'), { text: { not: '' } }] };
    const open: Prisma.ActionWhereInput = { AND: [this.permissions.visible(viewer, 'action'), { state: { in: [...toDo] }, outcome: { text: { not: '' } } }] };
    const [questions, sessions, outcomes, actions] = await Promise.all([
      this.db.wording.findMany({ where: { editionId: edition.id }, select: { questionId: true, parent: { select: { questionId: true } } } }),
      this.sessions(viewer),
      this.db.outcomeQuestion.findMany({ where: { outcome: said }, select: { questionId: true, outcomeId: true } }),
      this.db.outcomeQuestion.findMany({ where: { outcome: { action: open } }, select: { questionId: true, outcomeId: true } }),
    ]);
    return { items: workOf({ questions: questions.map(({ questionId, parent }) => ({ questionId, parentId: parent?.questionId ?? null })), sessions, outcomes, actions }, now) };
  }

  /** Sent, with a time, and not cancelled. */
  private async sessions(viewer: Viewer) {
    const rows = await this.db.sessionQuestion.findMany({
      where: { session: { AND: [this.permissions.visible(viewer, 'session'), { cancellation: null, sendings: { some: {} }, startsAt: { not: null }, endsAt: { not: null } }] } },
      select: { questionId: true, sessionId: true, session: { select: { startsAt: true, endsAt: true } } },
    });
    return rows.flatMap(({ session: { startsAt, endsAt }, ...row }) => (startsAt && endsAt ? [{ ...row, startsAt, endsAt }] : []));
  }
}
