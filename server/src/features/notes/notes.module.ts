import { Module } from '@nestjs/common';
import { Mentionable } from './mentionable.service.js';
import { NoteLogs } from './note-log.service.js';
import { NotePages } from './note-page.service.js';
import { NoteRelay } from './note-relay.service.js';
import { NoteRooms } from './note-rooms.service.js';
import { NotesController } from './notes.controller.js';
import { NotesGateway } from './notes.gateway.js';
import { NotesJobs } from './notes.jobs.js';
import { Notes } from './notes.service.js';
import { OutcomeReading } from './outcome-reading.service.js';
import { RoomModule } from './room.module.js';

@Module({
  imports: [RoomModule],
  controllers: [NotesController],
  providers: [NoteLogs, NoteRelay, NoteRooms, OutcomeReading, Notes, NotePages, Mentionable, NotesGateway, NotesJobs],
  exports: [Notes],
})
export class NotesModule {}
