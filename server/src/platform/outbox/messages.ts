/**
 * What the outbox carries: one line per topic, ids only, never text or tokens.
 * A topic without `key` may stand many times; with a key it stands once among the open rows.
 */
export interface Messages {
  /** Something of a session changed: screens that show it read it again. */
  'session.changed': { sessionId: string };
  /** A mail that a stored row tells all about. */
  'signin.link': { personId: string; next: string };
}
export type Topic = keyof Messages;
