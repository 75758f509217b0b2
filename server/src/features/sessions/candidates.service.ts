import { Injectable } from '@nestjs/common';
import type { Candidate } from '@kenniskamer/shared/session';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { heldOn, today } from '../people/holdings.rules.js';

/** What tells two namesakes apart. */
export const aboutColumns = (day: Date) =>
  ({
    organisation: true,
    unit: { select: { name: true } },
    holdings: { where: heldOn(day), select: { position: { select: { title: true } } }, orderBy: { id: 'asc' }, take: 1 },
  }) satisfies Prisma.PersonSelect;

type AboutRow = Prisma.PersonGetPayload<{ select: ReturnType<typeof aboutColumns> }>;

/** Position and unit, or where an outsider comes from. */
export function aboutOf({ holdings, unit, organisation }: AboutRow): string | null {
  const known = [holdings[0]?.position.title, unit?.name ?? organisation].filter(Boolean);
  return known.length > 0 ? known.join(', ') : null;
}

/** People to choose from, by name, unit or whole address; with just enough to know who is who. */
@Injectable()
export class Candidates {
  constructor(private readonly db: Database) {}

  async find(q: string, limit: number, within: Prisma.PersonWhereInput): Promise<Candidate[]> {
    const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
    if (words.length === 0) return [];
    const rows = await this.db.person.findMany({
      where: { AND: [within, { leftOn: null, email: { not: null } }, { OR: [{ email: q.toLowerCase() }, { AND: words.map(names) }] }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit,
      select: { id: true, name: true, ...aboutColumns(today()) },
    });
    return rows.map(({ id, name, ...about }) => ({ id, name, about: aboutOf(about) }));
  }
}

function names(word: string): Prisma.PersonWhereInput {
  const contains = { contains: word.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  return { OR: [{ name: contains }, { unit: { name: contains } }, { organisation: contains }] };
}
