import { Module } from '@nestjs/common';
import { ActionChanges } from './action-changes.service.js';
import { ActionJobs } from './actions.jobs.js';
import { ActionLinks } from './action-links.service.js';
import { ActionList } from './action-list.service.js';
import { ActionOwners } from './owners.service.js';
import { ActionPage } from './action.page.js';
import { Actions } from './actions.service.js';
import { ActionsController } from './actions.controller.js';
import { ActionsGateway } from './actions.gateway.js';
import { BlockActions } from './block-actions.service.js';
import { Chases } from './chases.service.js';
import { Digests } from './digests.service.js';
import { LinkedActions } from './linked-actions.service.js';
import { OwnerMails } from './owner-mails.service.js';
import { Releases } from './releases.service.js';

@Module({
  controllers: [ActionsController, ActionPage],
  providers: [
    ActionChanges,
    ActionLinks,
    ActionList,
    ActionOwners,
    Actions,
    BlockActions,
    Chases,
    Digests,
    LinkedActions,
    OwnerMails,
    Releases,
    ActionJobs,
    ActionsGateway,
  ],
  exports: [ActionChanges, ActionList, Actions, BlockActions],
})
export class ActionsModule {}
