import { Body, Controller, Param } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import * as i from '@kenniskamer/shared/invitation';
import { changeSession, SessionPatch } from '@kenniskamer/shared/session';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Changes } from './changes.service.js';

@Controller()
export class ChangesController {
  constructor(private readonly changes: Changes) {}

  @Serves(changeSession)
  change(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: SessionPatch }) patch: SessionPatch) {
    return this.changes.change(viewer, id, patch);
  }

  @Serves(i.listChanges)
  list(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.changes.list(viewer, id);
  }

  @Serves(i.undoChange)
  undo(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('changeId', { schema: Id }) changeId: string) {
    return this.changes.undo(viewer, id, changeId);
  }

  @Serves(i.cancelSession, { status: 201 })
  cancel(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: i.NewCancellation }) { reason }: i.NewCancellation) {
    return this.changes.cancel(viewer, id, reason || null);
  }
}
