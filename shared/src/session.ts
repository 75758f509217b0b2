import { fromDate, parseDate, parseTime, toCalendarDate, toCalendarDateTime, toZoned } from '@internationalized/date';
import { Clock, Day, Id, Instant, line, Nothing, pageOf, PageQuery, prose, WebLink } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import type { Issue } from './failure.js';
import { Confidentiality, Level } from './level.js';

export const ZONE = 'Europe/Amsterdam';

// What a session is ------------------------------------------------------------------------------------------------

export const Phase = z.enum(['DRAFT', 'PLANNED', 'CANCELLED', 'LIVE', 'HELD', 'ENDED', 'FINAL']);
export type Phase = z.infer<typeof Phase>;

/** What happened to a session, as instants: rows in the database, never flags. */
export const SessionCourse = z.object({
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  /** When the first invitations went out. */
  sentAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  finalAt: Instant.nullable(),
});
export type SessionCourse = z.infer<typeof SessionCourse>;

/** Where a session stands at `now`. HELD: its end has passed; ENDED: an organiser confirmed that. */
export function phaseOf(session: SessionCourse, now: Date): Phase {
  if (session.finalAt) return 'FINAL';
  if (session.cancelledAt) return 'CANCELLED';
  if (session.endedAt) return 'ENDED';
  if (!session.sentAt || !session.startsAt || !session.endsAt) return 'DRAFT';
  if (now < session.startsAt) return 'PLANNED';
  return now < session.endsAt ? 'LIVE' : 'HELD';
}

/** A question of the agenda as sessions show it: its current wording, and what is known on it. */
export const SessionQuestion = z.object({
  id: Id,
  code: z.string(),
  text: z.string(),
  state: z.enum(['OPEN', 'PARTLY', 'ANSWERED']),
});
export type SessionQuestion = z.infer<typeof SessionQuestion>;

export const ProgrammeItem = z.object({
  id: Id,
  title: z.string(),
  minutes: z.int().nullable(),
  speaker: z.string().nullable(),
  questionIds: z.array(Id),
});
export type ProgrammeItem = z.infer<typeof ProgrammeItem>;

/** What everybody who may read a session sees of it; the reply page and the mails show no more than this. */
export const SessionFace = SessionCourse.extend({
  id: Id,
  title: z.string(),
  goal: z.string().nullable(),
  zone: z.string(),
  place: z.string().nullable(),
  /** Only for those invited and the organisers; null for others. */
  video: z.string().nullable(),
  levels: z.array(Level),
  confidentiality: Confidentiality,
  cancelReason: z.string().nullable(),
  questions: z.array(SessionQuestion),
  items: z.array(ProgrammeItem),
  /** The first one is who answers go to. */
  organisers: z.array(z.object({ id: Id, name: z.string() })),
});
export type SessionFace = z.infer<typeof SessionFace>;

export const Partstat = z.enum(['NEEDS_ACTION', 'ACCEPTED', 'TENTATIVE', 'DECLINED']);
export type Partstat = z.infer<typeof Partstat>;

/** The reader's own invitation. */
export const OwnInvitation = z.object({
  id: Id,
  partstat: Partstat,
  remark: z.string().nullable(),
  repliedAt: Instant.nullable(),
});
export type OwnInvitation = z.infer<typeof OwnInvitation>;

/** What only organisers see and change. */
export const Planning = z.object({
  revision: z.int(),
  day: Day.nullable(),
  startClock: Clock.nullable(),
  endClock: Clock.nullable(),
  guestsWrite: z.boolean(),
  createdAt: Instant,
  changedAt: Instant,
  /** How many have a live invitation, and would hear of a change. */
  invited: z.int(),
});
export type Planning = z.infer<typeof Planning>;

export const Session = SessionFace.extend({
  invitation: OwnInvitation.nullable(),
  /** Null for who does not organise it. */
  planning: Planning.nullable(),
});
export type Session = z.infer<typeof Session>;

// Planning it ------------------------------------------------------------------------------------------------------

/** An id of one's own choosing keeps a new item the same item while it is saved as typed. */
const ItemFields = z.strictObject({
  id: Id.optional(),
  title: line(200, 0),
  minutes: z.int().min(1).max(600).nullable(),
  speaker: line(200, 0).nullable(),
  questionIds: z.array(Id).max(20),
});

