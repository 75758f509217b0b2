import { Module, type DynamicModule } from '@nestjs/common';
import { DemoModule } from './demo/demo.module.js';
import { ActionsModule } from './features/actions/actions.module.js';
import { AgendaModule } from './features/agenda/agenda.module.js';
import { HomeModule } from './features/home/home.module.js';
import { InvitationMailsModule } from './features/invitations/invitation-mails.module.js';
import { InvitationsModule } from './features/invitations/invitations.module.js';
import type { Settings } from './platform/config/settings.js';
import { NotesModule } from './features/notes/notes.module.js';
import { RoomModule } from './features/notes/room.module.js';
import { PeopleModule } from './features/people/people.module.js';
import { ReportsModule } from './features/reports/reports.module.js';
import { SessionsModule } from './features/sessions/sessions.module.js';
import { PlatformModule } from './platform/platform.module.js';

/** The features in their one order: each imports only from those before it. */
const features: NonNullable<DynamicModule['imports']> = [
  PeopleModule,
  AgendaModule,
  SessionsModule,
  InvitationsModule,
  InvitationMailsModule,
  NotesModule,
  RoomModule,
  ActionsModule,
  ReportsModule,
  HomeModule,
];

@Module({})
export class AppModule {
  static with(settings: Settings, databaseUrl: string): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(settings, databaseUrl), ...features, ...(settings.demo ? [DemoModule] : [])] };
  }
}
