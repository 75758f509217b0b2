import { Controller, Query } from '@nestjs/common';
import { AuditQuery, listAudit } from '@kenniskamer/shared/audit';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { AuditTrail } from './audit-trail.service.js';

@Controller()
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Serves(listAudit)
  list(@SignedIn() viewer: Viewer, @Query({ schema: AuditQuery }) query: AuditQuery) {
    return this.trail.list(viewer, query);
  }
}
