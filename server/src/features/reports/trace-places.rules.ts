import type { TracePlace } from '@kenniskamer/shared/trace';

/** What each place is asked with: `$1` the session, `$2` its note, `$3` when it ended, `$4` when it became final; the last two may be null. */
export const GIVEN = `with given as (
  select $1::uuid as "sessionId", $2::uuid as "noteId", coalesce($3::timestamptz, 'infinity') as "endedAt", coalesce($4::timestamptz, 'infinity') as "finalAt",
    '/sessions/' || $1::uuid || '/note%' as "way", '%' || $1::uuid || '%' as "session", '%' || $2::uuid || '%' as "note")`;

/*
 * Where traces are looked for in tables: whole rows as JSON, so that a column that is added later is looked at too. What
 * is outside (invitations, their mails, attendance, owners of actions and what becomes of those after the session, the
 * organisers' own acts on the session) is taken out by name.
 */
const tables: readonly { place: TracePlace; sql: string; atOnce?: number }[] = [
  { place: 'VERSIONS', sql: `select to_jsonb(v) from "NoteVersion" v, given where v."noteId" = given."noteId"`, atOnce: 1 },
  {
    place: 'REPORTS',
    sql: `select to_jsonb(r) from "Report" r, given where r."sessionId" = given."sessionId"
      union all
      select to_jsonb(d) from "ReportDraft" d, given where d."sessionId" = given."sessionId"`,
    atOnce: 1,
  },
  { place: 'OUTCOMES', sql: `select to_jsonb(o) from "Outcome" o, given where o."noteId" = given."noteId"` },
  {
    place: 'ACTIONS',
    sql: `select to_jsonb(a) - 'ownerId' from "Action" a, given where a."sessionId" = given."sessionId"
      union all
      select to_jsonb(e) - case when e."field" = 'OWNER' then array['from', 'to'] else array[]::text[] end
      from "ActionEvent" e join "Action" a on a."id" = e."actionId", given
      where a."sessionId" = given."sessionId" and e."at" <= given."endedAt"`,
  },
  { place: 'POINTS', sql: `select to_jsonb(p) from "Point" p, given where p."sessionId" = given."sessionId"` },
  { place: 'SUPPORTS', sql: `select to_jsonb(s) from "PointSupport" s join "Point" p on p."id" = s."pointId", given where p."sessionId" = given."sessionId"` },
  {
    // Also who asked to sign in on the way to the note, until it was final.
    place: 'PRESENCE',
    sql: `select to_jsonb(v) from "NoteVisit" v, given where v."sessionId" = given."sessionId"
      union all
      select jsonb_build_object('personId', l."personId") from "SignInLink" l, given
      where l."next" like given."way" and l."expiresAt" <= given."finalAt" + interval '15 minutes'`,
  },
  { place: 'CLOCK', sql: `select to_jsonb(c) from "ClockAct" c, given where c."sessionId" = given."sessionId"` },
  { place: 'JOBS', sql: `select to_jsonb(j) from pgboss.job j, given where to_jsonb(j)::text like given."session" or to_jsonb(j)::text like given."note"` },
  {
    place: 'OUTBOX',
    sql: `select to_jsonb(o) from "Outbox" o, given
      where (concat(o."payload"::text, o."key", o."error") like given."session" or concat(o."payload"::text, o."key", o."error") like given."note")
        and o."topic" not in ('invitation.sync', 'report.mail', 'room.link', 'action.owner', 'action.chase', 'action.digest')
        and not (o."topic" = 'signin.link' and (o."payload" ->> 'next' not like given."way" or o."createdAt" > given."finalAt"))`,
  },
  {
    // Who planned it, ended it and made it final is no secret; who is behind what was said is.
    place: 'AUDIT',
    sql: `select case when a."act" like 'session.%' and a."act" not like 'session.note.%' then to_jsonb(a) - 'actorId'
          else to_jsonb(a) - 'changes' || jsonb_build_object('changes', a."changes" - 'OWNER') end
      from "Audit" a, given
      where (a."sessionId" = given."sessionId" or a."thingId" in (given."sessionId"::text, given."noteId"::text))
        and a."act" not like 'invitation.%' and a."act" not like 'session.organiser.%'
        and not (a."act" like 'action.%' and a."at" > given."endedAt")`,
  },
];

/** `atOnce`: rows that are in memory at once; one of what may have megabytes in a row. */
export const tablePlaces = tables.map(({ atOnce = 200, ...table }) => ({ ...table, atOnce }));
