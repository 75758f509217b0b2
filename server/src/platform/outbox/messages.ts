/**
 * What the outbox carries: one line per topic, ids only, never text or tokens.
 * A topic without `key` may stand many times; with a key it stands once among the open rows.
 */
export interface Messages {
  /** Something of a session changed: screens that show it read it again. */
  'session.changed': { sessionId: string };
  /** An answer, a delivery or the list of invitees changed: the organisers' screens read it again. Key: the session. */
  'invitees.changed': { sessionId: string };
  /** Who may see a session may have changed: every feature rechecks who is in its rooms. Key: the session. */
  'access.changed': { sessionId: string };
  /** Something left this person's lists: they answered it, or are no longer among those who may see it. Key: the person. */
  'lists.changed': { personId: string };
  /** Bring this person's calendar and mailbox up to date (decision 001). Key: the invitation. `details`: a new title or programme is news too. */
  'invitation.sync': { invitationId: string; details?: boolean };
  /** A question's judgement or units changed. */
  'question.changed': { questionId: string };
  /** Another edition is the current one. */
  'agenda.adopted': { editionId: string };
  /** Outcomes of a session's note were added, changed, hidden or brought back. Key: the session. */
  'outcomes.changed': { sessionId: string };
  /** The room's clock of a session moved. Key: the session. */
  'clock.changed': { sessionId: string };
  /** A point from the room came, went, got support, or stands in the note. Key: the session. */
  'points.changed': { sessionId: string };
  /** Somebody in the room asks for their personal link. Key: the invitation. */
  'room.link': { invitationId: string; mailId: string };
  /** A mail that a stored row tells all about. */
  'signin.link': { personId: string; next: string; mailId: string };
  /** An action's state, owner, date or remark changed: screens that show it read it again. */
  'action.changed': { actionId: string; sessionId: string };
  /** This owner has actions of this session that no mail told of yet. */
  'action.owner': { sessionId: string; ownerId: string };
  /** Somebody asked the owner how it stands. */
  'action.chase': { chaseId: string };
  /** This owner's digest of a working day. Key: both. */
  'action.digest': { personId: string; day: string };
  /** Owners of a confidential session's actions who are none of its people any more let go of them. */
  'actions.release': { sessionId: string };
  /** A report became definitief: this invitee gets its link. Key: the invitation. */
  'report.mail': { invitationId: string; version: number };
}
export type Topic = keyof Messages;
