import { Body, Controller } from '@nestjs/common';
import { changeMe, readMe, type ChangeMe } from '@kenniskamer/shared/person';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { MyData } from './me.service.js';

@Controller()
export class MeController {
  constructor(private readonly mine: MyData) {}

  @Serves(readMe)
  read(@SignedIn() viewer: Viewer) {
    return this.mine.read(viewer);
  }

  @Serves(changeMe)
  change(@SignedIn() viewer: Viewer, @Body({ schema: changeMe.input }) input: ChangeMe) {
    return this.mine.change(viewer, input);
  }
}
