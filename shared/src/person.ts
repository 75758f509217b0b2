import { Day, Email, Id, Instant, Language, line, Nothing, pageOf, PageQuery } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Level, Role } from './level.js';

// Oneself -----------------------------------------------------------------------------------------------------------

/** Who is signed in, and what the page needs to know to show what they may do. */
export const Me = z.object({
  person: z.object({
    id: Id,
    name: z.string(),
    email: z.string(),
    language: Language,
    unit: z.string().nullable(),
    positions: z.array(z.object({ title: z.string(), unit: z.string(), level: Level.nullable() })),
  }),
  roles: z.array(Role),
  isAdministrator: z.boolean(),
  isOrganiser: z.boolean(),
  isCoordinator: z.boolean(),
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const ChangeMe = z.object({ language: Language });
export type ChangeMe = z.infer<typeof ChangeMe>;

export const readMe = endpoint('GET', '/me', Nothing, Me);
export const changeMe = endpoint('PATCH', '/me', ChangeMe, Me);

// Administering people ----------------------------------------------------------------------------------------------

const UnitName = z.object({ id: Id, name: z.string() });

export const Grant = z.object({ id: Id, role: Role, unit: UnitName.nullable() });
export type Grant = z.infer<typeof Grant>;

export const PersonRow = z.object({
  id: Id,
  name: z.string(),
  /** Null only for a removed person. */
  email: z.string().nullable(),
  unit: UnitName.nullable(),
  organisation: z.string().nullable(),
  positions: z.array(z.object({ title: z.string(), level: Level.nullable() })),
  roles: z.array(Role),
  leftOn: Day.nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** A position that somebody holds or held. */
export const Holding = z.object({
  id: Id,
  position: z.object({ id: Id, title: z.string(), level: Level.nullable(), unit: UnitName }),
  fromOn: Day.nullable(),
  untilOn: Day.nullable(),
  current: z.boolean(),
});
export type Holding = z.infer<typeof Holding>;

export const PersonDetails = PersonRow.omit({ positions: true, roles: true }).extend({
  language: Language,
  maySignIn: z.boolean(),
  holdings: z.array(Holding),
  grants: z.array(Grant),
  /** On how many devices they are signed in now. */
  signIns: z.int(),
  lastSignInAt: Instant.nullable(),
});
export type PersonDetails = z.infer<typeof PersonDetails>;

export const personName = line(120, 1);
const fields = z.strictObject({
  name: personName,
  email: Email,
  unitId: Id.nullable(),
  organisation: line(120, 0).nullable(),
  language: Language,
  maySignIn: z.boolean(),
});
export const NewPerson = fields.partial().required({ name: true, email: true });
export type NewPerson = z.infer<typeof NewPerson>;
export const PersonPatch = fields.partial();
export type PersonPatch = z.infer<typeof PersonPatch>;

export const PeopleFilter = z.object({
  q: line(100, 0).optional(),
  /** With all units below it. */
  unitId: Id.optional(),
  role: Role.optional(),
  level: Level.optional(),
  state: z.enum(['PRESENT', 'LEFT']).default('PRESENT'),
});
export const PeopleQuery = PageQuery.extend(PeopleFilter.shape);
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const NewGrant = z
  .strictObject({ role: Role, unitId: Id.nullable().default(null) })
  .refine(({ role, unitId }) => (role === 'COORDINATOR') === (unitId !== null), { path: ['unitId'], error: 'COORDINATOR_HAS_UNIT' });
export type NewGrant = z.infer<typeof NewGrant>;

export const NewHolding = z.strictObject({ positionId: Id, fromOn: Day.nullable().default(null) });
export type NewHolding = z.infer<typeof NewHolding>;

export const listPeople = endpoint('GET', '/people', PeopleQuery, pageOf(PersonRow).extend({ total: z.int() }));
export const addPerson = endpoint('POST', '/people', NewPerson, PersonDetails);
export const readPerson = endpoint('GET', '/people/:id', Nothing, PersonDetails);
export const changePerson = endpoint('PATCH', '/people/:id', PersonPatch, PersonDetails);
/** Their name and address go, the work stays. There is no way back. */
export const removePerson = endpoint('DELETE', '/people/:id', Nothing, Nothing);
/** They no longer work here: not invited, not signed in, still named in what they did. */
export const letGo = endpoint('PUT', '/people/:id/departure', Nothing, PersonDetails);
export const takeBack = endpoint('DELETE', '/people/:id/departure', Nothing, Nothing);
export const endSignInsOf = endpoint('DELETE', '/people/:id/sign-ins', Nothing, Nothing);
export const grantRole = endpoint('POST', '/people/:id/roles', NewGrant, PersonDetails);
export const revokeRole = endpoint('DELETE', '/people/:id/roles/:grantId', Nothing, Nothing);
export const giveHolding = endpoint('POST', '/people/:id/holdings', NewHolding, PersonDetails);
export const endHolding = endpoint('DELETE', '/people/:id/holdings/:holdingId', Nothing, Nothing);
