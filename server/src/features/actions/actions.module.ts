import { Module } from '@nestjs/common';
import { ActionChanges } from './action-changes.service.js';
import { ActionJobs } from './actions.jobs.js';
import { ActionList } from './action-list.service.js';
import { Actions } from './actions.service.js';
import { ActionsController } from './actions.controller.js';
import { ActionsGateway } from './actions.gateway.js';
import { BlockActions } from './block-actions.service.js';
import { ActionOwners } from './owners.service.js';
import { Releases } from './releases.service.js';

@Module({
  controllers: [ActionsController],
  providers: [ActionChanges, ActionList, Actions, ActionOwners, BlockActions, Releases, ActionJobs, ActionsGateway],
  exports: [ActionChanges, ActionList],
})
export class ActionsModule {}
