import type { z } from 'zod';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One endpoint of `/api/v1`, described once: it validates, types and documents both sides. */
export interface Endpoint<
  Path extends string = string,
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Below `/api/v1`, with `:name` for its parameters. */
  path: Path;
  /** The body; for GET and DELETE the query. `Nothing` where there is none. */
  input: In;
  output: Out;
}

export const endpoint = <const Path extends string, In extends z.ZodType, Out extends z.ZodType>(
  method: Method,
  path: Path,
  input: In,
  output: Out,
): Endpoint<Path, In, Out> => ({ method, path, input, output });

type ParamNames<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? ParamNames<Head> | ParamNames<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never;

/** What a call must give: the path's parameters when it has any, the input when it takes one. */
export type Given<Path extends string, In extends z.ZodType> = ([ParamNames<Path>] extends [never]
  ? { params?: undefined }
  : { params: Record<ParamNames<Path>, string> }) &
  (undefined extends z.output<In> ? { input?: z.output<In> } : { input: z.output<In> }) & { signal?: AbortSignal };

/** The path with its parameters filled in, each escaped. */
export const fill = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no value for :${name} in ${path}`);
    return encodeURIComponent(value);
  });
