import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { Judgement, listQuestions, NewJudgement, Question, QuestionItem } from '@kenniskamer/shared/question';
import type { PageQuery } from '@kenniskamer/shared/basics';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.service.js';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { mayJudge } from '../../platform/permissions/permissions.rules.js';
import { requireAdministrator } from '../../platform/permissions/roles.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { itemOf, sameSince, shown, whole } from './wordings.rules.js';
import { Wordings } from './wordings.service.js';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Questions are for everybody who is signed in; judging is for coordinators, tying to units for administrators. */
@Injectable()
export class Questions {
  constructor(
    private readonly db: Database,
    private readonly wordings: Wordings,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** The current edition's questions in its own order: each kernvraag with its deelvragen behind it. */
  async list({ limit, cursor, theme }: z.output<(typeof listQuestions)['input']>): Promise<Page<QuestionItem>> {
    const [after] = readCursor(cursor, z.tuple([z.int().min(0).max(1_000_000)])) ?? [-1];
    const edition = await this.wordings.current();
    if (!edition) return { items: [], nextCursor: null };
    const rows = await this.db.wording.findMany({
      where: { editionId: edition.id, place: { gt: after }, ...(theme ? { theme: { code: theme } } : {}) },
      orderBy: { place: 'asc' },
      take: limit + 1,
      select: shown,
    });
    const { items, nextCursor } = pageFrom(rows, limit, ({ place }) => [place]);
    const states = await this.wordings.states(items.map(({ questionId }) => questionId));
    return { items: items.map((row) => itemOf(row, states)), nextCursor };
  }

  /** Throws `NOT_FOUND`, also for a question that stands in no adopted edition yet. */
  async read(viewer: Viewer, key: string, tx: Transaction = this.db): Promise<Question> {
    const { id: wordingId, questionId: id } = await this.find(key, tx);
    const row = await tx.wording.findUniqueOrThrow({ where: { id: wordingId }, select: whole });
    const { parent, children, question } = row;
    const editionYear = row.edition.year;
    const judgements = await this.wordings.judgements([row, ...children, ...(parent ? [parent] : [])].map(({ questionId }) => questionId), tx);
    const states = new Map([...judgements].map(([of, { state }]) => [of, state]));
    const history = question.wordings.map(({ title, text, edition: { year } }) => ({ title, text, year }));
    const units = question.units.map(({ unit }) => unit);
    return {
      ...itemOf(row, states),
      context: row.context,
      editionYear,
      sameSince: sameSince(history.filter(({ year }) => year <= editionYear)),
      theme: { code: row.theme.code, title: row.theme.title },
      parent: parent && itemOf(parent, states),
      subquestions: children.map((one) => itemOf(one, states)),
      units,
      judgement: judgements.get(id) ?? null,
      judgementCount: question._count.answers,
      mayJudge: mayJudge(viewer, units.map((unit) => unit.id)),
    };
  }

  /** All judgements, the latest first. */
  async judgements(key: string, { limit, cursor }: PageQuery): Promise<Page<Judgement>> {
    const after = readCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
    const { questionId } = await this.find(key, this.db);
    const rows = await this.db.answer.findMany({
      where: {
        questionId,
        ...(after ? { OR: [{ at: { lt: after[0] } }, { at: after[0], id: { lt: after[1] } }] } : {}),
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: { id: true, at: true, state: true, reason: true, by: { select: { id: true, name: true } } },
    });
    return pageFrom(rows, limit, ({ at, id }) => [at.toISOString(), id]);
  }

  /** Adds a judgement; the ones before stay as its history. */
  async judge(viewer: Viewer, key: string, { state, reason }: NewJudgement): Promise<Question> {
    return this.db.$transaction(async (tx) => {
      const { questionId } = await this.locked(key, tx);
      const units = await this.unitsOf(questionId, tx);
      if (!mayJudge(viewer, units.map((unit) => unit.id))) throw new Failure('NOT_ALLOWED');
      const before = (await this.wordings.states([questionId], tx)).get(questionId) ?? 'OPEN';
      await tx.answer.create({ data: { questionId, byId: viewer.id, state, reason } });
      await this.audit.add(tx, { actorId: viewer.id, act: 'question.judged', thing: 'question', thingId: questionId, changes: { state: { from: before, to: state } } });
      await this.outbox.add(tx, 'question.changed', { questionId });
      return this.read(viewer, questionId, tx);
    });
  }

  /** The units whose coordinators judge it; none means that any coordinator may. */
  async tie(viewer: Viewer, key: string, unitIds: string[]): Promise<Question> {
    requireAdministrator(viewer);
    return this.db.$transaction(async (tx) => {
      const { questionId } = await this.locked(key, tx);
      const wanted = [...new Set(unitIds)];
      const units = await tx.unit.findMany({ where: { id: { in: wanted } }, select: { id: true } });
      if (units.length < wanted.length) throw Failure.at(['unitIds'], 'NOT_FOUND');
      const before = await this.unitsOf(questionId, tx);
      await tx.questionUnit.deleteMany({ where: { questionId, unitId: { notIn: wanted } } });
      await tx.questionUnit.createMany({ data: wanted.map((unitId) => ({ questionId, unitId })), skipDuplicates: true });
      const changes = { unitIds: { from: before.map(({ id }) => id), to: wanted } };
      await this.audit.add(tx, { actorId: viewer.id, act: 'question.tied', thing: 'question', thingId: questionId, changes });
      await this.outbox.add(tx, 'question.changed', { questionId });
      return this.read(viewer, questionId, tx);
    });
  }

  /** Judgements and ties of one question take turns, so that the audit's "from" is true. */
  private async locked(key: string, tx: Transaction) {
    const row = await this.find(key, tx);
    await tx.$queryRaw`select 1 from "Question" where "id" = ${row.questionId}::uuid for update`;
    return row;
  }

  private async unitsOf(questionId: string, tx: Transaction) {
    return tx.unit.findMany({ where: { questions: { some: { questionId } } }, orderBy: { name: 'asc' }, select: { id: true, name: true } });
  }

  /** By code in the current edition; by id also when only an older edition has it, since sessions go on pointing at it. */
  private async find(key: string, tx: Transaction) {
    const isId = key.includes('-');
    const row =
      (await this.wordings.inCurrent(isId ? { questionId: key } : { code: key.toUpperCase() }, tx)) ??
      (isId
        ? await tx.wording.findFirst({ where: { questionId: key, edition: { state: 'ADOPTED' } }, orderBy: { edition: { year: 'desc' } }, select: { id: true, questionId: true } })
        : null);
    if (!row) throw new Failure('NOT_FOUND');
    return row;
  }
}
