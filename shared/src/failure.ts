import { z } from './configure-zod.js';

/** Every refusal a user can meet, with its HTTP status. Its sentence stands in failure-words.ts. */
export const failureStatus = {
  INVALID_INPUT: 400,
  BAD_CURSOR: 400,
  SIGN_IN_NEEDED: 401,
  LINK_NOT_VALID: 401,
  NOT_ALLOWED: 403,
  WRONG_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CHANGED_MEANWHILE: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  TOO_MANY: 429,
  UNEXPECTED: 500,
  UNAVAILABLE: 503,
  OFFLINE: 503,
  // agenda
  NO_AGENDA: 422,
  EDITION_ADOPTED: 409,
  EDITION_EXISTS: 409,
  DOUBTS_OPEN: 409,
  // people
  ADDRESS_TAKEN: 409,
  LAST_ADMINISTRATOR: 409,
  UNIT_IN_USE: 409,
  UNIT_CYCLE: 409,
  POSITION_HELD: 409,
  PERSON_LEFT: 409,
  CSV_UNREADABLE: 422,
  CSV_HAS_ERRORS: 422,
  // sessions and invitations
  ENDS_BEFORE_START: 422,
  TIME_DOES_NOT_EXIST: 422,
  NOT_READY_TO_SEND: 422,
  NOBODY_TO_INVITE: 422,
  AUDIENCE_CHANGED: 409,
  SESSION_CANCELLED: 409,
  SESSION_ENDED: 409,
  SESSION_NOT_ENDED: 409,
  SESSION_NOT_STARTED: 409,
  SESSION_SENT: 409,
  SESSION_NOT_SENT: 409,
  LAST_ORGANISER: 409,
  INVITATION_CLOSED: 409,
  UNDO_NEWER_FIRST: 409,
  UNDO_TOO_LATE: 409,
  // notes
  NOTE_LOCKED: 409,
  NOT_AN_UPDATE: 422,
  NOTE_FULL: 413,
  NOTE_TOO_LONG: 413,
  OUT_OF_STEP: 409,
  SCHEMA_TOO_OLD: 409,
  NOT_AN_ACTION: 409,
  OWNER_NOT_PRESENT: 422,
  // in the room
  CLOCK_MOVED: 409,
  NOTHING_RUNS: 409,
  NO_LONGER: 409,
  POINT_TAKEN: 409,
  POINTS_FULL: 409,
  // actions
  ACTION_WITHOUT_OWNER: 409,
  ACTION_CLOSED: 409,
  // reports
  SESSION_FINAL: 409,
  SESSION_NOT_FINAL: 409,
} as const;

export type FailureCode = keyof typeof failureStatus;

/** One thing that is wrong with the input, at its place. `code` is a key of `issueWords`. */
export const Issue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  message: z.string().optional(),
});
export type Issue = z.infer<typeof Issue>;

/** problem+json, RFC 9457, with our stable `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  issues: z.array(Issue).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;

export interface FailureDetails {
  issues?: Issue[];
  /** What the sentence is filled in with, and what the screen needs to help. Never what the reader may not see. */
  values?: Record<string, unknown>;
  requestId?: string;
}

/** An expected refusal: thrown by the server's rules, told over HTTP and sockets, thrown again in the browser. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly details: FailureDetails;

  constructor(code: FailureCode, details: FailureDetails = {}) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return failureStatus[this.code];
  }

  /** Refuses one field. */
  static at(path: (string | number)[], code: string, values?: Record<string, string | number>): Failure {
    return new Failure('INVALID_INPUT', { issues: [{ path, code, values }] });
  }

  static fromProblem(answer: unknown): Failure {
    const problem = Problem.safeParse(answer);
    if (!problem.success || !(problem.data.code in failureStatus)) return new Failure('UNEXPECTED');
    const { code, issues, values, requestId } = problem.data;
    return new Failure(code as FailureCode, { issues, values, requestId });
  }
}

/** What Zod found, as issues with our codes: a schema's own `error: 'CODE'` wins over the general one. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map((issue): Issue => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (/^[A-Z][A-Z_]+$/.test(issue.message)) {
      const max = 'maximum' in issue ? Number(issue.maximum) : undefined;
      return { path, code: issue.message, ...(max === undefined ? {} : { values: { max } }) };
    }
    if (issue.code === 'too_big') return { path, code: 'TOO_LARGE', values: { max: Number(issue.maximum) } };
    if (issue.code === 'too_small') return { path, code: 'TOO_SMALL', values: { min: Number(issue.minimum) } };
    // Zod keeps the input out of its issues; only its message tells nothing from something else.
    if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return { path, code: 'REQUIRED' };
    if (issue.code === 'unrecognized_keys') return { path, code: 'UNKNOWN_FIELD' };
    return { path, code: 'NOT_VALID' };
  });
}
