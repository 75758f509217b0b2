import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Delivery, Invitee, InviteeCounts, InviteeQuery } from '@kenniskamer/shared/invitation';
import { Failure } from '@kenniskamer/shared/failure';
import { pageFrom, readCursor } from '../../platform/contract/cursor.js';
import { Database } from '../../platform/database/database.service.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { today } from '../people/holdings.rules.js';
import { aboutColumns, aboutOf } from '../sessions/candidates.service.js';
import { earlierAnswer } from './answers.rules.js';
import { groups } from './audience.rules.js';

/** Sorted by when (null last, as '') and name, then id: the values of the last row. */
const Place = z.tuple([z.string().max(40), z.string().max(400), z.uuid()]);

interface Sorted {
  id: string;
  replied: string;
  name: string;
}

/** The last mail to an invitation says whether mail arrives there. */
const lastMail = Prisma.sql`left join lateral (
  select "state" from "Mail" where "Mail"."invitationId" = i."id" order by "at" desc, "id" desc limit 1) mail on true`;

/** Who was asked, what they answered and whether their mail arrived: for organisers only. */
@Injectable()
export class Invitees {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
  ) {}

  async list(viewer: Viewer, sessionId: string, query: z.output<typeof InviteeQuery>) {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    const rows = await this.sorted(sessionId, query);
    const { items, nextCursor } = pageFrom(rows, query.limit, ({ replied, name, id }) => [replied, name, id]);
    return { items: await this.details(items.map(({ id }) => id)), nextCursor, counts: await this.counts(sessionId) };
  }

  async one(viewer: Viewer, sessionId: string, invitationId: string): Promise<Invitee> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    const own = await this.db.invitation.findFirst({ where: { id: invitationId, sessionId }, select: { id: true } });
    const [invitee] = own ? await this.details([own.id]) : [];
    if (!invitee) throw new Failure('NOT_FOUND');
    return invitee;
  }

  async counts(sessionId: string): Promise<InviteeCounts> {
    const rows = await this.db.$queryRaw<{ partstat: keyof InviteeCounts['perPartstat']; group: keyof InviteeCounts['perGroup']; removed: boolean; refused: boolean; n: number }[]>`
      select i."partstat"::text as "partstat", i."tableGroup"::text as "group", i."removedAt" is not null as "removed",
        coalesce(mail."state" = 'REFUSED', false) as "refused", count(*)::int as "n"
      from "Invitation" i ${lastMail}
      where i."sessionId" = ${sessionId}::uuid and i."replacedAt" is null
      group by 1, 2, 3, 4`;
    const counts: InviteeCounts = {
      invited: 0,
      perPartstat: { NEEDS_ACTION: 0, ACCEPTED: 0, TENTATIVE: 0, DECLINED: 0 },
      perGroup: Object.fromEntries(groups.map((group) => [group, { invited: 0, accepted: 0 }])) as InviteeCounts['perGroup'],
      refused: 0,
      takenOut: 0,
    };
    for (const { partstat, group, removed, refused, n } of rows) {
      if (removed) {
        counts.takenOut += n;
        continue;
      }
      counts.invited += n;
      counts.perPartstat[partstat] += n;
      counts.perGroup[group].invited += n;
      if (partstat === 'ACCEPTED') counts.perGroup[group].accepted += n;
      if (refused) counts.refused += n;
    }
    return counts;
  }

  private sorted(sessionId: string, { show, group, q, order, limit, cursor }: z.output<typeof InviteeQuery>): Promise<Sorted[]> {
    const after = readCursor(cursor, Place);
    const conditions = [
      Prisma.sql`i."sessionId" = ${sessionId}::uuid and i."replacedAt" is null`,
      show === 'TAKEN_OUT' ? Prisma.sql`i."removedAt" is not null` : Prisma.sql`i."removedAt" is null`,
      ...(show === 'REFUSED' ? [Prisma.sql`mail."state" = 'REFUSED'`] : []),
      ...(show === 'ALL' || show === 'REFUSED' || show === 'TAKEN_OUT' ? [] : [Prisma.sql`i."partstat" = ${show}::"Partstat"`]),
      ...(group ? [Prisma.sql`i."tableGroup" = ${group}::"TableGroup"`] : []),
      ...(q ? [Prisma.sql`concat_ws(' ', p."name", unit."name", p."organisation") ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`] : []),
    ];
    const replied = order === 'NAME' ? Prisma.sql`''` : Prisma.sql`coalesce(to_char(i."repliedAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), '')`;
    const beyond = after
      ? Prisma.sql`where "replied" < ${after[0]} or ("replied" = ${after[0]} and ("name", "id") > (${after[1]} collate "nl-x-icu", ${after[2]}::uuid))`
      : Prisma.empty;
    return this.db.$queryRaw<Sorted[]>`
      select "id", "replied", "name" from (
        select i."id", ${replied} as "replied", p."name" collate "nl-x-icu" as "name"
        from "Invitation" i join "Person" p on p."id" = i."personId" left join "Unit" unit on unit."id" = p."unitId"
        ${show === 'REFUSED' ? lastMail : Prisma.empty}
        where ${Prisma.join(conditions, ' and ')}) listed
      ${beyond} order by "replied" desc, "name", "id" limit ${limit + 1}`;
  }

  private async details(ids: string[]): Promise<Invitee[]> {
    const rows = await this.db.invitation.findMany({
      where: { id: { in: ids } },
      include: {
        person: { select: { name: true, ...aboutColumns(today()) } },
        replies: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
        mails: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { state: true, at: true, sentAt: true, error: true } },
      },
    });
    const entered = rows.flatMap(({ replies }) => replies.flatMap(({ via, byId }) => (via === 'ORGANISER' && byId ? [byId] : [])));
    const people = await this.db.person.findMany({ where: { id: { in: entered } }, select: { id: true, name: true } });
    return ids.flatMap((id): Invitee[] => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      const last = row.replies.at(-1);
      return [
        {
          id,
          personId: row.personId,
          name: row.person.name,
          about: aboutOf(row.person),
          address: row.address,
          group: row.tableGroup,
          partstat: row.partstat,
          remark: last?.remark ?? null,
          repliedAt: row.repliedAt,
          via: last?.via ?? null,
          enteredBy: last?.via === 'ORGANISER' ? (people.find((person) => person.id === last.byId)?.name ?? null) : null,
          earlier: earlierAnswer(row.replies),
          delivery: deliveryOf(row.mails[0]),
          invitedAt: row.createdAt,
          removedAt: row.removedAt,
        },
      ];
    });
  }
}

function deliveryOf(mail: { state: Delivery['state']; at: Date; sentAt: Date | null; error: string | null } | undefined): Delivery {
  if (!mail) return { state: 'WAITING', at: null, reason: null };
  return { state: mail.state, at: mail.sentAt ?? mail.at, reason: mail.state === 'REFUSED' ? mail.error : null };
}
