import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put, SetMetadata, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Endpoint } from '@kenniskamer/shared/endpoint';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';

const methods = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** Encodes what the handler returns with the endpoint's output: a column that the schema does not name cannot leave. */
class Encode implements NestInterceptor {
  constructor(private readonly output: z.ZodType) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((value: unknown) => (value === undefined ? undefined : z.encode(this.output, value))));
  }
}

export interface ServesOptions {
  /** 200, or 201 where something comes into being, 202 where it is only promised. */
  status?: number;
}

/** The route, status, documentation and answer of `endpoint`. Its body is `@Body({ schema: endpoint.input })`. */
export function Serves({ method, path, output }: Endpoint, { status = 200 }: ServesOptions = {}): MethodDecorator {
  const nothing = output instanceof z.ZodUndefined;
  return applyDecorators(
    methods[method](`/api/v1${path}`),
    HttpCode(nothing ? 204 : status),
    ApiResponse({ status: nothing ? 204 : status, description: 'As asked', ...(nothing ? {} : { standardSchema: output }) }),
    ApiResponse({ status: '4XX', description: 'A refusal: application/problem+json with a stable code' }),
    UseInterceptors(new Encode(output)),
  );
}

export const PUBLIC = 'public route';
/** A route for people who are not signed in. Without this mark a route answers 401 to them. */
export const Public = () => SetMetadata(PUBLIC, true);
