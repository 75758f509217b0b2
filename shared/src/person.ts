import { Id, Language, Nothing } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';
import { Level, Role } from './level.js';

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
