import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { ListedKind, type OutcomeOverview, type OutcomeQuery, type QuestionOutcome } from '@kenniskamer/shared/home';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import { Id } from '@kenniskamer/shared/basics';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Wordings } from '../agenda/wordings.service.js';

/** Of each kind, on a page that is opened. */
const FIRST = 20;

const columns = {
  id: true,
  kind: true,
  text: true,
  note: { select: { session: { select: { id: true, title: true, startsAt: true } } } },
} satisfies Prisma.OutcomeSelect;

const itemOf = ({ note, ...outcome }: Prisma.OutcomeGetPayload<{ select: typeof columns }>): QuestionOutcome => ({ ...outcome, session: note.session });

/** What sessions brought up on a question: each outcome follows its session. */
@Injectable()
export class QuestionOutcomes {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly wordings: Wordings,
  ) {}

  async list(viewer: Viewer, key: string, query: OutcomeQuery) {
    return this.page(this.about(viewer, await this.questionId(key)), query);
  }

  async overview(viewer: Viewer, key: string): Promise<OutcomeOverview> {
    const where = this.about(viewer, await this.questionId(key));
    const all = await this.db.outcome.findMany({ where, orderBy: { id: 'desc' }, select: { id: true, kind: true, noteId: true } });
    const of = (kind: OutcomeKind) => all.filter((row) => row.kind === kind);
    const kinds = Object.fromEntries(OutcomeKind.options.map((kind) => [kind, of(kind).length])) as OutcomeOverview['kinds'];
    const pages = ListedKind.options.map((kind) => [kind, pageFrom(of(kind), FIRST, ({ id }) => id)] as const);
    const ids = pages.flatMap(([, { items }]) => items.map(({ id }) => id));
    const shown = await this.db.outcome.findMany({ where: { AND: [where, { id: { in: ids } }] }, select: columns });
    const items = new Map(shown.map((row) => [row.id, itemOf(row)]));
    const first = Object.fromEntries(pages.map(([kind, page]) => [kind, { ...page, items: page.items.flatMap(({ id }) => items.get(id) ?? []) }])) as OutcomeOverview['first'];
    return { kinds, sessions: new Set(all.map(({ noteId }) => noteId)).size, first };
  }

  private async page(where: Prisma.OutcomeWhereInput, { kind, limit, cursor }: OutcomeQuery) {
    const after = readCursor(cursor, Id);
    const rows = await this.db.outcome.findMany({
      where: { AND: [where, { kind }, after === null ? {} : { id: { lt: after } }] },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: columns,
    });
    const page = pageFrom(rows, limit, ({ id }) => id);
    return { ...page, items: page.items.map(itemOf) };
  }

  private about(viewer: Viewer, questionId: string): Prisma.OutcomeWhereInput {
    return { AND: [this.permissions.visible(viewer, 'outcome'), { text: { not: '' }, questions: { some: { questionId } } }] };
  }

  private async questionId(key: string): Promise<string> {
    const found = Id.safeParse(key).success
      ? await this.db.wording.findFirst({ where: { questionId: key, edition: { state: 'ADOPTED' } }, select: { questionId: true } })
      : await this.wordings.inCurrent({ code: key.toUpperCase() });
    if (!found) throw new Failure('NOT_FOUND');
    return found.questionId;
  }
}
