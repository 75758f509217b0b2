import { ActionState } from './action.js';
import { Day, Id, Instant, Language, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Level, Role } from './level.js';

const OfSession = z.object({ title: z.string(), startsAt: Instant.nullable() });

/**
 * What is kept about one person, for that person. It passes an administrator, so it tells of sessions that are confidential,
 * or not theirs to see, only how many there are, and of a note that is not definitief nothing; nobody else is named in a field of it.
 */
export const PersonExport = z.object({
  at: Instant,
  person: z.object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    language: Language,
    unit: z.string().nullable(),
    organisation: z.string().nullable(),
    maySignIn: z.boolean(),
    leftOn: Day.nullable(),
    createdAt: Instant,
  }),
  positions: z.array(z.object({ title: z.string(), level: Level.nullable(), unit: z.string(), fromOn: Day.nullable(), untilOn: Day.nullable() })),
  roles: z.array(z.object({ role: Role, unit: z.string().nullable() })),
  signIns: z.array(z.object({ at: Instant, endsAt: Instant, revokedAt: Instant.nullable() })),
  mails: z.array(z.object({ at: Instant, sentAt: Instant.nullable(), kind: z.string(), address: z.string(), state: z.string() })),
  organised: z.array(OfSession),
  invitations: z.array(
    z.object({
      session: OfSession,
      address: z.string(),
      at: Instant,
      removedAt: Instant.nullable(),
      replies: z.array(z.object({ at: Instant, partstat: z.string(), remark: z.string().nullable() })),
    }),
  ),
  attended: z.array(OfSession),
  actions: z.array(z.object({ session: OfSession, text: z.string(), state: ActionState, dueOn: Day.nullable() })),
  points: z.array(z.object({ session: OfSession, at: Instant, text: z.string() })),
  judgements: z.array(z.object({ at: Instant, state: z.string(), reason: z.string() })),
  acts: z.array(z.object({ at: Instant, act: z.string() })),
  /** Of sessions that it says nothing of: with how many of them this person has to do. Their organisers can tell what is kept there. */
  otherSessions: z.int(),
});
export type PersonExport = z.infer<typeof PersonExport>;

/** Made anew each time, and kept by nobody: that it was made stands in the audit trail. */
export const exportPerson = endpoint('POST', '/people/:id/exports', Nothing, PersonExport);
