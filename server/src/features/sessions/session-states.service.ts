import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { instantsOf, type SessionCourse, type SessionField } from '@kenniskamer/shared/session';
import type { Transaction } from '../../platform/database/database.service.js';
import { courseColumns, courseOf } from './session-faces.service.js';
import type { ItemState, SessionState } from './sessions.rules.js';

export interface Locked {
  revision: number;
  zone: string;
  course: SessionCourse;
  state: SessionState;
}

const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
const dateOf = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));

/** Reads and writes all that a form can change of a session, under the lock that makes its acts take turns. */
@Injectable()
export class SessionStates {
  /** Acts on one session take turns; call it before reading what the act depends on. */
  async lock(tx: Transaction, id: string): Promise<Locked> {
    await tx.$queryRaw`select 1 from "Session" where "id" = ${id}::uuid for update`;
    const row = await tx.session.findUnique({
      where: { id },
      select: {
        ...courseColumns,
        revision: true,
        zone: true,
        title: true,
        goal: true,
        day: true,
        startClock: true,
        endClock: true,
        place: true,
        video: true,
        levels: true,
        confidentiality: true,
        guestsWrite: true,
        questions: { orderBy: { place: 'asc' } },
        items: { orderBy: { place: 'asc' }, include: { questions: true } },
      },
    });
    if (!row) throw new Failure('NOT_FOUND');
    const questionIds = row.questions.map(({ questionId }) => questionId);
    return {
      revision: row.revision,
      zone: row.zone,
      course: courseOf(row),
      state: {
        title: row.title,
        goal: row.goal,
        day: dayOf(row.day),
        startClock: row.startClock,
        endClock: row.endClock,
        place: row.place,
        video: row.video,
        levels: row.levels,
        confidentiality: row.confidentiality,
        guestsWrite: row.guestsWrite,
        questionIds,
        items: row.items.map(({ id: itemId, title, minutes, speaker, questions }) => ({
          id: itemId,
          title,
          minutes,
          speaker,
          questionIds: questionIds.filter((one) => questions.some(({ questionId }) => questionId === one)),
        })),
      },
    };
  }

  /** Writes `state`; of questions and items only what is in `fields`. Throws the issues of times that cannot be. */
  async write(tx: Transaction, id: string, zone: string, state: SessionState, fields: SessionField[], now: Date): Promise<void> {
    const { questionIds, items, day, ...columns } = state;
    const { issues, ...instants } = instantsOf({ ...state, zone });
    if (issues.length > 0) throw new Failure('INVALID_INPUT', { issues });
    if (fields.includes('questionIds')) await this.checkQuestions(tx, questionIds);
    await tx.session.update({
      where: { id },
      data: { ...columns, ...instants, day: dateOf(day), changedAt: now, revision: { increment: 1 } },
    });
    if (fields.includes('questionIds')) await this.writeQuestions(tx, id, questionIds);
    if (fields.includes('items')) await this.writeItems(tx, id, items);
  }

  /** Only questions of an adopted edition: a draft's are not known to everybody. */
  private async checkQuestions(tx: Transaction, questionIds: string[]): Promise<void> {
    const known = await tx.question.findMany({
      where: { id: { in: questionIds }, wordings: { some: { edition: { state: 'ADOPTED' } } } },
      select: { id: true },
    });
    const missing = questionIds.findIndex((questionId) => !known.some(({ id }) => id === questionId));
    if (missing >= 0) throw Failure.at(['questionIds', missing], 'NOT_FOUND');
  }

  private async writeQuestions(tx: Transaction, sessionId: string, questionIds: string[]): Promise<void> {
    await tx.sessionQuestion.deleteMany({ where: { sessionId } });
    await tx.sessionQuestion.createMany({ data: questionIds.map((questionId, place) => ({ sessionId, questionId, place })) });
  }

  /** Items that stay keep their row, since outcomes point to it. */
  private async writeItems(tx: Transaction, sessionId: string, items: ItemState[]): Promise<void> {
    const ids = items.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw Failure.at(['items'], 'NOT_VALID');
    await tx.programmeItem.deleteMany({ where: { sessionId, id: { notIn: ids } } });
    // Out of the way first: a place stands once per session, also halfway through.
    await tx.$executeRaw`update "ProgrammeItem" set "place" = -1 - "place" where "sessionId" = ${sessionId}::uuid`;
    const kept = await tx.programmeItem.findMany({ where: { sessionId }, select: { id: true } });
    for (const [place, { id, questionIds: _about, ...item }] of items.entries()) {
      if (kept.some((row) => row.id === id)) await tx.programmeItem.update({ where: { id }, data: { ...item, place } });
      else await tx.programmeItem.create({ data: { id, sessionId, place, ...item } });
    }
    await tx.itemQuestion.deleteMany({ where: { itemId: { in: ids } } });
    await tx.itemQuestion.createMany({
      data: items.flatMap(({ id: itemId, questionIds }) => questionIds.map((questionId) => ({ itemId, questionId }))),
    });
  }
}
