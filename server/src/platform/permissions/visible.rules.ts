import type { Prisma } from '../database/generated/client.js';
import type { Viewer } from './viewer.js';

/**
 * The twins of permissions.rules.ts as database filters: a property test holds them against each other.
 * Combine them with `AND: visible…`, never by spreading: a filter that happens to hold `id` would replace ours.
 */

const organisedBy = (viewer: Viewer): Prisma.SessionWhereInput => ({ organisers: { some: { personId: viewer.id } } });

const ofSession = (viewer: Viewer): Prisma.SessionWhereInput => ({
  OR: [organisedBy(viewer), { invitations: { some: { personId: viewer.id, removedAt: null, replacedAt: null } } }],
});

const published: Prisma.SessionWhereInput = {
  finalisation: { isNot: null },
  confidentiality: { not: 'CONFIDENTIAL' },
};

/** Twin of `session.read` and `note.read`. */
export const visibleSessions = (viewer: Viewer): Prisma.SessionWhereInput => ({ OR: [ofSession(viewer), published] });

/** Twin of `session.title`. */
export const visibleTitles = (viewer: Viewer): Prisma.SessionWhereInput =>
  viewer.organiser
    ? { OR: [visibleSessions(viewer), { confidentiality: { not: 'CONFIDENTIAL' } }] }
    : visibleSessions(viewer);

/** Twin of `session.organise`. */
export const organisedSessions = organisedBy;

/** Outcomes follow their session. What was removed from the note is not shown to anybody. */
export const visibleOutcomes = (viewer: Viewer): Prisma.OutcomeWhereInput => ({
  removedAt: null,
  note: { session: visibleSessions(viewer) },
});

/** Questions whose state this coordinator may judge; nothing for others. Twin of `mayJudge`. */
export const judgedQuestions = (viewer: Viewer): Prisma.QuestionWhereInput =>
  viewer.coordinates === null
    ? { id: { in: [] } }
    : { OR: [{ units: { none: {} } }, { units: { some: { unitId: { in: viewer.coordinates } } } }] };

/** Twin of `action.read`, for actions whose block still stands in the note. */
export const visibleActions = (viewer: Viewer): Prisma.ActionWhereInput => ({
  outcome: { removedAt: null, kind: 'ACTION' },
  OR: [
    { session: visibleSessions(viewer) },
    {
      session: { confidentiality: { not: 'CONFIDENTIAL' }, OR: [{ ending: { isNot: null } }, { finalisation: { isNot: null } }] },
      OR: [{ ownerId: viewer.id }, coordinatedActions(viewer)],
    },
  ],
});

/** Actions that a coordinator's units have to do with, whether or not they may be seen. */
export const coordinatedActions = (viewer: Viewer): Prisma.ActionWhereInput =>
  viewer.coordinates === null
    ? { id: { in: [] } }
    : {
        OR: [
          { owner: { unitId: { in: viewer.coordinates } } },
          { outcome: { questions: { none: {} } } },
          { outcome: { questions: { some: { question: judgedQuestions(viewer) } } } },
        ],
      };
