import { Controller, Param } from '@nestjs/common';
import { Id } from '@kenniskamer/shared/basics';
import { previewMail } from '@kenniskamer/shared/invitation';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { MailPreviews } from './mail-previews.service.js';

@Controller()
export class MailPreviewController {
  constructor(private readonly previews: MailPreviews) {}

  @Serves(previewMail)
  preview(@SignedIn() viewer: Viewer, @Param('id', { schema: Id }) id: string, @Param('personId', { schema: Id }) personId: string) {
    return this.previews.of(viewer, id, personId);
  }
}
