import type { z } from '@kenniskamer/shared/configure-zod';
import { useNavigate, useSearch, type SearchSchemaInput } from '@tanstack/react-router';

/** The address's query as plain text both ways: `?level=DG`, not the router's own JSON. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
export function stringifySearch(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && value !== '') query.set(name, value);
    else if (typeof value === 'number' || typeof value === 'boolean') query.set(name, String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}

export type SearchShape = z.ZodType<Record<string, unknown>>;

/** For a route: what its links may give. Only what was given stands in the address, not what the page makes of nothing. */
export const validSearch =
  <Shape extends SearchShape>(schema: Shape) =>
  (given: Partial<z.output<Shape>> & SearchSchemaInput): Partial<z.output<Shape>> =>
    Object.fromEntries(Object.entries(schema.parse(given)).filter(([name, value]) => name in given && value !== undefined)) as Partial<z.output<Shape>>;

/**
 * A filter that lives in the address, so that it survives a reload and can be sent on. Every field of `schema` has a
 * `.catch` or is optional: an address that somebody mangled shows the page, not an error.
 */
export function useFilter<Shape extends SearchShape>(schema: Shape) {
  const filter: z.output<Shape> = schema.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (values: Partial<z.output<Shape>>) =>
    void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...values }), replace: true, resetScroll: false });
  return [filter, change] as const;
}
