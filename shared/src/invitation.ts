import { Email, Id, Instant, Language, line, Nothing, pageOf, PageQuery, prose } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Level, UnitKind } from './level.js';
import { Candidate, CandidateQuery, OwnInvitation, Partstat, phaseOf, Session, type SessionCourse } from './session.js';

// Who is asked -----------------------------------------------------------------------------------------------------

/** A place at the table. Knowledge partners and outsiders have one without a level; NO_LEVEL is a colleague without. */
export const TableGroup = z.enum(['DG', 'DIRECTOR', 'SPECIALIST', 'KNOWLEDGE_PARTNER', 'OUTSIDE', 'NO_LEVEL']);
export type TableGroup = z.infer<typeof TableGroup>;

export const PerGroup = z.record(TableGroup, z.int());
export type PerGroup = z.infer<typeof PerGroup>;

export const AudiencePerson = z.object({
  id: Id,
  name: z.string(),
  /** Position and unit, or the organisation of an outsider. */
  about: z.string().nullable(),
  group: TableGroup,
  /** Has a live invitation: the next sending leaves them alone. */
  invited: z.boolean(),
});
export type AudiencePerson = z.infer<typeof AudiencePerson>;

export const AudienceLine = z.object({
  id: Id,
  level: Level.nullable(),
  unit: z.object({ id: Id, name: z.string() }).nullable(),
  person: z.object({ id: Id, name: z.string() }).nullable(),
  /** How many people it gives, those taken out not counted; who is in more lines counts in each. */
  count: z.int(),
});
export type AudienceLine = z.infer<typeof AudienceLine>;

export const Audience = z.object({
  lines: z.array(AudienceLine),
  /** Everybody the lines give, each once, without those taken out. By table, then name. */
  people: z.array(AudiencePerson),
  excluded: z.array(z.object({ id: Id, name: z.string() })),
  perGroup: PerGroup,
  /** Of `people` those without a live invitation: what `sendInvitations` takes. */
  toInvite: z.array(Id),
});
export type Audience = z.infer<typeof Audience>;

/** A group is a level, a unit with all below it, or both; or it is one person by name. */
export const NewAudienceLine = z.union([
  z.strictObject({ personId: Id }),
  z
    .strictObject({ level: Level.optional(), unitId: Id.optional() })
    .refine(({ level, unitId }) => level !== undefined || unitId !== undefined, { path: ['level'], error: 'REQUIRED' }),
]);
export type NewAudienceLine = z.infer<typeof NewAudienceLine>;

/** Somebody from outside, typed in. An address that already is a person's becomes that person. */
export const NewExternal = z.strictObject({
  name: line(120),
  email: Email,
  organisation: line(160, 0).nullable().optional(),
  language: Language.optional(),
});
export type NewExternal = z.infer<typeof NewExternal>;

/** A unit to choose for a group, parents before children. */
export const AudienceUnit = z.object({ id: Id, name: z.string(), kind: UnitKind, parentId: Id.nullable() });
export type AudienceUnit = z.infer<typeof AudienceUnit>;

// Sending ----------------------------------------------------------------------------------------------------------

/** Exactly those shown. When the groups give others by now nothing is sent: `AUDIENCE_CHANGED`. */
export const NewSending = z.strictObject({ personIds: z.array(Id).max(5000) });
export type NewSending = z.infer<typeof NewSending>;

/** How many invitations this made; `already` were invited by a press or an organiser just before. */
export const Sending = z.object({ sent: z.int(), already: z.int(), at: Instant });
export type Sending = z.infer<typeof Sending>;

/** `values` of `AUDIENCE_CHANGED`. */
export const AudienceDifference = z.object({
  added: z.array(z.object({ id: Id, name: z.string() })),
  removed: z.array(z.object({ id: Id, name: z.string().nullable() })),
});
export type AudienceDifference = z.infer<typeof AudienceDifference>;

// Answers ----------------------------------------------------------------------------------------------------------

