import type { Confidentiality } from '@kenniskamer/shared/level';
import type { Guest, Viewer } from './viewer.js';

/** All that the rules need to know of a session. */
export interface SessionFacts {
  id: string;
  confidentiality: Confidentiality;
  guestsWrite: boolean;
  startsAt: Date | null;
  organiserIds: string[];
  /** Those with a live invitation: asked, and neither taken out nor replaced. */
  invitedIds: string[];
  attendedIds: string[];
  cancelled: boolean;
  ended: boolean;
  final: boolean;
}

/** All that the rules need to know of an action beside its session. */
export interface ActionFacts {
  session: SessionFacts;
  ownerId: string | null;
  ownerUnitId: string | null;
  /** Per linked question the units it is tied to; an empty list is an untied question. */
  questionUnitIds: string[][];
}

type Who = Pick<Viewer, 'id' | 'organiser' | 'coordinates'>;

const organises = (who: Who, session: SessionFacts) => session.organiserIds.includes(who.id);
const isOfSession = (who: Who, session: SessionFacts) => organises(who, session) || session.invitedIds.includes(who.id);
/** A final report of an OPEN or CHATHAM_HOUSE session is for everybody who is signed in. */
const isPublished = (session: SessionFacts) => session.final && session.confidentiality !== 'CONFIDENTIAL';

export const rules = {
  'session.read': (who: Who, session: SessionFacts) => isOfSession(who, session) || isPublished(session),
  /** Others' sessions as titles in planning, so that organisers do not plan the same twice. */
  'session.title': (who: Who, session: SessionFacts) =>
    rules['session.read'](who, session) || (who.organiser && session.confidentiality !== 'CONFIDENTIAL'),
  'session.organise': organises,
  'note.read': (who: Who, session: SessionFacts) => isOfSession(who, session) || isPublished(session),
  'note.write': (who: Who, session: SessionFacts, now: Date) => {
    if (session.final || session.cancelled) return false;
    if (organises(who, session)) return true;
    if (session.ended) return session.attendedIds.includes(who.id) && session.invitedIds.includes(who.id);
    return session.invitedIds.includes(who.id) && hasStarted(session, now);
  },
  /** Earlier versions of the text: for the session's own people. What was wrong in them is not for everybody. */
  'history.read': isOfSession,
  /** Being in the room beside the note: its clock, its points, who is here. A report that was published opens none of it. */
  'room.join': (who: Who, session: SessionFacts) => isOfSession(who, session) && !session.cancelled,
  'attendance.read': (who: Who, session: SessionFacts) =>
    organises(who, session) ||
    (session.ended && session.confidentiality !== 'CHATHAM_HOUSE' && rules['note.read'](who, session)),
} as const;

export const actionRules = {
  'action.read': (who: Who, action: ActionFacts) => {
    const { session } = action;
    if (rules['note.read'](who, session)) return true;
    if (session.confidentiality === 'CONFIDENTIAL' || !(session.ended || session.final)) return false;
    return action.ownerId === who.id || coordinates(who, action);
  },
  /** Its state, with a remark. */
  'action.move': (who: Who, action: ActionFacts) =>
    actionRules['action.read'](who, action) &&
    (action.ownerId === who.id || organises(who, action.session) || coordinates(who, action)),
  /** Its owner and due date. */
  'action.assign': (who: Who, action: ActionFacts) =>
    actionRules['action.read'](who, action) && (organises(who, action.session) || coordinates(who, action)),
} as const;

export const guestRules = {
  'note.read': (guest: Guest, session: SessionFacts, now: Date) =>
    isHis(guest, session) && !session.cancelled && (hasStarted(session, now) || session.final),
  'room.join': (guest: Guest, session: SessionFacts, now: Date) => guestRules['note.read'](guest, session, now),
  'note.write': (guest: Guest, session: SessionFacts, now: Date) =>
    guestRules['note.read'](guest, session, now) &&
    session.guestsWrite &&
    !session.final &&
    (!session.ended || session.attendedIds.includes(guest.personId)),
} as const;

/** May this coordinator judge a question that is tied to these units? While untied, any coordinator may. */
export const mayJudge = (who: Pick<Viewer, 'coordinates'>, unitIds: string[]): boolean =>
  who.coordinates !== null && (unitIds.length === 0 || unitIds.some((unit) => who.coordinates?.includes(unit)));

function coordinates(who: Who, action: ActionFacts): boolean {
  if (who.coordinates === null) return false;
  if (action.ownerUnitId !== null && who.coordinates.includes(action.ownerUnitId)) return true;
  return action.questionUnitIds.length === 0 || action.questionUnitIds.some((units) => mayJudge(who, units));
}

const hasStarted = (session: SessionFacts, now: Date) => session.startsAt !== null && session.startsAt <= now;
const isHis = (guest: Guest, session: SessionFacts) =>
  session.id === guest.sessionId && session.invitedIds.includes(guest.personId);

export type SessionAct = keyof typeof rules;
export type ActionAct = keyof typeof actionRules;
