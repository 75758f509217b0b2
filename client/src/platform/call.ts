import type { Endpoint, Given } from '@kenniskamer/shared/endpoint';
import { fill } from '@kenniskamer/shared/endpoint';
import { Failure } from '@kenniskamer/shared/failure';
import { z } from '@kenniskamer/shared/configure-zod';

/** Calls an endpoint. Throws a `Failure`, `OFFLINE` when the server was not reached; an aborted call throws the abort. */
export async function call<Path extends string, In extends z.ZodType, Out extends z.ZodType>(
  { method, path, output }: Endpoint<Path, In, Out>,
  ...[given]: object extends Given<Path, In> ? [Given<Path, In>?] : [Given<Path, In>]
): Promise<z.output<Out>> {
  const { params, input, signal } = (given ?? {}) as { params?: Record<string, string>; input?: unknown; signal?: AbortSignal };
  const asQuery = method === 'GET' || method === 'DELETE';
  const address = `/api/v1${fill(path, params)}${asQuery ? queryText(input) : ''}`;
  // An instant's text on the wire is what JSON makes of a Date. The schema cannot write it: trimming has no way back.
  const body = asQuery || input === undefined ? undefined : JSON.stringify(input);
  const headers = { 'x-language': document.documentElement.lang, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(address, { method, body, headers, signal }).catch((error: unknown) => {
    throw signal?.aborted ? error : new Failure('OFFLINE');
  });
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => null);
  if (!response.ok) throw Failure.fromProblem(answer);
  return z.decode(output, answer as z.input<Out>);
}

function queryText(input: unknown): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (one === undefined || one === null || one === '') continue;
      query.append(name, one instanceof Date ? one.toISOString() : `${one as string | number | boolean}`);
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}