export const Answer = Partstat.exclude(['NEEDS_ACTION']);
export type Answer = z.infer<typeof Answer>;

export const ReplyInput = z.strictObject({ partstat: Answer, remark: prose(500).nullable().optional() });
export type ReplyInput = z.infer<typeof ReplyInput>;

/** Why an invitation of this session cannot be answered at `now`; null when it can: until its end. */
export function refusesReply(session: SessionCourse, now: Date): 'SESSION_CANCELLED' | 'INVITATION_CLOSED' | null {
  const phase = phaseOf(session, now);
  if (phase === 'CANCELLED') return 'SESSION_CANCELLED';
  return phase === 'PLANNED' || phase === 'LIVE' ? null : 'INVITATION_CLOSED';
}

export const ReplyVia = z.enum(['LINK', 'APP', 'ORGANISER', 'MOVED']);
export type ReplyVia = z.infer<typeof ReplyVia>;

/** WAITING also while nothing was tried yet; REFUSED is *Niet aangekomen*, with what the mail server said. */
export const Delivery = z.object({
  state: z.enum(['WAITING', 'SENT', 'REFUSED']),
  at: Instant.nullable(),
  reason: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const Invitee = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  about: z.string().nullable(),
  address: z.string(),
  group: TableGroup,
  partstat: Partstat,
  remark: z.string().nullable(),
  repliedAt: Instant.nullable(),
  via: ReplyVia.nullable(),
  /** "doorgegeven door …": the organiser who entered the answer. */
  enteredBy: z.string().nullable(),
  /** The answer to an earlier date, shown until there is a new one: "kwam op 3 december". */
  earlier: z.object({ partstat: Answer, startsAt: Instant.nullable() }).nullable(),
  delivery: Delivery,
  invitedAt: Instant,
  /** Taken out at; they only show when asked for. */
  removedAt: Instant.nullable(),
});
export type Invitee = z.infer<typeof Invitee>;

export const InviteeCounts = z.object({
  invited: z.int(),
  perPartstat: z.record(Partstat, z.int()),
  /** Per table: how many are asked, and how many come. */
  perGroup: z.record(TableGroup, z.object({ invited: z.int(), accepted: z.int() })),
  refused: z.int(),
  takenOut: z.int(),
});
export type InviteeCounts = z.infer<typeof InviteeCounts>;

export const InviteeQuery = PageQuery.extend({
  /** REFUSED: mail that did not arrive; TAKEN_OUT: who was taken out. */
  show: z.enum(['ALL', 'NEEDS_ACTION', 'ACCEPTED', 'TENTATIVE', 'DECLINED', 'REFUSED', 'TAKEN_OUT']).default('ALL'),
  group: TableGroup.optional(),
  q: line(100, 0).optional(),
  order: z.enum(['NEWEST_REPLY', 'NAME']).default('NEWEST_REPLY'),
});
export type InviteeQuery = z.infer<typeof InviteeQuery>;

export const ReplyRecord = z.object({
  at: Instant,
  partstat: Partstat,
  remark: z.string().nullable(),
  via: ReplyVia,
  enteredBy: z.string().nullable(),
  startsAt: Instant.nullable(),
});
export type ReplyRecord = z.infer<typeof ReplyRecord>;

// Changing what was sent -------------------------------------------------------------------------------------------

/** How long a change waits before it is mailed, and can be undone. */
export const UNDO_SECONDS = 60;

export const ChangeKind = z.enum(['CHANGED', 'TAKEN_OUT', 'REINVITED', 'CANCELLED']);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const SentChange = z.object({
  id: Id,
  kind: ChangeKind,
  /** Which fields, for CHANGED. */
  fields: z.array(z.string()),
  /** Whom it was about, for TAKEN_OUT and REINVITED. */
  person: z.string().nullable(),
  at: Instant,
  by: z.string().nullable(),
  undoUntil: Instant,
  /** By the server's clock, for the countdown. */
  secondsLeft: z.int(),
  /** False while a newer change stands on top of it: undo that one first. */
  canUndo: z.boolean(),
  /** How many people will hear of it. */
  people: z.int(),
});
export type SentChange = z.infer<typeof SentChange>;

