import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database, type Transaction } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';
import type { Viewer } from '../permissions/viewer.js';

/** Tokens lie in the database only as this: who reads the table cannot sign in with it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const COOKIE = 'kenniskamer';

const asViewer = { id: true, name: true, email: true, language: true, grants: { select: { role: true, unitId: true } } } satisfies Prisma.PersonSelect;

type Known = Prisma.PersonGetPayload<{ select: typeof asViewer }>;

/** Asked with every request, of pages that ask five at once: past Prisma, and planned once per connection. */
const BY_COOKIE = {
  name: 'viewer by cookie',
  text: `
    select p."id", p."name", p."email", p."language"::text as "language",
      (select coalesce(json_agg(json_build_object('role', g."role", 'unitId', g."unitId")), '[]') from "RoleGrant" g where g."personId" = p."id") as "grants"
    from "SignIn" s join "Person" p on p."id" = s."personId"
    where s."hash" = $1 and s."revokedAt" is null and s."endsAt" > $2 and p."maySignIn" and p."leftOn" is null`,
};

/** Who is behind a sign-in cookie. */
@Injectable()
export class Viewers {
  constructor(private readonly db: Database) {}

  async fromCookie(token: string | undefined): Promise<Viewer | null> {
    if (!token || token.length > 200) return null;
    const { rows } = await this.db.pool.query<Known>({ ...BY_COOKIE, values: [hashOf(token), new Date()] });
    return rows[0] ? this.withRoles(rows[0]) : null;
  }

  /** The viewer a person is, with what their roles give; null for who may not sign in. */
  async of(personId: string, tx: Transaction = this.db): Promise<Viewer | null> {
    const person = await tx.person.findFirst({
      where: { id: personId, maySignIn: true, leftOn: null },
      select: asViewer,
    });
    return person && this.withRoles(person, tx);
  }

  private async withRoles(person: Known, tx: Transaction = this.db): Promise<Viewer> {
    const has = (role: string) => person.grants.some((grant) => grant.role === role);
    const units = person.grants.flatMap(({ role, unitId }) => (role === 'COORDINATOR' && unitId ? [unitId] : []));
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      language: person.language,
      administrator: has('ADMINISTRATOR'),
      organiser: has('ORGANISER'),
      coordinates: has('COORDINATOR') ? await this.withBelow(units, tx) : null,
    };
  }

  /** These units and all that are below them. */
  private async withBelow(unitIds: string[], tx: Transaction): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      with recursive below as (
        select "id" from "Unit" where "id" = any(${unitIds}::uuid[])
        union select "Unit"."id" from "Unit" join below on "Unit"."parentId" = below."id")
      select "id" from below`;
    return rows.map(({ id }) => id);
  }
}
