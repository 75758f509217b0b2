import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { Guest } from '../permissions/viewer.js';
import { hashOf } from './viewers.service.js';

/** Who is behind a personal link: one live invitation, never an account. */
@Injectable()
export class Guests {
  constructor(private readonly db: Database) {}

  async fromLink(token: string): Promise<Guest | null> {
    if (token.length < 20 || token.length > 200) return null;
    const invitation = await this.db.invitation.findFirst({
      where: { linkHash: hashOf(token), removedAt: null, replacedAt: null },
      select: { id: true, sessionId: true, personId: true, language: true, person: { select: { name: true } } },
    });
    if (!invitation) return null;
    const { id, person, ...rest } = invitation;
    return { invitationId: id, ...rest, name: person.name };
  }
}
