import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { ListedKind, OutcomeOverview, OutcomeQuery } from '@kenniskamer/shared/home';
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
    const first = (kind: ListedKind) => this.page(where, { kind, limit: FIRST });
    const [byKind, byNote, DECISION, INSIGHT, WHITE_SPOT] = await Promise.all([
      this.db.outcome.groupBy({ by: ['kind'], where, _count: true }),
      this.db.outcome.groupBy({ by: ['noteId'], where }),
      first('DECISION'),
      first('INSIGHT'),
      first('WHITE_SPOT'),
    ]);
    const n = (kind: OutcomeKind) => byKind.find((row) => row.kind === kind)?._count ?? 0;
    const kinds = Object.fromEntries(OutcomeKind.options.map((kind) => [kind, n(kind)])) as OutcomeOverview['kinds'];
    return { kinds, sessions: byNote.length, first: { DECISION, INSIGHT, WHITE_SPOT } };
  }

  private async page(where: Prisma.OutcomeWhereInput, { kind, limit, cursor }: OutcomeQuery) {
    const after = readCursor(cursor, Id);
    const rows = await this.db.outcome.findMany({
      where: { AND: [where, { kind }, after === null ? {} : { id: { lt: after } }] },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: { id: true, kind: true, text: true, note: { select: { session: { select: { id: true, title: true, startsAt: true } } } } },
    });
    const page = pageFrom(rows, limit, ({ id }) => id);
    return { ...page, items: page.items.map(({ note, ...outcome }) => ({ ...outcome, session: note.session })) };
  }

  private about(viewer: Viewer, questionId: string): Prisma.OutcomeWhereInput {
    return { AND: [this.permissions.visible(viewer, 'outcome'), { text: { not: '' }, questions: { some: { questionId } } }] };
  }

  private async questionId(key: string): Promise<string> {
    const current = await this.wordings.current();
    const named: Prisma.WordingWhereInput = Id.safeParse(key).success ? { questionId: key, edition: { state: 'ADOPTED' } } : { code: key.toUpperCase(), editionId: current?.id ?? '' };
    const found = current && (await this.db.wording.findFirst({ where: named, select: { questionId: true } }));
    if (!found) throw new Failure('NOT_FOUND');
    return found.questionId;
  }
}
