import { groupOf, isToDo, type ActionRow } from '@kenniskamer/shared/action';
import type { Day } from '@kenniskamer/shared/basics';
import { dayOfDate } from '@kenniskamer/shared/day';
import type { Prisma } from '../../platform/database/generated/client.js';
import { factsColumns, toFacts } from '../../platform/permissions/facts.rules.js';
import { actionRules, rules, type ActionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

/** A question's code and text: of the edition that is current, or of the last one it stood in. */
export const latestWording = {
  where: { edition: { state: 'ADOPTED' }, },
  orderBy: { edition: { currentAt: 'desc' } },
  take: 1,
  select: { code: true, text: true },
} satisfies Prisma.Question$wordingsArgs;

/** What one row of a list needs, as far as `viewer` is concerned: nobody else's invitations are read. */
export const rowColumns = (viewer: Pick<Viewer, 'id'>) =>
  ({
    id: true,
    state: true,
    dueOn: true,
    ownerId: true,
    revision: true,
    owner: { select: { id: true, name: true, unitId: true, unit: { select: { name: true } } } },
    session: { select: { title: true, ...factsColumns(viewer.id) } },
    outcome: {
      select: {
        text: true,
        questions: {
          select: { question: { select: { id: true, units: { select: { unitId: true } }, wordings: latestWording } } },
        },
      },
    },
  }) satisfies Prisma.ActionSelect;

export type Row = Prisma.ActionGetPayload<{ select: ReturnType<typeof rowColumns> }>;

/** The row as `viewer` may know it: the session's title only where they may read the session. */
export function toRow(row: Row, viewer: Viewer, today: Day): ActionRow {
  const { title, ...session } = row.session;
  const facts: ActionFacts = {
    session: toFacts(session),
    ownerId: row.ownerId,
    ownerUnitId: row.owner?.unitId ?? null,
    questionUnitIds: row.outcome.questions.map(({ question }) => question.units.map(({ unitId }) => unitId)),
  };
  const dueOn = row.dueOn ? dayOfDate(row.dueOn) : null;
  const assign = actionRules['action.assign'](viewer, facts);
  return {
    id: row.id,
    text: row.outcome.text,
    state: row.state,
    owner: row.owner && { id: row.owner.id, name: row.owner.name, unit: row.owner.unit?.name ?? null },
    dueOn,
    group: groupOf({ state: row.state, ownerId: row.ownerId, dueOn }, today),
    questions: row.outcome.questions.flatMap(({ question }) => question.wordings.map((wording) => ({ id: question.id, ...wording }))).sort(byCode),
    session: rules['session.read'](viewer, facts.session) ? { id: session.id, title, startsAt: session.startsAt } : null,
    revision: row.revision,
    may: {
      move: actionRules['action.move'](viewer, facts),
      assign,
      chase: assign && row.ownerId !== null && row.ownerId !== viewer.id && isToDo(row.state) && facts.session.ended,
    },
  };
}

const byCode = (one: { code: string }, other: { code: string }) => one.code.localeCompare(other.code, 'nl', { numeric: true });
