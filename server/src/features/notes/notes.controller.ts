import { Controller, Param, Query } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import { findGuestMentionable, findMentionable, MentionQuery, readGuestNoteOutcomes, readGuestNotePage, readNoteOutcomes, readNotePage } from '@kenniskamer/shared/note';
import { Public, Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Mentionable } from './mentionable.service.js';
import { NotePages } from './note-page.service.js';

@Controller()
export class NotesController {
  constructor(
    private readonly pages: NotePages,
    private readonly mentionable: Mentionable,
  ) {}

  @Serves(readNotePage)
  page(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.pages.page(viewer, id);
  }

  @Serves(readNoteOutcomes)
  outcomes(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.pages.outcomes(viewer, id);
  }

  @Public()
  @Serves(readGuestNotePage)
  guestPage(@Param('token') token: string) {
    return this.pages.guestPage(token);
  }

  @Public()
  @Serves(readGuestNoteOutcomes)
  guestOutcomes(@Param('token') token: string) {
    return this.pages.guestOutcomes(token);
  }

  @Serves(findMentionable)
  people(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: MentionQuery }) { search }: MentionQuery) {
    return this.mentionable.find(viewer, id, search);
  }

  @Public()
  @Serves(findGuestMentionable)
  guestPeople(@Param('token') token: string, @Query({ schema: MentionQuery }) { search }: MentionQuery) {
    return this.mentionable.findForGuest(token, search);
  }
}
