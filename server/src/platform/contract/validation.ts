import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Failure, issuesOf } from '@kenniskamer/shared/failure';
import { z } from 'zod';

/** Validates every parameter that names a schema; what is wrong is told per field. A malformed id is simply not found. */
export class Validation implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    if (!(schema instanceof z.ZodType)) return value;
    const result = await schema.safeParseAsync(value === null ? undefined : value);
    if (result.success) return result.data;
    throw type === 'param' ? new Failure('NOT_FOUND') : new Failure('INVALID_INPUT', { issues: issuesOf(result.error) });
  }
}
