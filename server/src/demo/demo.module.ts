import { Module } from '@nestjs/common';
import { ActionsModule } from '../features/actions/actions.module.js';
import { InvitationsModule } from '../features/invitations/invitations.module.js';
import { NotesModule } from '../features/notes/notes.module.js';
import { RoomModule } from '../features/notes/room.module.js';
import { ReportsModule } from '../features/reports/reports.module.js';
import { SessionsModule } from '../features/sessions/sessions.module.js';
import { DemoSessions } from './demo-sessions.service.js';

/** What a demonstration shows. It stands on all features, and nothing stands on it. */
@Module({
  imports: [SessionsModule, InvitationsModule, NotesModule, RoomModule, ActionsModule, ReportsModule],
  providers: [DemoSessions],
  exports: [DemoSessions],
})
export class DemoModule {}
