import { Id, Instant, PageQuery, pageOf, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';

/*
 * Whether a Chatham House session keeps its word: nothing that holds what was said tells who said it. A trace is a
 * participant's id, full name or address, or a Yjs client id. What is found is counted per place, and never shown.
 */

/** Where traces are looked for: all that holds the note, its outcomes, points and presence, and what tells of them. */
export const TracePlace = z.enum([
  'SNAPSHOT', 'UPDATES', 'VERSIONS', 'REPORTS', 'OUTCOMES', 'ACTIONS', 'POINTS', 'SUPPORTS', 'PRESENCE', 'CLOCK', 'JOBS', 'OUTBOX', 'AUDIT', 'LOG',
]);
export type TracePlace = z.infer<typeof TracePlace>;
export const TraceKind = z.enum(['ID', 'NAME', 'ADDRESS', 'CLIENT']);
export type TraceKind = z.infer<typeof TraceKind>;

export const TraceCheck = z.object({
  sessionId: Id,
  at: Instant,
  /** How often each kind stands in each place; all zero when clean. */
  places: z.array(z.object({ place: TracePlace, counts: z.record(TraceKind, z.int()) })),
  total: z.int(),
  /** The server's log goes elsewhere: what it said last is looked through, this many lines, the oldest of this moment. */
  log: z.object({ lines: z.int(), since: Instant.nullable() }),
});
export type TraceCheck = z.infer<typeof TraceCheck>;

/** A final Chatham House session: its report is there for everybody, so administrators may know of it. */
export const TraceSession = z.object({ id: Id, title: z.string(), startsAt: Instant.nullable() });
export type TraceSession = z.infer<typeof TraceSession>;

export const listTraceSessions = endpoint('GET', '/trace-check-sessions', PageQuery, pageOf(TraceSession));
export const checkTraces = endpoint('POST', '/sessions/:id/trace-checks', Nothing, TraceCheck);
