import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  ActionChange,
  ActionFilter,
  ActionQuery,
  BlockActionChange,
  changeAction,
  chaseAction,
  listActions,
  overviewOfActions,
  OwnerQuery,
  ownersForAction,
  ownersForNote,
  readAction,
  setBlockAction,
  setGuestBlockAction,
} from '@kenniskamer/shared/action';
import { Id } from '@kenniskamer/shared/basics';
import { BlockId } from '@kenniskamer/shared/outcome';
import { Public, Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { ActionList } from './action-list.service.js';
import { Actions } from './actions.service.js';
import { BlockActions } from './block-actions.service.js';
import { Chases } from './chases.service.js';
import { ActionOwners } from './owners.service.js';

@Controller()
export class ActionsController {
  constructor(
    private readonly actions: Actions,
    private readonly rows: ActionList,
    private readonly owners: ActionOwners,
    private readonly blocks: BlockActions,
    private readonly chases: Chases,
  ) {}

  @Serves(listActions)
  list(@SignedIn() viewer: Viewer, @Query({ schema: ActionQuery }) query: ActionQuery) {
    return this.rows.list(viewer, query);
  }

  @Serves(overviewOfActions)
  overview(@SignedIn() viewer: Viewer, @Query({ schema: ActionFilter }) filter: ActionFilter) {
    return this.rows.overview(viewer, filter);
  }

  @Serves(readAction)
  read(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.actions.read(viewer, id);
  }

  @Serves(changeAction)
  change(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: ActionChange }) input: ActionChange) {
    return this.actions.change(viewer, id, input);
  }

  @Serves(chaseAction)
  ask(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.chases.ask(viewer, id);
  }

  @Serves(ownersForAction)
  forAction(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: OwnerQuery }) { search }: OwnerQuery) {
    return this.owners.forAction(viewer, id, search);
  }

  @Serves(ownersForNote)
  forNote(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: OwnerQuery }) { search }: OwnerQuery) {
    return this.owners.forNote(viewer, id, search);
  }

  @Serves(setBlockAction)
  set(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: Id }) id: string,
    @Param('blockId', { schema: BlockId }) blockId: string,
    @Body({ schema: BlockActionChange }) change: BlockActionChange,
  ) {
    return this.blocks.set(viewer, id, blockId, change);
  }

  @Public()
  @Serves(setGuestBlockAction)
  setByLink(
    @Param('token') token: string,
    @Param('blockId', { schema: BlockId }) blockId: string,
    @Body({ schema: BlockActionChange }) change: BlockActionChange,
  ) {
    return this.blocks.setByLink(token, blockId, change);
  }
}
