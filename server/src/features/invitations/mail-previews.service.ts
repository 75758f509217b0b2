import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { MailPreview } from '@kenniskamer/shared/invitation';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { AudiencePeople } from './audience-people.service.js';
import { Audiences } from './audience.service.js';
import { InvitationLetters } from './invitation-letters.service.js';

/** The mail as somebody of the audience would get it: in their language, at their level, with a link that opens nothing. */
@Injectable()
export class MailPreviews {
  constructor(
    private readonly audiences: Audiences,
    private readonly people: AudiencePeople,
    private readonly letters: InvitationLetters,
  ) {}

  async of(viewer: Viewer, sessionId: string, personId: string): Promise<MailPreview> {
    const { people } = await this.audiences.read(viewer, sessionId);
    const [reader] = people.some(({ id }) => id === personId) ? await this.people.details([personId]) : [];
    if (!reader) throw new Failure('NOT_FOUND');
    const { subject, text } = await this.letters.preview(sessionId, reader);
    return { to: reader.email, subject, text };
  }
}
