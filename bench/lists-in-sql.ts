import type { Client } from 'pg';

/** Who may read: of the session, or it is published. The same rule as the product's, by hand. */
const VISIBLE = `(
  exists (select from "SessionOrganiser" o where o."sessionId" = s."id" and o."personId" = $1)
  or exists (select from "Invitation" i where i."sessionId" = s."id" and i."personId" = $1 and i."removedAt" is null and i."replacedAt" is null)
  or (s."confidentiality" <> 'CONFIDENTIAL' and exists (select from "Finalisation" f where f."sessionId" = s."id")))`;

const SESSIONS = (where: string) => `
  select s.*, (select json_agg(w."code" order by q."place") from "SessionQuestion" q join "Wording" w on w."questionId" = q."questionId" where q."sessionId" = s."id") as codes,
    (select min(x."at") from "Sending" x where x."sessionId" = s."id") as sent,
    (select e."at" from "Ending" e where e."sessionId" = s."id") as ended,
    (select f."at" from "Finalisation" f where f."sessionId" = s."id") as final,
    (select i."partstat" from "Invitation" i where i."sessionId" = s."id" and i."personId" = $1 and i."removedAt" is null and i."replacedAt" is null) as partstat
  from "Session" s where s."endsAt" < now() and ${where} and ${VISIBLE}
  order by s."startsAt" desc, s."id" desc limit 51`;

const OUTCOMES = (columns: string, end: string) => `
  select ${columns} from "Outcome" o join "OutcomeQuestion" q on q."outcomeId" = o."id" join "Note" n on n."id" = o."noteId" join "Session" s on s."id" = n."sessionId"
    left join "Action" a on a."outcomeId" = o."id" left join "Person" p on p."id" = a."ownerId"
  where q."questionId" = $2 and o."removedAt" is null and ${VISIBLE} ${end}`;

const ACTIONS = `
  select a.*, o."text", p."name", u."name" as unit, s."title", s."startsAt",
    (select json_agg(json_build_object('code', w."code", 'text', w."text")) from "OutcomeQuestion" q join "Wording" w on w."questionId" = q."questionId" where q."outcomeId" = o."id") as questions
  from "Action" a join "Outcome" o on o."id" = a."outcomeId" join "Note" n on n."id" = o."noteId" join "Session" s on s."id" = n."sessionId"
    left join "Person" p on p."id" = a."ownerId" left join "Unit" u on u."id" = p."unitId"
  where a."state" in ('OPEN', 'IN_PROGRESS') and o."removedAt" is null and ${VISIBLE}
  order by (a."dueOn" < current_date) desc nulls last, (a."ownerId" is null) desc, a."dueOn", a."id" limit 51`;

/** The rows of the three lists as somebody would ask them by hand, timed by `middle`. */
export async function listsInSql(
  sql: Client,
  personId: string,
  questionId: string,
  middle: (work: () => Promise<void>) => Promise<number>,
): Promise<Record<string, number>> {
  const ask = async (text: string, values: string[]): Promise<void> => void (await sql.query(text, values));
  return {
    'session list': await middle(() => ask(SESSIONS('true'), [personId])),
    'question page': await middle(async () => {
      await ask(`select w.*, (select json_agg(a) from "Answer" a where a."questionId" = w."questionId") from "Wording" w where w."questionId" = $1`, [questionId]);
      await ask(OUTCOMES('o.*, s."title", s."startsAt", a."state", a."dueOn", p."name"', 'order by s."startsAt" desc, o."id" limit 51'), [personId, questionId]);
      await ask(OUTCOMES('o."kind", a."state", count(*)', 'group by 1, 2'), [personId, questionId]);
      await ask(SESSIONS('exists (select from "SessionQuestion" q where q."sessionId" = s."id" and q."questionId" = $2)'), [personId, questionId]);
    }),
    'action list': await middle(() => ask(ACTIONS, [personId])),
  };
}
