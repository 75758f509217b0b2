import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '@kenniskamer/shared/basics';
import * as s from '@kenniskamer/shared/session';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Organisers } from './organisers.service.js';
import { SessionLists } from './session-lists.service.js';
import { Sessions } from './sessions.service.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly lists: SessionLists,
    private readonly organisers: Organisers,
  ) {}

  @Serves(s.planSession, { status: 201 })
  plan(@SignedIn() viewer: Viewer, @Body({ schema: s.NewSession }) input: s.NewSession) {
    return this.sessions.plan(viewer, input);
  }

  @Serves(s.listSessions)
  list(@SignedIn() viewer: Viewer, @Query({ schema: s.SessionListQuery }) query: s.SessionListQuery) {
    return this.lists.list(viewer, query);
  }

  @Serves(s.listSessionTitles)
  titles(@SignedIn() viewer: Viewer, @Query({ schema: s.SessionTitlesQuery }) query: z.output<typeof s.SessionTitlesQuery>) {
    return this.lists.titles(viewer, query);
  }

  @Serves(s.readSession)
  read(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.sessions.read(viewer, id);
  }

  @Serves(s.deleteDraft)
  deleteDraft(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.sessions.deleteDraft(viewer, id);
  }

  @Serves(s.addOrganiser, { status: 201 })
  addOrganiser(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: s.NewOrganiser }) { personId }: s.NewOrganiser) {
    return this.organisers.add(viewer, id, personId);
  }

  @Serves(s.removeOrganiser)
  removeOrganiser(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('personId', { schema: Id }) personId: string) {
    return this.organisers.remove(viewer, id, personId);
  }

  @Serves(s.searchOrganisers)
  searchOrganisers(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: s.CandidateQuery }) { q, limit }: s.CandidateQuery) {
    return this.organisers.search(viewer, id, q, limit);
  }
}