const fields = z.strictObject({
  title: line(200),
  goal: prose(2000).nullable(),
  day: Day.nullable(),
  startClock: Clock.nullable(),
  endClock: Clock.nullable(),
  place: line(200, 0).nullable(),
  video: WebLink.nullable(),
  levels: z.array(Level).max(3),
  confidentiality: Confidentiality,
  /** Whether people with only a personal link may write in the note. */
  guestsWrite: z.boolean(),
  questionIds: z.array(Id).max(30),
  /** The whole programme in its order. */
  items: z.array(ItemFields).max(40),
});

/** A draft needs only a title. */
export const NewSession = fields.partial().required({ title: true });
export type NewSession = z.infer<typeof NewSession>;

/** What is left out stays; null empties. Send what belongs together (day and times) in one. */
export const SessionPatch = fields.partial().extend({
  /** The revision that the form was filled from; when somebody saved since, `CHANGED_MEANWHILE` says who changed what. */
  revision: z.int(),
  /** After sending: mail a new title, goal or programme too. A new time or place is always mailed. */
  tellDetails: z.boolean().optional(),
});
export type SessionPatch = z.infer<typeof SessionPatch>;
export type SessionField = keyof z.infer<typeof fields>;

/** `values` of `CHANGED_MEANWHILE`: what others saved since the form was filled, newest first. */
export const ChangedMeanwhile = z.object({
  revision: z.int(),
  changes: z.array(z.object({ by: z.string().nullable(), at: Instant, fields: z.array(z.string()) })),
});
export type ChangedMeanwhile = z.infer<typeof ChangedMeanwhile>;

export interface WallClock {
  day: string | null;
  startClock: string | null;
  endClock: string | null;
  zone: string;
}

/**
 * The instants that day and clocks make, null while one of them lacks, and what is wrong with them at its field.
 * A time in the hour that the clock skips does not exist. In the hour that comes twice the first one is meant, as in
 * calendars (RFC 5545 §3.3.5).
 */
export function instantsOf({ day, startClock, endClock, zone }: WallClock): {
  startsAt: Date | null;
  endsAt: Date | null;
  issues: Issue[];
} {
  const issues: Issue[] = [];
  const at = (clock: string | null, field: string): Date | null => {
    if (day === null || clock === null) return null;
    const instant = instantAt(day, clock, zone);
    if (!instant) issues.push({ path: [field], code: 'TIME_DOES_NOT_EXIST' });
    return instant;
  };
  const startsAt = at(startClock, 'startClock');
  const endsAt = at(endClock, 'endClock');
  if (startClock !== null && endClock !== null && (endClock <= startClock || (startsAt && endsAt && endsAt <= startsAt))) {
    issues.push({ path: ['endClock'], code: 'ENDS_BEFORE_START', values: { start: startClock.replace(':', '.') } });
  }
  const whole = startsAt !== null && endsAt !== null && issues.length === 0;
  return whole ? { startsAt, endsAt, issues } : { startsAt: null, endsAt: null, issues };
}

/** The day it is at `instant` in `zone`, `2026-12-03`. */
export const dayIn = (instant: Date, zone: string): string => toCalendarDate(fromDate(instant, zone)).toString();

/** The instant at which a day shows this clock here; the next one that exists where the clock skips it. */
export const zonedInstant = (day: string, clock: string, zone = ZONE): Date =>
  toZoned(toCalendarDateTime(parseDate(day), parseTime(clock)), zone, 'compatible').toDate();

/** The instant of a wall clock, null when that time does not exist there. */
function instantAt(day: string, clock: string, zone: string): Date | null {
  const wall = toCalendarDateTime(parseDate(day), parseTime(clock));
  const instant = toZoned(wall, zone, 'earlier').toDate();
  const back = fromDate(instant, zone);
  return back.hour === wall.hour && back.minute === wall.minute ? instant : null;
}

type Readiness = Pick<SessionFace, 'startsAt' | 'endsAt' | 'place' | 'video' | 'items'> & Omit<WallClock, 'zone'>;

