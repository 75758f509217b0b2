import { Body, Controller, Param } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import { listGuestNoteVersions, listNoteVersions, readGuestNoteVersion, readNoteVersion, Restoration, restoreNoteVersion } from '@kenniskamer/shared/note-version';
import type { z } from 'zod';
import { Public, Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { NoteHistory } from './note-versions.service.js';

@Controller()
export class NoteVersionsController {
  constructor(private readonly history: NoteHistory) {}

  @Serves(listNoteVersions)
  list(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.history.list(viewer, id);
  }

  @Serves(readNoteVersion)
  read(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('versionId', { schema: Id }) versionId: string) {
    return this.history.read(viewer, id, versionId);
  }

  @Public()
  @Serves(listGuestNoteVersions)
  guestList(@Param('token') token: string) {
    return this.history.guestList(token);
  }

  @Public()
  @Serves(readGuestNoteVersion)
  guestRead(@Param('token') token: string, @Param('versionId', { schema: Id }) versionId: string) {
    return this.history.guestRead(token, versionId);
  }

  @Serves(restoreNoteVersion, { status: 201 })
  restore(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: Restoration }) { versionId }: z.infer<typeof Restoration>) {
    return this.history.restore(viewer, id, versionId);
  }
}
