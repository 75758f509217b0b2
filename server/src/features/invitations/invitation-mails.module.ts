import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { GuestReports } from './guest-reports.service.js';
import { InvitationFactsReader } from './invitation-facts.service.js';
import { InvitationLetters } from './invitation-letters.service.js';
import { InvitationSync } from './invitation-sync.jobs.js';
import { InvitationsModule } from './invitations.module.js';
import { MailPreviewController } from './mail-preview.controller.js';
import { MailPreviews } from './mail-previews.service.js';
import { PersonalPageController } from './personal.page.js';
import { PersonalPages } from './personal-page.service.js';

/** What invitees get by mail, and the page that its link opens. */
@Module({
  imports: [SessionsModule, InvitationsModule],
  controllers: [PersonalPageController, MailPreviewController],
  providers: [InvitationFactsReader, InvitationLetters, InvitationSync, PersonalPages, GuestReports, MailPreviews],
  exports: [InvitationLetters, GuestReports],
})
export class InvitationMailsModule {}
