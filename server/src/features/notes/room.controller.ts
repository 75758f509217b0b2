import { Controller, Param } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import { openDoor } from '@kenniskamer/shared/room';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Doors } from './doors.service.js';

@Controller()
export class RoomController {
  constructor(private readonly doors: Doors) {}

  @Serves(openDoor)
  door(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.doors.open(viewer, id);
  }
}
