import { Injectable } from '@nestjs/common';
import { toDo } from '@kenniskamer/shared/action';
import type { Known } from '@kenniskamer/shared/room';
import { Database } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { InRoom } from './room.service.js';

/** As many of each as one looks through in a meeting; the question's own page has them all. */
const MOST = 100;

/** What earlier sessions brought on the questions of this one: each only as far as this reader may see it. */
@Injectable()
export class KnownBefore {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
  ) {}

  async read({ viewer, sessionId }: InRoom): Promise<Known> {
    // A personal link stands for this session alone; other reports are for who is signed in.
    if (!viewer) return { outcomes: [], actions: [] };
    const about = await this.questionsOf(sessionId);
    const questions = { some: { questionId: { in: about } } };
    const questionIds = { where: { questionId: { in: about } }, select: { questionId: true } };
    const elsewhere = { sessionId: { not: sessionId } };
    const [outcomes, actions] = await Promise.all([
      this.db.outcome.findMany({
        where: { AND: [this.permissions.visible(viewer, 'outcome'), { kind: { not: 'ACTION' }, text: { not: '' }, questions, note: elsewhere }] },
        orderBy: { id: 'desc' },
        take: MOST,
        select: { id: true, kind: true, text: true, questions: questionIds, note: { select: { session: { select: { title: true, startsAt: true } } } } },
      }),
      this.db.action.findMany({
        where: { AND: [this.permissions.visible(viewer, 'action'), { state: { in: [...toDo] }, outcome: { text: { not: '' }, questions, note: elsewhere } }] },
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        take: MOST,
        select: { id: true, dueOn: true, outcome: { select: { text: true, questions: questionIds } } },
      }),
    ]);
    return {
      outcomes: outcomes.map(({ id, kind, text, questions: of, note }) => ({ id, kind, text, questionIds: of.map(({ questionId }) => questionId), session: note.session })),
      actions: actions.map(({ id, dueOn, outcome }) => ({
        id,
        text: outcome.text,
        questionIds: outcome.questions.map(({ questionId }) => questionId),
        dueOn: dueOn?.toISOString().slice(0, 10) ?? null,
      })),
    };
  }

  private async questionsOf(sessionId: string): Promise<string[]> {
    const [own, ofItems] = await Promise.all([
      this.db.sessionQuestion.findMany({ where: { sessionId }, select: { questionId: true } }),
      this.db.itemQuestion.findMany({ where: { item: { sessionId } }, select: { questionId: true } }),
    ]);
    return [...new Set([...own, ...ofItems].map(({ questionId }) => questionId))];
  }
}
