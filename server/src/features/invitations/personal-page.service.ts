import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { refusesReply } from '@kenniskamer/shared/invitation';
import { phaseOf, type Partstat, type SessionFace } from '@kenniskamer/shared/session';
import { icsOf } from '../../platform/calendar/calendar.js';
import { Database } from '../../platform/database/database.service.js';
import { Limits } from '../../platform/limits/limits.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Guest } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';
import { hashOf } from '../../platform/sign-in/viewers.service.js';
import { InvitationFactsReader } from './invitation-facts.service.js';
import { InvitationLetters } from './invitation-letters.service.js';

/** What a personal link shows: this one invitation, whoever opens it and whatever else they may see. */
export interface PersonalPage {
  guest: Guest;
  face: SessionFace;
  organiser: { name: string; address: string | null };
  partstat: Partstat;
  remark: string | null;
  /** The session moved after an answer was given. */
  moved: boolean;
  mayReply: boolean;
  noteIsOpen: boolean;
  isFinal: boolean;
}

@Injectable()
export class PersonalPages {
  constructor(
    private readonly db: Database,
    private readonly guests: Guests,
    private readonly limits: Limits,
    private readonly permissions: Permissions,
    private readonly facts: InvitationFactsReader,
    private readonly letters: InvitationLetters,
  ) {}

  /** `NOT_FOUND` alike for a link that never was, has ended, or whose session does not go on. */
  async open(token: string, ip: string, now = new Date()): Promise<PersonalPage> {
    await this.limits.spend('token', hashOf(token));
    const guest = await this.guests.fromLink(token);
    if (!guest) return this.limits.fail(ip, new Failure('NOT_FOUND'));
    const { face, organiser } = await this.facts.ofSession(guest.sessionId);
    const phase = phaseOf(face, now);
    if (phase === 'CANCELLED' || phase === 'DRAFT') return this.limits.fail(ip, new Failure('NOT_FOUND'));
    const invitation = await this.db.invitation.findUniqueOrThrow({
      where: { id: guest.invitationId },
      select: { partstat: true, replies: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { remark: true, via: true, partstat: true } } },
    });
    const [last] = invitation.replies;
    const facts = await this.permissions.factsOf(guest.sessionId);
    return {
      guest,
      face,
      organiser,
      partstat: invitation.partstat,
      remark: last?.remark ?? null,
      moved: last?.via === 'MOVED' && last.partstat === 'NEEDS_ACTION',
      mayReply: refusesReply(face, now) === null,
      noteIsOpen: facts !== null && this.permissions.canGuest(guest, 'note.read', facts, now),
      isFinal: phase === 'FINAL',
    };
  }

  /** The appointment as a file for a calendar that did not take it from the mail. No request: nothing to answer in it. */
  async calendar(token: string, ip: string, now = new Date()): Promise<string> {
    const { guest } = await this.open(token, ip, now);
    const facts = (await this.facts.of([guest.invitationId])).get(guest.invitationId);
    if (!facts?.present) throw new Failure('NOT_FOUND');
    const { sequence } = facts.invitation.lastSent ?? { sequence: 0 };
    return icsOf(this.letters.appointment(facts, { ...facts.present, sequence }, 'PUBLISH', now));
  }
}
