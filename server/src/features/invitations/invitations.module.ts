import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Answers } from './answers.service.js';
import { AudienceController } from './audience.controller.js';
import { AudiencePeople } from './audience-people.service.js';
import { Audiences } from './audience.service.js';
import { ChangeLog } from './change-log.service.js';
import { ChangesController } from './changes.controller.js';
import { Changes } from './changes.service.js';
import { Corrections } from './corrections.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsGateway } from './invitations.gateway.js';
import { Invitees } from './invitees.service.js';
import { NewInvitations } from './new-invitation.service.js';
import { Replies } from './replies.service.js';
import { Sendings } from './sendings.service.js';
import { TakingOut } from './taking-out.service.js';

@Module({
  imports: [SessionsModule],
  controllers: [AudienceController, InvitationsController, ChangesController],
  providers: [
    AudiencePeople,
    Audiences,
    NewInvitations,
    Answers,
    Sendings,
    Replies,
    ChangeLog,
    Changes,
    TakingOut,
    Corrections,
    Invitees,
    InvitationsGateway,
  ],
  exports: [Audiences, AudiencePeople, Sendings, Replies, Changes, TakingOut, Corrections, Invitees],
})
export class InvitationsModule {}
