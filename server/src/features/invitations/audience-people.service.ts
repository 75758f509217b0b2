import { Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import type { TableGroup } from '@kenniskamer/shared/invitation';
import type { Level, UnitKind } from '@kenniskamer/shared/level';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { heldOn, today } from '../people/holdings.rules.js';
import { aboutOf } from '../sessions/candidates.service.js';
import { groupOf, groups, highest } from './audience.rules.js';

export interface Asked {
  id: string;
  name: string;
  email: string;
  language: Language;
  about: string | null;
  level: Level | null;
  group: TableGroup;
  /** The lines that give them. */
  lineIds: string[];
}

/** The people that a session's audience lines give today: those who are here and have an address. */
@Injectable()
export class AudiencePeople {
  constructor(private readonly db: Database) {}

  /** Everybody in the lines, also those taken out; by table, then name. */
  async of(sessionId: string, tx: Transaction = this.db): Promise<Asked[]> {
    const given = await this.given(sessionId, tx);
    const lines = new Map<string, string[]>();
    for (const { lineId, personId } of given) lines.set(personId, [...(lines.get(personId) ?? []), lineId]);
    return (await this.details([...lines.keys()], tx)).map((person) => ({ ...person, lineIds: lines.get(person.id) ?? [] }));
  }

  async details(personIds: string[], tx: Transaction = this.db): Promise<Omit<Asked, 'lineIds'>[]> {
    const day = today();
    const rows = await tx.person.findMany({
      where: { id: { in: personIds }, leftOn: null, email: { not: null } },
      select: {
        id: true,
        name: true,
        email: true,
        language: true,
        organisation: true,
        unitId: true,
        unit: { select: { name: true } },
        holdings: { where: heldOn(day), select: { position: { select: { title: true, level: true } } }, orderBy: { id: 'asc' } },
      },
    });
    const kindsOf = await this.unitKinds(tx);
    const people = rows.flatMap(({ email, ...row }) => {
      if (email === null) return [];
      const level = highest(row.holdings.map(({ position }) => position.level));
      const { id, name, language } = row;
      return [{ id, name, email, language, about: aboutOf(row), level, group: groupOf(level, kindsOf(row.unitId)) }];
    });
    const byName = new Intl.Collator('nl');
    return people.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  }

  private given(sessionId: string, tx: Transaction): Promise<{ lineId: string; personId: string }[]> {
    return tx.$queryRaw`
      with recursive line as (select * from "AudienceLine" where "sessionId" = ${sessionId}::uuid),
      tree as (
        select "id" as "lineId", "unitId" from line where "unitId" is not null
        union select tree."lineId", "Unit"."id" from tree join "Unit" on "Unit"."parentId" = tree."unitId"),
      held as (
        select "Holding"."personId", "Position"."level", "Position"."unitId"
        from "Holding" join "Position" on "Position"."id" = "Holding"."positionId"
        where ("fromOn" is null or "fromOn" <= ${today()}::date) and ("untilOn" is null or "untilOn" >= ${today()}::date)),
      given as (
        select "id" as "lineId", "personId" from line where "personId" is not null
        union select line."id", held."personId" from line join held on held."level" = line."level"
          where line."unitId" is null
             or exists (select 1 from tree where tree."lineId" = line."id" and tree."unitId" = held."unitId")
        union select line."id", "Person"."id" from line join tree on tree."lineId" = line."id"
          join "Person" on "Person"."unitId" = tree."unitId" where line."level" is null
        union select line."id", held."personId" from line join tree on tree."lineId" = line."id"
          join held on held."unitId" = tree."unitId" where line."level" is null)
      select "lineId", "personId" from given`;
  }

  /** Gives the kinds of a unit and of all above it. */
  private async unitKinds(tx: Transaction): Promise<(unitId: string | null) => UnitKind[]> {
    const units = await tx.unit.findMany({ select: { id: true, kind: true, parentId: true } });
    const known = new Map(units.map((unit) => [unit.id, unit]));
    return (unitId) => {
      const kinds: UnitKind[] = [];
      const seen = new Set<string>();
      for (let at = unitId; at !== null && !seen.has(at); at = known.get(at)?.parentId ?? null) {
        seen.add(at);
        const unit = known.get(at);
        if (unit) kinds.push(unit.kind);
      }
      return kinds;
    };
  }
}
