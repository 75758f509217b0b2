import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { zonedInstant, type SessionListItem, type SessionListQuery, type SessionTitle, type SessionTitlesQuery } from '@kenniskamer/shared/session';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Wordings } from '../agenda/wordings.service.js';
import { SessionFaces, courseColumns, courseOf } from './session-faces.service.js';

const Place = z.tuple([z.iso.datetime(), z.uuid()]);

/** Sessions in lists: each holds only what its reader may see. */
@Injectable()
export class SessionLists {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly faces: SessionFaces,
    private readonly wordings: Wordings,
  ) {}

  async list(viewer: Viewer, { view, when, questionId, limit, cursor }: z.output<typeof SessionListQuery>, now = new Date()) {
    const after = readCursor(cursor, Place);
    const { within, order, column } = period[when](now);
    const seen = this.seenBy(viewer, view);
    const asked = {
      where: { AND: [seen, within, after === null ? {} : beyond(column, order, after)] },
      orderBy: [{ [column]: order }, { id: order }],
      take: limit + 1,
    } satisfies Prisma.SessionFindManyArgs;
    const where = questionId === undefined ? asked.where : { AND: [seen, { id: { in: await this.about(questionId, asked) } }] };
    const [current, rows] = await Promise.all([
      this.wordings.codes(),
      this.db.session.findMany({ ...asked, where, select: columnsFor(viewer) }),
    ]);
    const { items, nextCursor } = pageFrom(rows, limit, (row) => [(row[column] ?? row.changedAt).toISOString(), row.id]);
    const asks = items.flatMap((row) => row.questions.map((question) => question.questionId));
    const [older, replies] = await Promise.all([
      this.faces.codes(asks.filter((id) => !current.has(id))),
      this.replies(items.filter(({ organisers }) => organisers.length > 0).map(({ id }) => id)),
    ]);
    return {
      items: items.map((row): SessionListItem => ({
        ...courseOf(row),
        id: row.id,
        title: row.title,
        place: row.place,
        confidentiality: row.confidentiality,
        levels: row.levels,
        changedAt: row.changedAt,
        questionCodes: row.questions.flatMap((question) => current.get(question.questionId) ?? older.get(question.questionId) ?? []),
        organises: row.organisers.length > 0,
        partstat: row.invitations[0]?.partstat ?? null,
        replies: row.organisers.length > 0 ? (replies.get(row.id) ?? { invited: 0, accepted: 0, unanswered: 0 }) : null,
      })),
      nextCursor,
    };
  }

  /** Others' sessions in a period, as titles and times, so that organisers do not plan the same twice. */
  async titles(viewer: Viewer, { from, until, limit, cursor }: z.output<typeof SessionTitlesQuery>) {
    const after = readCursor(cursor, Place);
    const rows = await this.db.session.findMany({
      where: {
        AND: [
          this.permissions.visible(viewer, 'session title'),
          { NOT: this.permissions.visible(viewer, 'organised session'), cancellation: { is: null } },
          { startsAt: { gte: zonedInstant(from, '00:00') }, endsAt: { not: null } },
          { startsAt: { lt: zonedInstant(until, '23:59') } },
          after === null ? {} : beyond('startsAt', 'asc', after),
        ],
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      select: { id: true, title: true, startsAt: true, endsAt: true },
    });
    const dated = rows.flatMap(({ startsAt, endsAt, ...row }): SessionTitle[] => (startsAt && endsAt ? [{ ...row, startsAt, endsAt }] : []));
    return pageFrom(dated, limit, (row) => [row.startsAt.toISOString(), row.id]);
  }

  /** Which of the question's sessions: in one query the database makes all ready that hangs on a session before it looks whether it is one. */
  private async about(questionId: string, { where, ...asked }: Prisma.SessionFindManyArgs): Promise<string[]> {
    const rows = await this.db.session.findMany({ ...asked, where: { AND: [where ?? {}, { questions: { some: { questionId } } }] }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  private seenBy(viewer: Viewer, view: SessionListQuery['view']): Prisma.SessionWhereInput {
    if (view === 'READABLE') return this.permissions.visible(viewer, 'session');
    const organised = this.permissions.visible(viewer, 'organised session');
    if (view === 'ORGANISED') return organised;
    return { OR: [organised, { invitations: { some: { personId: viewer.id, removedAt: null, replacedAt: null } } }] };
  }

  private async replies(sessionIds: string[]): Promise<Map<string, Replies>> {
    if (sessionIds.length === 0) return new Map();
    const rows = await this.db.$queryRaw<(Replies & { sessionId: string })[]>`
      select "sessionId", count(*)::int as "invited",
        (count(*) filter (where "partstat" = 'ACCEPTED'))::int as "accepted",
        (count(*) filter (where "partstat" = 'NEEDS_ACTION'))::int as "unanswered"
      from "Invitation" where "sessionId" = any(${sessionIds}::uuid[]) and "removedAt" is null and "replacedAt" is null
      group by "sessionId"`;
    return new Map(rows.map(({ sessionId, ...replies }) => [sessionId, replies]));
  }
}

type Replies = NonNullable<SessionListItem['replies']>;
/** What a list shows of a session; of organisers and invitations only the reader's own. */
const columnsFor = (viewer: Viewer) =>
  ({
    ...courseColumns,
    id: true,
    title: true,
    place: true,
    confidentiality: true,
    levels: true,
    changedAt: true,
    questions: { select: { questionId: true }, orderBy: { place: 'asc' } },
    organisers: { where: { personId: viewer.id }, select: { personId: true } },
    invitations: { where: { personId: viewer.id, removedAt: null, replacedAt: null }, select: { partstat: true } },
  }) satisfies Prisma.SessionSelect;

type Column = 'startsAt' | 'changedAt';
type Order = 'asc' | 'desc';

const period: Record<SessionListQuery['when'], (now: Date) => { within: Prisma.SessionWhereInput; column: Column; order: Order }> = {
  // By its start as well, which has the index: a session ends on the day it starts, so that what is over need not be read.
  UPCOMING: (now) => ({ within: { endsAt: { gt: now }, startsAt: { gt: new Date(now.getTime() - 25 * 3_600_000) } }, column: 'startsAt', order: 'asc' }),
  PAST: (now) => ({ within: { endsAt: { lte: now }, startsAt: { lt: now } }, column: 'startsAt', order: 'desc' }),
  UNDATED: () => ({ within: { endsAt: null }, column: 'changedAt', order: 'desc' }),
};

function beyond(column: Column, order: Order, [at, id]: z.output<typeof Place>): Prisma.SessionWhereInput {
  const than = order === 'asc' ? 'gt' : 'lt';
  return { OR: [{ [column]: { [than]: at } }, { [column]: at, id: { [than]: id } }] };
}
