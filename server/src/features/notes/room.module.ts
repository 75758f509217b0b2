import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { RoomClocks } from './room-clock.service.js';
import { RoomGateway } from './room.gateway.js';
import { RoomJobs } from './room.jobs.js';
import { Rooms } from './room.service.js';

/** What stands beside the note while people meet. */
@Module({
  imports: [SessionsModule],
  providers: [Rooms, RoomClocks, RoomGateway, RoomJobs],
  exports: [Rooms],
})
export class RoomModule {}
