import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { DoorPage } from './door.page.js';
import { Doors } from './doors.service.js';
import { KnownBefore } from './known.service.js';
import { Points } from './points.service.js';
import { Presence } from './presence.service.js';
import { RoomClocks } from './room-clock.service.js';
import { RoomController } from './room.controller.js';
import { RoomGateway } from './room.gateway.js';
import { RoomJobs } from './room.jobs.js';
import { Rooms } from './room.service.js';

/** What stands beside the note while people meet. */
@Module({
  imports: [SessionsModule],
  controllers: [RoomController, DoorPage],
  providers: [Rooms, RoomClocks, Presence, Points, KnownBefore, Doors, RoomGateway, RoomJobs],
  exports: [Rooms, RoomClocks, Presence, Points],
})
export class RoomModule {}
