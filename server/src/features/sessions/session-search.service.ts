import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Found } from '@kenniskamer/shared/search';
import { Database } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { matches } from '../agenda/search.rules.js';
import { Search, type Wanted } from '../agenda/search.service.js';

/** Written as the index of the migration has it. */
const text = Prisma.sql`("title" || ' ' || coalesce("goal", ''))`;
/** So many of the latest matches are looked through for those that the reader may see. */
const MOST = 1000;

/** Finds sessions by their title and goal, among those that the reader may see; the latest first. */
@Injectable()
export class SessionSearch implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly search: Search,
  ) {}

  onModuleInit(): void {
    this.search.register('sessions', (viewer, wanted) => this.find(viewer, wanted));
  }

  private async find(viewer: Viewer, { words, limit }: Wanted): Promise<Found['sessions']> {
    const matching = await this.db.$queryRaw<{ id: string }[]>`
      select "id" from "Session" where ${matches(text, words)} order by "startsAt" desc nulls first, "id" limit ${MOST}`;
    return this.db.session.findMany({
      where: { AND: [{ id: { in: matching.map(({ id }) => id) } }, this.permissions.visible(viewer, 'session')] },
      orderBy: [{ startsAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
      take: limit,
      select: { id: true, title: true, startsAt: true },
    });
  }
}
