import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { InvitationMailsModule } from '../invitations/invitation-mails.module.js';
import { NotesModule } from '../notes/notes.module.js';
import { RoomModule } from '../notes/room.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { Endings } from './endings.service.js';
import { Finalisations } from './finalisations.service.js';
import { GuestReportPage } from './guest-report.page.js';
import { Nameless } from './nameless.service.js';
import { ReportContents } from './report-contents.service.js';
import { ReportDrafts } from './report-drafts.service.js';
import { ReportFiles } from './report-files.service.js';
import { ReportJobs } from './reports.jobs.js';
import { Reports } from './reports.service.js';
import { ReportsController } from './reports.controller.js';
import { TraceChecks } from './traces.service.js';
import { TracesController } from './traces.controller.js';
import { WordReports } from './word-report.service.js';

@Module({
  imports: [SessionsModule, InvitationMailsModule, NotesModule, RoomModule, ActionsModule],
  controllers: [ReportsController, TracesController, GuestReportPage],
  providers: [Endings, Finalisations, Nameless, ReportContents, ReportDrafts, Reports, ReportFiles, WordReports, ReportJobs, TraceChecks],
  exports: [Endings, Finalisations],
})
export class ReportsModule {}