/** What still lacks before invitations can be sent, each at its field; empty when nothing does. */
export function missingToSend(session: Readiness, now: Date): Issue[] {
  const missing: Issue[] = [];
  for (const field of ['day', 'startClock', 'endClock'] as const) {
    if (session[field] === null) missing.push({ path: [field], code: 'REQUIRED' });
  }
  if (session.endsAt && session.endsAt <= now) missing.push({ path: ['day'], code: 'IN_THE_PAST' });
  if (!session.place && !session.video) missing.push({ path: ['place'], code: 'REQUIRED' });
  session.items.forEach(({ title }, place) => {
    if (title === '') missing.push({ path: ['items', place, 'title'], code: 'REQUIRED' });
  });
  return missing;
}

/** When each programme item starts; null from the first one whose predecessors do not all say their minutes. */
export function itemStarts(startsAt: Date | null, items: Pick<ProgrammeItem, 'minutes'>[]): (Date | null)[] {
  let at: Date | null = startsAt;
  return items.map(({ minutes }) => {
    const start = at;
    at = at && minutes !== null ? new Date(at.getTime() + minutes * 60_000) : null;
    return start;
  });
}

// Lists ------------------------------------------------------------------------------------------------------------

export const SessionListItem = SessionCourse.extend({
  id: Id,
  title: z.string(),
  place: z.string().nullable(),
  confidentiality: Confidentiality,
  levels: z.array(Level),
  changedAt: Instant,
  questionCodes: z.array(z.string()),
  organises: z.boolean(),
  /** The reader's own answer, null when not invited. */
  partstat: Partstat.nullable(),
  /** For organisers: how many are asked and how many come; null for others. */
  replies: z.object({ invited: z.int(), accepted: z.int(), unanswered: z.int() }).nullable(),
});
export type SessionListItem = z.infer<typeof SessionListItem>;

export const SessionListQuery = PageQuery.extend({
  /** MINE: invited or organised; READABLE: also published reports of others. */
  view: z.enum(['MINE', 'ORGANISED', 'READABLE']).default('MINE'),
  /** UPCOMING and PAST by date; UNDATED are drafts without a time, latest change first. */
  when: z.enum(['UPCOMING', 'PAST', 'UNDATED']).default('UPCOMING'),
  questionId: Id.optional(),
});
export type SessionListQuery = z.infer<typeof SessionListQuery>;

/** Others' sessions in planning, for organisers: only that something is then. */
export const SessionTitle = z.object({ id: Id, title: z.string(), startsAt: Instant, endsAt: Instant });
export type SessionTitle = z.infer<typeof SessionTitle>;
export const SessionTitlesQuery = PageQuery.extend({ from: Day, until: Day });

/** Somebody to choose, with just enough to tell two namesakes apart. */
export const Candidate = z.object({
  id: Id,
  name: z.string(),
  /** Position and unit, or the organisation of an outsider. */
  about: z.string().nullable(),
});
export type Candidate = z.infer<typeof Candidate>;
export const CandidateQuery = z.object({ q: line(100), limit: z.coerce.number().int().min(1).max(20).default(10) });
export type CandidateQuery = z.infer<typeof CandidateQuery>;

export const SessionKey = z.object({ id: Id });
export type SessionKey = z.infer<typeof SessionKey>;

export const NewOrganiser = z.strictObject({ personId: Id });
export type NewOrganiser = z.infer<typeof NewOrganiser>;

export const planSession = endpoint('POST', '/sessions', NewSession, Session);
export const listSessions = endpoint('GET', '/sessions', SessionListQuery, pageOf(SessionListItem));
export const listSessionTitles = endpoint('GET', '/session-titles', SessionTitlesQuery, pageOf(SessionTitle));
export const readSession = endpoint('GET', '/sessions/:id', Nothing, Session);
export const changeSession = endpoint('PATCH', '/sessions/:id', SessionPatch, Session);
/** Only a draft: what was sent is cancelled instead. */
export const deleteDraft = endpoint('DELETE', '/sessions/:id', Nothing, Nothing);
export const addOrganiser = endpoint('POST', '/sessions/:id/organisers', NewOrganiser, Session);
export const removeOrganiser = endpoint('DELETE', '/sessions/:id/organisers/:personId', Nothing, Nothing);
/** Who may become an organiser: people with that role. */
export const searchOrganisers = endpoint('GET', '/sessions/:id/organiser-candidates', CandidateQuery, z.object({ items: z.array(Candidate) }));

/**
 * Live: `session.watch` (input `SessionKey`) lets a socket into the room of whoever may read it; `session.changed`
 * with `{ id }` says that something changed, `room.closed` with `{ kind: 'session', id }` that it is no longer theirs.
 */
