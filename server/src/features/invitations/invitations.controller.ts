import { Body, Controller, Param, Query } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import * as i from '@kenniskamer/shared/invitation';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Corrections } from './corrections.service.js';
import { Invitees } from './invitees.service.js';
import { Replies } from './replies.service.js';
import { TakingOut } from './taking-out.service.js';

@Controller()
export class InvitationsController {
  constructor(
    private readonly invitees: Invitees,
    private readonly replies: Replies,
    private readonly takingOut: TakingOut,
    private readonly corrections: Corrections,
  ) {}

  @Serves(i.listInvitees)
  list(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: i.InviteeQuery }) query: i.InviteeQuery) {
    return this.invitees.list(viewer, id, query);
  }

  @Serves(i.listReplies)
  history(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('invitationId', { schema: Id }) invitationId: string) {
    return this.replies.history(viewer, id, invitationId);
  }

  @Serves(i.reply)
  reply(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: i.ReplyInput }) input: i.ReplyInput) {
    return this.replies.replyOwn(viewer, id, input);
  }

  @Serves(i.enterReply)
  async enterReply(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: Id }) id: string,
    @Param('invitationId', { schema: Id }) invitationId: string,
    @Body({ schema: i.ReplyInput }) input: i.ReplyInput,
  ) {
    await this.replies.enter(viewer, id, invitationId, input);
    return this.invitees.one(viewer, id, invitationId);
  }

  @Serves(i.takeOut)
  takeOut(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('invitationId', { schema: Id }) invitationId: string) {
    return this.takingOut.takeOut(viewer, id, invitationId);
  }

  @Serves(i.reinvite, { status: 201 })
  reinvite(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('invitationId', { schema: Id }) invitationId: string) {
    return this.takingOut.reinvite(viewer, id, invitationId);
  }

  @Serves(i.correctAddress, { status: 201 })
  async correct(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: Id }) id: string,
    @Param('invitationId', { schema: Id }) invitationId: string,
    @Body({ schema: i.Correction }) { email }: i.Correction,
  ) {
    const made = await this.corrections.correct(viewer, id, invitationId, email);
    return { invitee: await this.invitees.one(viewer, id, made.invitationId), personCorrected: made.personCorrected };
  }
}
