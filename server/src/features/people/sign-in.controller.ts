import { Body, Controller, Req, Res } from '@nestjs/common';
import { askSignInLink, endSignIn, endSignIns, type AskSignInLink } from '@kenniskamer/shared/sign-in';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { takeCookie } from '../../platform/sign-in/cookie.js';
import { COOKIE } from '../../platform/sign-in/viewers.service.js';
import { SignIns } from './sign-ins.service.js';

@Controller()
export class SignInController {
  constructor(private readonly signIns: SignIns) {}

  @Public()
  @Serves(askSignInLink)
  ask(@Body({ schema: askSignInLink.input }) input: AskSignInLink) {
    return this.signIns.askLink(input);
  }

  @Serves(endSignIn)
  async end(@SignedIn() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.signIns.end(viewer, request.cookies[COOKIE]);
    takeCookie(reply);
  }

  @Serves(endSignIns)
  async endAll(@SignedIn() viewer: Viewer, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.signIns.endAll(viewer);
    takeCookie(reply);
  }
}
