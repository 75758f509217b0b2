import { Body, Controller, Param, Query } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import * as i from '@kenniskamer/shared/invitation';
import { CandidateQuery } from '@kenniskamer/shared/session';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Audiences } from './audience.service.js';
import { Sendings } from './sendings.service.js';

@Controller()
export class AudienceController {
  constructor(
    private readonly audiences: Audiences,
    private readonly sendings: Sendings,
  ) {}

  @Serves(i.readAudience)
  read(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.audiences.read(viewer, id);
  }

  @Serves(i.addAudienceLine, { status: 201 })
  addLine(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: i.NewAudienceLine }) line: i.NewAudienceLine) {
    return this.audiences.addLine(viewer, id, line);
  }

  @Serves(i.removeAudienceLine)
  removeLine(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('lineId', { schema: Id }) lineId: string) {
    return this.audiences.removeLine(viewer, id, lineId);
  }

  @Serves(i.addExternal, { status: 201 })
  addExternal(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: i.NewExternal }) input: i.NewExternal) {
    return this.audiences.addExternal(viewer, id, input);
  }

  @Serves(i.excludeFromAudience)
  exclude(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('personId', { schema: Id }) personId: string) {
    return this.audiences.exclude(viewer, id, personId);
  }

  @Serves(i.restoreToAudience)
  restore(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('personId', { schema: Id }) personId: string) {
    return this.audiences.restore(viewer, id, personId);
  }

  @Serves(i.listAudienceUnits)
  units(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.audiences.units(viewer, id);
  }

  @Serves(i.searchCandidates)
  search(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Query({ schema: CandidateQuery }) { q, limit }: CandidateQuery) {
    return this.audiences.search(viewer, id, q, limit);
  }

  @Serves(i.sendInvitations, { status: 201 })
  send(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Body({ schema: i.NewSending }) input: i.NewSending) {
    return this.sendings.send(viewer, id, input);
  }
}
