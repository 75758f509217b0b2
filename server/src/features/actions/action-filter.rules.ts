import { toDo, type ActionFilter, type ActionGroup } from '@kenniskamer/shared/action';
import type { Day } from '@kenniskamer/shared/basics';
import { dateOfDay, daysAfter } from '@kenniskamer/shared/day';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { coordinatedActions } from '../../platform/permissions/visible.rules.js';
import type { KeyPlace, Segment } from './actions.rules.js';

type Where = Prisma.ActionWhereInput;

/** Of the visible ones those that people know: the block has been read, and says something. */
export const shown: Where = { outcome: { text: { not: '' } } };

export const whoseActions = (viewer: Viewer, whose: ActionFilter['whose']): Where => {
  if (whose === 'MINE') return { ownerId: viewer.id };
  return whose === 'FOLLOWED' ? coordinatedActions(viewer) : {};
};

/** The filters but `whose`. `unitIds` are the chosen unit and all below it. */
export function filtered(filter: ActionFilter, unitIds: string[] | null, today: Day): Where {
  const all: Where[] = [];
  if (filter.state !== 'ALL') all.push({ state: { in: filter.state === 'TO_DO' ? [...toDo] : [filter.state] } });
  if (filter.owner !== undefined) all.push({ ownerId: filter.owner === 'none' ? null : filter.owner });
  if (filter.session !== undefined) all.push({ sessionId: filter.session });
  if (filter.question !== undefined) {
    const wordings = { some: { code: filter.question, edition: { state: 'ADOPTED' as const } } };
    all.push({ outcome: { questions: { some: { question: { wordings } } } } });
  }
  if (unitIds !== null) {
    const units = { some: { unitId: { in: unitIds } } };
    all.push({ OR: [{ owner: { unitId: { in: unitIds } } }, { outcome: { questions: { some: { question: { units } } } } }] });
  }
  if (filter.overdue === true) all.push(ofSegment('OVERDUE', today));
  return { AND: all };
}

const notLate = (today: Day): Where => ({ OR: [{ dueOn: null }, { dueOn: { gte: dateOfDay(today) } }] });

export function ofSegment(segment: Segment, today: Day): Where {
  if (segment === 'CLOSED') return { state: { notIn: [...toDo] } };
  const open: Where = { state: { in: [...toDo] } };
  if (segment === 'OVERDUE') return { ...open, dueOn: { lt: dateOfDay(today) } };
  return { ...open, ownerId: segment === 'WITHOUT_OWNER' ? null : { not: null }, AND: notLate(today) };
}

/** Twin of `groupOf`. */
export function ofGroup(group: ActionGroup, today: Day): Where {
  if (group === 'OVERDUE' || group === 'WITHOUT_OWNER' || group === 'CLOSED') return ofSegment(group, today);
  const soon: Where = { dueOn: { lt: dateOfDay(daysAfter(today, 7)) } };
  return { AND: [ofSegment('DATED', today), group === 'SOON' ? soon : { OR: [{ dueOn: null }, { NOT: soon }] }] };
}

/** What comes after `place` within its segment; those without a date come last. */
export function after({ dueOn, id }: KeyPlace): Where {
  if (dueOn === null) return { dueOn: null, id: { gt: id } };
  const due = dateOfDay(dueOn);
  return { OR: [{ dueOn: { gt: due } }, { dueOn: due, id: { gt: id } }, { dueOn: null }] };
}
