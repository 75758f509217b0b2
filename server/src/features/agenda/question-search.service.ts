import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Found } from '@kenniskamer/shared/search';
import { Database } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { distance, matches, resembles } from './search.rules.js';
import { Search, type Wanted } from './search.service.js';
import { Wordings } from './wordings.service.js';

/** Written as the indexes of the migration have it. */
const text = Prisma.sql`(coalesce("title", '') || ' ' || "text" || ' ' || coalesce("context", ''))`;

type Row = Found['questions'][number];

/** Finds questions of the current edition: everybody who is signed in may read them. */
@Injectable()
export class QuestionSearch implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly search: Search,
    private readonly wordings: Wordings,
  ) {}

  onModuleInit(): void {
    this.search.register('questions', (_, wanted) => this.find(wanted));
  }

  private async find({ query, words, limit }: Wanted): Promise<Row[]> {
    const edition = await this.wordings.current();
    if (!edition) return [];
    const code = query.toUpperCase();
    const where = Prisma.sql`upper("code") = ${code} or starts_with(upper("code"), ${`${code}.`}) or (${matches(text, words)})`;
    const found = await this.rows(edition.id, where, Prisma.sql`upper("code") <> ${code}, ${distance(text, words)}`, limit);
    return found.length > 0 ? found : this.rows(edition.id, resembles(text, words), Prisma.sql`"place"`, limit);
  }

  private async rows(editionId: string, where: Prisma.Sql, order: Prisma.Sql, limit: number): Promise<Row[]> {
    return this.db.$queryRaw<Row[]>`
      select "questionId" as "id", "code", "title", "text"
      from "Wording" where "editionId" = ${editionId}::uuid and (${where})
      order by ${order}, "place" limit ${limit}`;
  }
}
