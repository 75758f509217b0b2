import { Day, Id, Instant, line, pageOf, PageQuery } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';

/** All that is written down, as `thing.act`; the thing is what the list can be filtered by. */
export const AuditAct = z.enum([
  'session.planned', 'session.changed', 'session.undone', 'session.deleted', 'session.cancelled', 'session.ended', 'session.attended',
  'session.finalised', 'session.reopened', 'session.note.restored', 'session.organiser.added', 'session.organiser.removed',
  'invitation.sent', 'invitation.taken-out', 'invitation.reinvited', 'invitation.corrected', 'invitation.answered',
  'action.changed', 'action.chased',
  'question.judged', 'question.tied',
  'edition.drafted', 'edition.dropped', 'edition.adopted',
  'person.added', 'person.changed', 'person.left', 'person.returned', 'person.removed', 'person.signed-out', 'person.exported',
  'people.imported', 'people.loaded',
  'role.granted', 'role.revoked',
  'unit.added', 'unit.changed', 'unit.removed',
  'position.added', 'position.changed', 'position.removed', 'position.taken', 'position.left',
]);
export type AuditAct = z.infer<typeof AuditAct>;

/** Who did what, when. What belongs to a session that the reader may not read keeps its secrets: then the rest is null. */
export const AuditRow = z.object({
  id: Id,
  at: Instant,
  act: AuditAct,
  /** Null for what the system did by itself, too. */
  actor: z.object({ id: Id, name: z.string() }).nullable(),
  /** What it was done to, by its name. */
  thing: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditFilter = z.object({
  /** The part before the dot: `session`, `person`, `role`. */
  kind: line(30, 0).optional(),
  actorId: Id.optional(),
  from: Day.optional(),
  until: Day.optional(),
});
export const AuditQuery = PageQuery.extend(AuditFilter.shape);
export type AuditQuery = z.infer<typeof AuditQuery>;

export const listAudit = endpoint('GET', '/audit', AuditQuery, pageOf(AuditRow));
