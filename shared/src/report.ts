import { z } from './configure-zod.js';
import { Clock, Day, Id, Instant, Nothing, prose } from './basics.js';
import { endpoint } from './endpoint.js';
import { Confidentiality, Level } from './level.js';
import { NoteBlock } from './note.js';
import { BlockId, OutcomeKind } from './outcome.js';

const QuestionRef = z.object({ id: Id, code: z.string(), text: z.string() });
export const ReportOutcome = z.object({
  blockId: BlockId,
  kind: OutcomeKind,
  text: z.string(),
  questionIds: z.array(Id),
  /** An action's owner and date as they then were. In Chatham House no name stands here. */
  actionId: Id.optional(),
  owner: z.string().nullable().optional(),
  dueOn: Day.nullable().optional(),
});
export type ReportOutcome = z.infer<typeof ReportOutcome>;

/** The report as stored at one definitief. */
export const ReportContent = z.object({
  title: z.string(),
  /** By the organisers, in their own words; reports from before there was one have none. */
  foreword: z.string().nullable().default(null),
  goal: z.string().nullable(),
  day: Day.nullable(),
  start: Clock.nullable(),
  end: Clock.nullable(),
  zone: z.string(),
  place: z.string().nullable(),
  levels: z.array(Level),
  confidentiality: Confidentiality,
  programme: z.array(
    z.object({ title: z.string(), minutes: z.int().nullable(), speaker: z.string().nullable(), questionIds: z.array(Id) }),
  ),
  /** These two in the order in which the report tells them. */
  questions: z.array(QuestionRef),
  outcomes: z.array(ReportOutcome),
  note: z.array(NoteBlock),
  /** Null where it may not be known. */
  attendance: z.array(z.object({ name: z.string(), from: z.string().nullable() })).nullable(),
});
export type ReportContent = z.infer<typeof ReportContent>;

export const Report = z.object({
  sessionId: Id,
  version: z.int(),
  at: Instant,
  /** False while the session is open again: then this is the last report, not the latest word. */
  final: z.boolean(),
  /** Earlier versions too, for the session's own people; others get the current one alone. */
  versions: z.array(z.object({ version: z.int(), at: Instant })),
  content: ReportContent,
  may: z.object({ reopen: z.boolean() }),
});
export type Report = z.infer<typeof Report>;
export const ReportQuery = z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() });
export type ReportQuery = z.infer<typeof ReportQuery>;
export const ReportFormat = z.enum(['docx', 'md']);
export type ReportFormat = z.infer<typeof ReportFormat>;
/** Below `/api/v1`; answers with the file. */
export const reportFile = (sessionId: string, version: number, format: ReportFormat): string => `/sessions/${sessionId}/report.${format}?version=${version}`;

/**
 * The outcomes of a report as data, for other programs: what was decided, found, missing and to be done, each with the
 * questions it is about, in the report's own order. Fields may be added; these stay. Who may read the report gets this.
 */
export const ReportOutcomes = z.object({
  sessionId: Id,
  title: z.string(),
  day: Day.nullable(),
  confidentiality: Confidentiality,
  /** Of the report; a higher one takes its place. */
  version: z.int(),
  at: Instant,
  /** False while the session is open again. */
  final: z.boolean(),
  questions: z.array(QuestionRef),
  outcomes: z.array(
    ReportOutcome.omit({ actionId: true, owner: true, dueOn: true }).extend({
      questionCodes: z.array(z.string()),
      /** Of an action only, as it was at definitief. No owner where no name may stand. */
      action: z.object({ id: Id, owner: z.string().nullable(), dueOn: Day.nullable() }).nullable(),
    }),
  ),
});
export type ReportOutcomes = z.infer<typeof ReportOutcomes>;

/** The longest foreword, in characters: some two pages. */
export const MAX_FOREWORD = 6000;
/** What the organisers add before definitief, with the report as it would then be. */
export const ReportDraft = z.object({ revision: z.int(), foreword: z.string(), content: ReportContent });
export type ReportDraft = z.infer<typeof ReportDraft>;
/** A change over a newer revision is refused with `CHANGED_MEANWHILE`. */
export const ReportDraftChange = z.object({
  revision: z.int().min(0),
  foreword: prose(MAX_FOREWORD).optional(),
  questionIds: z.array(Id).max(500).optional(),
  blockIds: z.array(BlockId).max(5000).optional(),
});
export type ReportDraftChange = z.infer<typeof ReportDraftChange>;

/** Who was there, as the organisers fill it in. */
export const EndingPerson = z.object({
  id: Id,
  name: z.string(),
  from: z.string().nullable(),
  answer: z.enum(['NEEDS_ACTION', 'ACCEPTED', 'TENTATIVE', 'DECLINED']).nullable(),
  /** Before the ending: opened the note. After it: was there. */
  attended: z.boolean(),
});
export const Ending = z.object({
  endedAt: Instant.nullable(),
  finalAt: Instant.nullable(),
  version: z.int().nullable(),
  people: z.array(EndingPerson),
  /** What the owners' mails and definitief are about. */
  actions: z.object({ all: z.int(), withoutOwner: z.int(), owners: z.int() }),
});
export type Ending = z.infer<typeof Ending>;
export const Attended = z.object({ attendedIds: z.array(Id).max(2000) });
export type Attended = z.infer<typeof Attended>;
export const Reopening = z.object({ reason: prose(1000).min(3, { error: 'REQUIRED' }) });
export type Reopening = z.infer<typeof Reopening>;

export const readEnding = endpoint('GET', '/sessions/:id/ending', Nothing, Ending);
export const endSession = endpoint('POST', '/sessions/:id/ending', Attended, Ending);
/** Puts right who was there, until definitief. */
export const correctAttendance = endpoint('PUT', '/sessions/:id/attendance', Attended, Ending);
export const finaliseSession = endpoint('POST', '/sessions/:id/finalisation', Nothing, Ending);
/** Opens it again, with a reason: a thing of its own, since a reason does not belong in an address that is logged. */
export const reopenSession = endpoint('POST', '/sessions/:id/reopenings', Reopening, Ending);
export const readReport = endpoint('GET', '/sessions/:id/report', ReportQuery, Report);
export const readReportOutcomes = endpoint('GET', '/sessions/:id/report/outcomes', ReportQuery, ReportOutcomes);
export const readReportDraft = endpoint('GET', '/sessions/:id/report-draft', Nothing, ReportDraft);
export const changeReportDraft = endpoint('PATCH', '/sessions/:id/report-draft', ReportDraftChange, ReportDraft);
