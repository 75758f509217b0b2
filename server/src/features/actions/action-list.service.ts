import { Injectable } from '@nestjs/common';
import { ActionGroup, type ActionFilter, type ActionOverview, type ActionQuery } from '@kenniskamer/shared/action';
import { dayOf } from '@kenniskamer/shared/dates';
import { dayOfDate } from '@kenniskamer/shared/day';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { after, filtered, ofGroup, ofSegment, shown, whoseActions } from './action-filter.rules.js';
import { latestWording, rowColumns, toRow, type Row } from './action-rows.rules.js';
import { Place, segments, type KeyPlace, type Segment } from './actions.rules.js';

type Where = Prisma.ActionWhereInput;

/** Lists and counts of actions: each row through what its reader may see. */
@Injectable()
export class ActionList {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
  ) {}

  /** Overdue first, then without owner, then by date. */
  async list(viewer: Viewer, query: ActionQuery, now = new Date()) {
    const today = dayOf(now);
    const place = readCursor(query.cursor, Place);
    const asked = filtered(query, await this.withBelow(query.unit), today);
    const found: { row: Row; segment: Segment }[] = [];
    for (const segment of segments.slice(place ? segments.indexOf(place.segment) : 0)) {
      const left = query.limit + 1 - found.length;
      if (left <= 0) break;
      const rows = await this.inOrder(viewer, query.whose, { AND: [asked, ofSegment(segment, today)] }, place?.segment === segment ? place : null, left);
      found.push(...rows.map((row) => ({ row, segment })));
    }
    const page = pageFrom(found, query.limit, ({ segment, row }) => ({ segment, ...placeOf(row) }));
    return { ...page, items: page.items.map(({ row }) => toRow(row, viewer, today)) };
  }

  /**
   * The first rows after `place` that `viewer` may see. An index gives the order, and only then, of so many at a time, is
   * asked which may be seen: in one query the database makes all that may be seen ready before it takes the first.
   */
  private async inOrder(viewer: Viewer, whose: ActionFilter['whose'], asked: Where, place: KeyPlace | null, wanted: number): Promise<Row[]> {
    const mine: Where = whose === 'MINE' ? { ownerId: viewer.id } : {};
    const found: Row[] = [];
    let from = place;
    for (let look = wanted; found.length < wanted; look *= 4) {
      const keys = await this.db.action.findMany({
        where: { AND: [asked, mine, from ? after(from) : {}] },
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        take: look,
        select: { id: true, dueOn: true },
      });
      const last = keys.at(-1);
      if (!last) break;
      const rows = await this.db.action.findMany({ where: { AND: [this.seen(viewer, whose), { id: { in: keys.map(({ id }) => id) } }] }, select: rowColumns(viewer) });
      const byId = new Map(rows.map((row) => [row.id, row]));
      found.push(...keys.flatMap(({ id }) => byId.get(id) ?? []));
      if (keys.length < look) break;
      from = placeOf(last);
    }
    return found.slice(0, wanted);
  }

  /** What of this list asks for somebody's attention now. */
  async pressing(viewer: Viewer, whose: ActionFilter['whose'], now = new Date()): Promise<{ overdue: number; withoutOwner: number }> {
    const seen = this.seen(viewer, whose);
    const of = (segment: Segment) => this.count(seen, ofSegment(segment, dayOf(now)));
    const [overdue, withoutOwner] = await Promise.all([of('OVERDUE'), of('WITHOUT_OWNER')]);
    return { overdue, withoutOwner };
  }

  async overview(viewer: Viewer, filter: ActionFilter, now = new Date()): Promise<ActionOverview> {
    const today = dayOf(now);
    const where = await this.where(viewer, filter, today);
    const open = (whose: ActionFilter['whose']) => this.count(this.seen(viewer, whose), filtered({ whose, state: 'TO_DO' }, null, today));
    const counts = await Promise.all(ActionGroup.options.map((group) => this.count(where, ofGroup(group, today))));
    const [FOLLOWED, MINE, ALL] = await Promise.all([viewer.coordinates ? open('FOLLOWED') : null, open('MINE'), open('ALL')]);
    return {
      groups: Object.fromEntries(ActionGroup.options.map((group, place) => [group, counts[place] ?? 0])) as ActionOverview['groups'],
      whose: { FOLLOWED, MINE, ALL },
      ...(await this.facets(this.seen(viewer, filter.whose))),
    };
  }

  /** What the filters can choose from: people, units and questions of actions that this reader may see, and no other. */
  private async facets(where: Where) {
    const [byOwner, byQuestion] = await Promise.all([
      this.db.action.groupBy({ by: ['ownerId'], where, _count: true, orderBy: { _count: { ownerId: 'desc' } }, take: 200 }),
      this.db.outcomeQuestion.groupBy({ by: ['questionId'], where: { outcome: { action: where } }, _count: true }),
    ]);
    const times = (rows: { _count: number }[], at: number) => rows[at]?._count ?? 0;
    const owners = await this.db.person.findMany({
      where: { id: { in: byOwner.flatMap(({ ownerId }) => ownerId ?? []) } },
      select: { id: true, name: true, unit: { select: { id: true, name: true } } },
    });
    const questions = await this.db.question.findMany({
      where: { id: { in: byQuestion.map(({ questionId }) => questionId) } },
      select: { id: true, wordings: latestWording },
    });
    const ofOwner = (id: string) => times(byOwner, byOwner.findIndex(({ ownerId }) => ownerId === id));
    const units = new Map<string, { id: string; name: string; n: number }>();
    for (const { id, unit } of owners) {
      if (unit) units.set(unit.id, { ...unit, n: (units.get(unit.id)?.n ?? 0) + ofOwner(id) });
    }
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, 'nl', { numeric: true });
    return {
      owners: owners.map(({ id, name }) => ({ id, name, n: ofOwner(id) })).sort(byName),
      questions: questions
        .flatMap(({ id, wordings }) => wordings.map(({ code }) => ({ id: code, name: code, n: times(byQuestion, byQuestion.findIndex((row) => row.questionId === id)) })))
        .sort(byName),
      units: [...units.values()].sort(byName),
    };
  }

  private seen(viewer: Viewer, whose: ActionFilter['whose']): Where {
    return { AND: [this.permissions.visible(viewer, 'action'), shown, whoseActions(viewer, whose)] };
  }

  private async where(viewer: Viewer, filter: ActionFilter, today: string): Promise<Where> {
    return { AND: [this.seen(viewer, filter.whose), filtered(filter, await this.withBelow(filter.unit), today)] };
  }

  private count(...all: Where[]): Promise<number> {
    return this.db.action.count({ where: { AND: all } });
  }

  private async withBelow(unit: string | undefined): Promise<string[] | null> {
    if (unit === undefined) return null;
    const rows = await this.db.$queryRaw<{ id: string }[]>`
      with recursive below as (
        select "id" from "Unit" where "id" = ${unit}::uuid
        union select "Unit"."id" from "Unit" join below on "Unit"."parentId" = below."id")
      select "id" from below`;
    return rows.map(({ id }) => id);
  }
}

const placeOf = ({ dueOn, id }: { dueOn: Date | null; id: string }): KeyPlace => ({ dueOn: dueOn && dayOfDate(dueOn), id });
