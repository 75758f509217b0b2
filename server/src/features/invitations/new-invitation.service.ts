import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { hashOf } from '../../platform/sign-in/viewers.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import type { Asked } from './audience-people.service.js';

/** What a new invitation consists of; its tokens are derived, and only their hashes are kept. */
@Injectable()
export class NewInvitations {
  constructor(
    private readonly tokens: Tokens,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  of(sessionId: string, person: Omit<Asked, 'lineIds' | 'about' | 'name'>, now: Date): Prisma.InvitationCreateManyInput & { id: string } {
    const id = randomUUID();
    return {
      id,
      sessionId,
      personId: person.id,
      address: person.email,
      language: person.language,
      level: person.level,
      tableGroup: person.group,
      uid: `${randomUUID()}@${this.settings.replyAddress.split('@').at(-1) ?? 'kenniskamer'}`,
      createdAt: now,
      ...this.renewed(id, 1),
      replyHash: hashOf(this.tokens.reply(id)),
    };
  }

  /** The personal link of a generation. */
  renewed(id: string, generation: number): { generation: number; linkHash: string } {
    return { generation, linkHash: hashOf(this.tokens.link(id, generation)) };
  }
}
