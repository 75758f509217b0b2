import { Module } from '@nestjs/common';
import { Mentionable } from './mentionable.service.js';
import { NoteLogs } from './note-log.service.js';
import { NotePages } from './note-page.service.js';
import { NoteRelay } from './note-relay.service.js';
import { NoteRooms } from './note-rooms.service.js';
import { NoteTraces } from './note-traces.service.js';
import { NoteVersionsController } from './note-versions.controller.js';
import { NoteVersionsJobs } from './note-versions.jobs.js';
import { NoteHistory } from './note-versions.service.js';
import { NotesController } from './notes.controller.js';
import { NotesGateway } from './notes.gateway.js';
import { NotesJobs } from './notes.jobs.js';
import { Notes } from './notes.service.js';
import { OutcomeReading } from './outcome-reading.service.js';
import { RoomModule } from './room.module.js';
import { VersionKeeping } from './version-keeping.service.js';

@Module({
  imports: [RoomModule],
  controllers: [NotesController, NoteVersionsController],
  providers: [NoteLogs, NoteRelay, NoteRooms, OutcomeReading, Notes, NotePages, Mentionable, NotesGateway, NotesJobs, VersionKeeping, NoteHistory, NoteVersionsJobs, NoteTraces],
  exports: [Notes, NoteTraces],
})
export class NotesModule {}