export const NewCancellation = z.strictObject({ reason: prose(500).nullable().optional() });
export type NewCancellation = z.infer<typeof NewCancellation>;

export const Correction = z.strictObject({ email: Email });
export type Correction = z.infer<typeof Correction>;
/** `personCorrected` is false for somebody who may sign in: that address is for an administrator to change. */
export const Corrected = z.object({ invitee: Invitee, personCorrected: z.boolean() });

// Endpoints. All but `reply` are for organisers of the session -----------------------------------------------------

export const readAudience = endpoint('GET', '/sessions/:id/audience', Nothing, Audience);
export const addAudienceLine = endpoint('POST', '/sessions/:id/audience/lines', NewAudienceLine, Audience);
export const removeAudienceLine = endpoint('DELETE', '/sessions/:id/audience/lines/:lineId', Nothing, Audience);
export const addExternal = endpoint('POST', '/sessions/:id/audience/externals', NewExternal, Audience);
/** Takes somebody out of the groups before sending; `restoreToAudience` undoes it. */
export const excludeFromAudience = endpoint('PUT', '/sessions/:id/audience/exclusions/:personId', Nothing, Audience);
export const restoreToAudience = endpoint('DELETE', '/sessions/:id/audience/exclusions/:personId', Nothing, Audience);
export const listAudienceUnits = endpoint('GET', '/sessions/:id/audience/units', Nothing, z.object({ items: z.array(AudienceUnit) }));
export const searchCandidates = endpoint('GET', '/sessions/:id/candidates', CandidateQuery, z.object({ items: z.array(Candidate) }));

/** The mail as one person of the audience would get it, before it is sent. Its links open nothing. */
export const MailPreview = z.object({ to: z.string(), subject: z.string(), text: z.string() });
export type MailPreview = z.infer<typeof MailPreview>;
export const previewMail = endpoint('GET', '/sessions/:id/audience/people/:personId/mail', Nothing, MailPreview);

export const sendInvitations = endpoint('POST', '/sessions/:id/sendings', NewSending, Sending);

export const listInvitees = endpoint('GET', '/sessions/:id/invitations', InviteeQuery, pageOf(Invitee).extend({ counts: InviteeCounts }));
export const listReplies = endpoint('GET', '/sessions/:id/invitations/:invitationId/replies', Nothing, z.object({ items: z.array(ReplyRecord) }));
/** Somebody signed in answers their own invitation. */
export const reply = endpoint('PUT', '/sessions/:id/reply', ReplyInput, OwnInvitation);
/** An answer that came by phone. */
export const enterReply = endpoint('PUT', '/sessions/:id/invitations/:invitationId/reply', ReplyInput, Invitee);

/** What can still be undone, newest first. */
export const listChanges = endpoint('GET', '/sessions/:id/changes', Nothing, z.object({ items: z.array(SentChange) }));
export const undoChange = endpoint('DELETE', '/sessions/:id/changes/:changeId', Nothing, Session);
export const takeOut = endpoint('DELETE', '/sessions/:id/invitations/:invitationId', Nothing, SentChange);
/** Asks somebody who was taken out again: the same UID, a new personal link. */
export const reinvite = endpoint('POST', '/sessions/:id/invitations/:invitationId/renewal', Nothing, SentChange);
export const cancelSession = endpoint('POST', '/sessions/:id/cancellation', NewCancellation, SentChange);
/** A new invitation to the right address: new link, UID and reply address; the old ones end. */
export const correctAddress = endpoint('POST', '/sessions/:id/invitations/:invitationId/correction', Correction, Corrected);

/**
 * Live: `invitees.watch` (input `SessionKey`) lets an organiser's socket in; `invitees.changed` with `{ id }` says that
 * an answer, a delivery or the list changed.
 */
