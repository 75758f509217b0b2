import { createParamDecorator, type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Failure } from '@kenniskamer/shared/failure';
import type { FastifyRequest } from 'fastify';
import { PUBLIC } from './serves.js';

/** Every HTTP route needs somebody signed in, unless it says `@Public()`. Socket events decide for themselves. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    if (this.reflector.get<boolean>(PUBLIC, context.getHandler())) return true;
    if (!context.switchToHttp().getRequest<FastifyRequest>().viewer) throw new Failure('SIGN_IN_NEEDED');
    return true;
  }
}

/** The viewer of this request. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { viewer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!viewer) throw new Failure('SIGN_IN_NEEDED');
  return viewer;
});
