import { Id, Instant, line } from './basics.js';
import { z } from './configure-zod.js';
import { endpoint } from './endpoint.js';

export const SearchQuery = z.object({ q: line(200) });

/**
 * What the search in the top bar finds: questions of the agenda, and sessions that this reader may see. At most ten of
 * each, the best first. A feature that adds a kind adds a field here and registers its source on the server.
 */
export const Found = z.object({
  questions: z.array(z.object({ id: Id, code: z.string(), title: z.string().nullable(), text: z.string() })),
  sessions: z.array(z.object({ id: Id, title: z.string(), startsAt: Instant.nullable() })),
});
export type Found = z.infer<typeof Found>;

export const search = endpoint('GET', '/search', SearchQuery, Found);
