import { Controller, Param, Query } from '@nestjs/common';
import { Id, PageQuery } from '@kenniskamer/shared/basics';
import { checkTraces, listTraceSessions } from '@kenniskamer/shared/trace';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { TraceChecks } from './traces.service.js';

@Controller()
export class TracesController {
  constructor(private readonly checks: TraceChecks) {}

  @Serves(listTraceSessions)
  sessions(@SignedIn() viewer: Viewer, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.checks.sessions(viewer, query);
  }

  @Serves(checkTraces, { status: 201 })
  check(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string) {
    return this.checks.check(viewer, id);
  }
}
