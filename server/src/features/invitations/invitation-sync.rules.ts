import { createHash } from 'node:crypto';
import type { SessionFace } from '@kenniskamer/shared/session';

/** What a person's calendar and mailbox last got, as it stands in `Invitation.lastSent`. Instants as ISO text. */
export interface Sent {
  method: 'REQUEST' | 'CANCEL';
  sequence: number;
  /** How many mails this invitation got, this one included: tells equal ones apart. */
  count: number;
  generation: number;
  title: string;
  startsAt: string;
  endsAt: string;
  place: string | null;
  video: string | null;
  /** A digest of title, goal, questions and programme. */
  details: string;
}

/** How things are now. `live`: asked, neither taken out nor replaced, and the session goes on. */
export interface Present extends Pick<Sent, 'generation' | 'title' | 'startsAt' | 'endsAt' | 'place' | 'video' | 'details'> {
  live: boolean;
}

export type SyncKind = 'invitation' | 'invitation.again' | 'invitation.changed' | 'invitation.details' | 'invitation.cancelled';
export interface Step {
  kind: SyncKind;
  /** What `lastSent` becomes when it is accepted. */
  sends: Sent;
}

/**
 * The mail that brings somebody up to date, or null when they are. SEQUENCE rises when start, end or place changed, in a
 * CANCEL and in a re-invitation, against what this person last got; never otherwise (RFC 5546 §2.1.4).
 */
export function stepFrom(last: Sent | null, { live, ...present }: Present, tellDetails: boolean): Step | null {
  const count = (last?.count ?? 0) + 1;
  if (!live) {
    // Nobody who never had a mail hears that it does not go on.
    if (last?.method !== 'REQUEST') return null;
    return { kind: 'invitation.cancelled', sends: { ...last, method: 'CANCEL', sequence: last.sequence + 1, count } };
  }
  const request = (kind: SyncKind, sequence: number): Step => ({ kind, sends: { method: 'REQUEST', sequence, count, ...present } });
  if (!last) return request('invitation', 0);
  if (last.method === 'CANCEL') return request('invitation.again', last.sequence + 1);
  if (isElsewhere(last, present)) return request('invitation.changed', last.sequence + 1);
  if (tellDetails && last.details !== present.details) return request('invitation.details', last.sequence);
  return null;
}

type WhenWhere = Pick<Sent, 'startsAt' | 'endsAt' | 'place' | 'video'>;

export const isAnotherTime = (one: WhenWhere, other: WhenWhere): boolean => one.startsAt !== other.startsAt || one.endsAt !== other.endsAt;
export const isAnotherPlace = (one: WhenWhere, other: WhenWhere): boolean => one.place !== other.place || one.video !== other.video;
const isElsewhere = (one: WhenWhere, other: WhenWhere): boolean => isAnotherTime(one, other) || isAnotherPlace(one, other);

/** Changes with what an organiser may choose to mail: title, goal, questions, programme. */
export function detailsOf({ title, goal, questions, items }: Pick<SessionFace, 'title' | 'goal' | 'questions' | 'items'>): string {
  const said = [title, goal, questions.map(({ id }) => id), items.map(({ title: item, minutes, speaker, questionIds }) => [item, minutes, speaker, questionIds])];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

/** The same for every try of one mail, and for no other. */
export const messageIdOf = (invitationId: string, { kind, sends }: Step): string => {
  const said = [kind, sends.method, sends.sequence, sends.count, sends.generation, sends.startsAt, sends.endsAt, sends.place, sends.video, sends.details];
  return `${invitationId}.${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)}`;
};
