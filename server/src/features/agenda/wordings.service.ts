import { Injectable } from '@nestjs/common';
import type { Judgement } from '@kenniskamer/shared/question';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { States } from './wordings.rules.js';

const latest = {
  where: { currentAt: { not: null } },
  orderBy: [{ currentAt: 'desc' }, { id: 'desc' }],
} satisfies Prisma.EditionFindFirstArgs;

/** What the readers of agenda and questions share: which edition is current, and how questions stand. */
@Injectable()
export class Wordings {
  constructor(private readonly db: Database) {}

  /** The edition that became current last; null before the first load. */
  async current(tx: Transaction = this.db): Promise<{ id: string; year: number } | null> {
    return tx.edition.findFirst({ ...latest, select: { id: true, year: true } });
  }

  /** The code of each question in the current edition. */
  async codes(): Promise<Map<string, string>> {
    const edition = await this.db.edition.findFirst({ ...latest, select: { wordings: { select: { questionId: true, code: true } } } });
    return new Map(edition?.wordings.map(({ questionId, code }) => [questionId, code]));
  }

  /** How the current edition words it: by code, or the question itself; null when it does not have it. */
  async inCurrent(named: { code: string } | { questionId: string }, tx: Transaction = this.db): Promise<{ id: string; questionId: string } | null> {
    const edition = await tx.edition.findFirst({ ...latest, select: { wordings: { where: named, select: { id: true, questionId: true } } } });
    return edition?.wordings[0] ?? null;
  }

  /** The latest judgement per question; questions without one are absent. */
  async judgements(questionIds: string[], tx: Transaction = this.db): Promise<Map<string, Judgement>> {
    const rows = await tx.$queryRaw<(Omit<Judgement, 'by'> & { questionId: string; byId: string; byName: string })[]>`
      select distinct on (a."questionId") a."id", a."questionId", a."at", a."state"::text as "state", a."reason", p."id" as "byId", p."name" as "byName"
      from "Answer" a join "Person" p on p."id" = a."byId"
      where a."questionId" = any(${questionIds}::uuid[])
      order by a."questionId", a."at" desc, a."id" desc`;
    return new Map(
      rows.map(({ questionId, id, at, state, reason, byId, byName }) => [questionId, { id, at, state, reason, by: { id: byId, name: byName } }]),
    );
  }

  async states(questionIds: string[], tx: Transaction = this.db): Promise<States> {
    const judgements = await this.judgements(questionIds, tx);
    return new Map([...judgements].map(([id, { state }]) => [id, state]));
  }
}
