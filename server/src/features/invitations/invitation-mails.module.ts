import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { InvitationFactsReader } from './invitation-facts.service.js';
import { InvitationLetters } from './invitation-letters.service.js';
import { InvitationSync } from './invitation-sync.jobs.js';

/** What invitees get by mail. */
@Module({
  imports: [SessionsModule],
  providers: [InvitationFactsReader, InvitationLetters, InvitationSync],
  exports: [InvitationLetters],
})
export class InvitationMailsModule {}
