import { Language } from '@kenniskamer/shared/basics';
import { z } from '@kenniskamer/shared/configure-zod';
import { endpoint } from '@kenniskamer/shared/endpoint';
import { Role } from '@kenniskamer/shared/level';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';

// Stands in until shared/src/person.ts is there.
const Me = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), language: Language }),
  roles: z.array(Role),
  isAdministrator: z.boolean(),
  isOrganiser: z.boolean(),
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;
export const readMe = endpoint('GET', '/me', z.undefined(), Me);

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(readMe, { signal }),
  staleTime: 60_000,
});

/** Who is signed in. Only on pages inside the shell, which has read it before them. */
export const useMe = () => useSuspenseQuery(meQuery).data;
