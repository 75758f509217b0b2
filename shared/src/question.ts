import { Id, Instant, Nothing, PageQuery, line, pageOf, prose } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';

export const QuestionKind = z.enum(['CORE', 'SUB']);
export type QuestionKind = z.infer<typeof QuestionKind>;

/** What is known on a question: open, deels beantwoord, beantwoord. */
export const AnswerState = z.enum(['OPEN', 'PARTLY', 'ANSWERED']);
export type AnswerState = z.infer<typeof AnswerState>;

/** A question as an edition words it. `partCount` and `parentCode` are null for a kernvraag, `title` for a deelvraag. */
export const QuestionItem = z.object({
  id: Id,
  code: z.string(),
  kind: QuestionKind,
  title: z.string().nullable(),
  text: z.string(),
  themeCode: z.string(),
  parentCode: z.string().nullable(),
  partCount: z.int().nullable(),
  caribbean: z.boolean(),
  answer: AnswerState,
});
export type QuestionItem = z.infer<typeof QuestionItem>;

/** A coordinator's judgement. Rows are added; the latest counts. */
export const Judgement = z.object({
  id: Id,
  at: Instant,
  by: z.object({ id: Id, name: z.string() }),
  state: AnswerState,
  reason: z.string(),
});
export type Judgement = z.infer<typeof Judgement>;

export const Question = QuestionItem.extend({
  context: z.string().nullable(),
  /** The edition that words it so; and since which edition these words are the same. */
  editionYear: z.int(),
  sameSince: z.int(),
  theme: z.object({ code: z.string(), title: z.string() }),
  parent: QuestionItem.nullable(),
  subquestions: z.array(QuestionItem),
  units: z.array(z.object({ id: Id, name: z.string() })),
  judgement: Judgement.nullable(),
  judgementCount: z.int(),
  /** Whether the reader may judge it: a coordinator of one of its units, or any while it has none. */
  mayJudge: z.boolean(),
});
export type Question = z.infer<typeof Question>;

export const NewJudgement = z.object({ state: AnswerState, reason: prose(4000).min(1, { error: 'REQUIRED' }) });
export type NewJudgement = z.infer<typeof NewJudgement>;

/** A question is named by its id, or by its code in the current edition. */
export const QuestionKey = z.union([Id, z.string().regex(/^[A-Za-z]\d{1,3}(\.\d{1,3})?$/)]);

export const listQuestions = endpoint(
  'GET',
  '/questions',
  PageQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(200), theme: line(1).optional() }),
  pageOf(QuestionItem),
);
export const readQuestion = endpoint('GET', '/questions/:key', Nothing, Question);
export const listJudgements = endpoint('GET', '/questions/:key/judgements', PageQuery, pageOf(Judgement));
export const judgeQuestion = endpoint('POST', '/questions/:key/judgements', NewJudgement, Question);
export const tieQuestion = endpoint('PUT', '/questions/:key/units', z.object({ unitIds: z.array(Id).max(50, { error: 'TOO_LARGE' }) }), Question);
