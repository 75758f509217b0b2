import type { Language } from '@kenniskamer/shared/basics';
import type { Html } from '../pages/html.js';

export interface Mailbox {
  name?: string;
  address: string;
}

/** One mail to one person. */
export interface Letter {
  /** What it is for, as it stands in the table: `invitation`, `signin`, `action.digest`. */
  kind: string;
  to: Mailbox;
  language: Language;
  subject: string;
  text: string;
  /** The whole document: see `mailDocument`. */
  html: Html;
  /**
   * The same for every try of the same mail, and for no other: our domain is added. What was accepted or refused under
   * it is not sent again, so a handler may simply run once more.
   */
  messageId: string;
  calendar?: { method: 'REQUEST' | 'CANCEL'; sequence: number; ics: string };
  replyTo?: Mailbox;
  invitationId?: string;
  personId?: string;
  /** What it is about where there is no invitation: an action, a session. */
  aboutId?: string;
}
