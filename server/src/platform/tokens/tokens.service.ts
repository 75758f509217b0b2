import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { derivedToken, doorCode, linkToken, replyToken } from './tokens.rules.js';

/**
 * Tokens of an invitation, derived anew each time: a retry and an update say the same, and the database holds none.
 * They are looked up by `hashOf(token)`.
 */
@Injectable()
export class Tokens {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** In the personal link; another one for each generation, so that re-sending renews it. */
  link(invitationId: string, generation: number): string {
    return linkToken(this.settings.secret, invitationId, generation);
  }

  /** In the address that replies go to; lives as long as the UID: calendars drop a new ORGANIZER under a live UID. */
  reply(invitationId: string): string {
    return replyToken(this.settings.secret, invitationId);
  }

  /** A personal page's address. */
  invitationUrl(invitationId: string, generation: number): string {
    return `${this.settings.publicUrl}/invitation/${this.link(invitationId, generation)}`;
  }

  /** In the address behind the code on the wall: short enough to be typed. Whoever has it has nothing. */
  doorCode(sessionId: string): string {
    return doorCode(this.settings.secret, sessionId);
  }

  /** Any other token that must be the same whenever it is said: name its use first. */
  of(use: string, ...parts: (string | number)[]): string {
    return derivedToken(this.settings.secret, use, ...parts);
  }
}
