import { HttpException } from '@nestjs/common';
import { Failure, failureStatus, type FailureCode, type Problem } from '@kenniskamer/shared/failure';
import { failureSentence, issueSentence } from '@kenniskamer/shared/failure-words';
import type { Language } from '@kenniskamer/shared/basics';
import { Prisma } from '../database/generated/client.js';

const byStatus: Record<number, FailureCode> = {
  400: 'INVALID_INPUT',
  401: 'SIGN_IN_NEEDED',
  403: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_TYPE',
  429: 'TOO_MANY',
};

/** What a user may know of `error`; null when it is ours to mend, so log it whole and tell `UNEXPECTED`. */
export function asFailure(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = status === undefined ? undefined : byStatus[status];
  if (code) return new Failure(code);
  // A row that a constraint or a lock kept from being written twice: somebody else was first.
  if (error instanceof Prisma.PrismaClientKnownRequestError && (error.code === 'P2002' || error.code === 'P2034')) {
    return new Failure('CHANGED_MEANWHILE');
  }
  return null;
}

/** problem+json (RFC 9457) in the reader's language. `type` is `about:blank` plus our code: the code is what is stable. */
export function toProblem(failure: Failure, language: Language, requestId?: string): Problem {
  const { issues, values } = failure.details;
  return {
    type: `urn:kenniskamer:failure:${failure.code.toLowerCase()}`,
    title: failureSentence(failure, language),
    status: failureStatus[failure.code],
    code: failure.code,
    ...(requestId ? { requestId } : {}),
    ...(issues ? { issues: issues.map((issue) => ({ ...issue, message: issueSentence(issue, language) })) } : {}),
    ...(values ? { values } : {}),
  };
}

/** Fastify's own errors carry a statusCode. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' && error.statusCode < 500 ? error.statusCode : undefined;
}
