import { Whose } from './action.js';
import { Id, Instant, Nothing, PageQuery, pageOf } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { OutcomeKind } from './outcome.js';

const OfSession = { sessionId: Id, title: z.string() };

/** One thing that waits for the reader. In the order in which they are told: what is late, what is now, what can wait. */
export const Task = z.discriminatedUnion('kind', [
  /** It is over, and nobody said who was there. */
  z.object({ kind: z.literal('END'), ...OfSession, at: Instant }),
  /** It has ended, and the report is not definitief. */
  z.object({ kind: z.literal('FINALISE'), ...OfSession, at: Instant, withoutOwner: z.int() }),
  /** It is going on now. */
  z.object({ kind: z.literal('NOTE'), ...OfSession, at: Instant }),
  /** Mails that were refused. */
  z.object({ kind: z.literal('REFUSED'), ...OfSession, names: z.array(z.string()), n: z.int() }),
  /** An invitation without an answer. */
  z.object({ kind: z.literal('ANSWER'), ...OfSession, at: Instant.nullable() }),
  /** Actions that are late (one's own, or those that one follows) and, of those one follows, without an owner. Never both 0. */
  z.object({ kind: z.literal('ACTIONS'), whose: Whose.exclude(['ALL']), overdue: z.int(), withoutOwner: z.int() }),
  /** A draft of one's own. */
  z.object({ kind: z.literal('DRAFT'), ...OfSession, at: Instant }),
  /** People in no unit: they fall outside every group. */
  z.object({ kind: z.literal('PEOPLE_WITHOUT_UNIT'), n: z.int() }),
  /** Questions that no unit follows. */
  z.object({ kind: z.literal('QUESTIONS_WITHOUT_UNIT'), n: z.int() }),
  /** An edition that was uploaded and not adopted. */
  z.object({ kind: z.literal('EDITION'), editionId: Id, year: z.int() }),
]);
export type Task = z.infer<typeof Task>;

export const Home = z.object({ tasks: z.array(Task) });
export type Home = z.infer<typeof Home>;

/** An outcome on its question's page: only of sessions that the reader may read. */
export const QuestionOutcome = z.object({
  id: Id,
  kind: OutcomeKind,
  text: z.string(),
  session: z.object({ id: Id, title: z.string(), startsAt: Instant.nullable() }),
});
export type QuestionOutcome = z.infer<typeof QuestionOutcome>;
export const OutcomeQuery = PageQuery.extend({ kind: OutcomeKind });
export type OutcomeQuery = z.infer<typeof OutcomeQuery>;

/** What has a part of its own on a question's page. */
export const ListedKind = OutcomeKind.exclude(['ACTION']);
export type ListedKind = z.infer<typeof ListedKind>;
export const OutcomeOverview = z.object({
  kinds: z.record(OutcomeKind, z.int()),
  /** From how many sessions. */
  sessions: z.int(),
  /** The first page of each, so that the question's page need not ask for them one by one. */
  first: z.record(ListedKind, pageOf(QuestionOutcome)),
});
export type OutcomeOverview = z.infer<typeof OutcomeOverview>;

/** What was and will be done on a question, of what the reader may see. A kernvraag counts its deelvragen along. */
export const QuestionWork = z.object({
  questionId: Id,
  /** Sessions that are over. */
  held: z.int(),
  /** When the first one to come begins. */
  next: Instant.nullable(),
  outcomes: z.int(),
  /** Actions that are still to be done. */
  toDo: z.int(),
});
export type QuestionWork = z.infer<typeof QuestionWork>;

export const readHome = endpoint('GET', '/home', Nothing, Home);
/** Of one kind, the newest first. */
export const listOutcomes = endpoint('GET', '/questions/:key/outcomes', OutcomeQuery, pageOf(QuestionOutcome));
export const overviewOfOutcomes = endpoint('GET', '/questions/:key/outcomes/overview', Nothing, OutcomeOverview);
/** Of all questions of the current edition. */
export const listQuestionWork = endpoint('GET', '/questions/work', Nothing, z.object({ items: z.array(QuestionWork) }));

/*
 * `desk.watch` { id: one's own } → null, and then `desk.changed` { id } whenever something changed that this person may
 * see, or left their lists.
 */
export const DeskWatch = z.object({ id: Id });
