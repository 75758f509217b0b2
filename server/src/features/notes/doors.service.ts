import { Inject, Injectable } from '@nestjs/common';
import { Email } from '@kenniskamer/shared/basics';
import { Failure } from '@kenniskamer/shared/failure';
import type { Door } from '@kenniskamer/shared/room';
import { randomUUID } from 'node:crypto';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.service.js';
import { Limits } from '../../platform/limits/limits.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Presence } from './presence.service.js';

/** Somebody who came by the code on the wall and is known on this device. */
export interface Arrival {
  name: string;
  title: string;
  /** Marked as here; false outside the hours of the session. */
  isHere: boolean;
  /** Where the note is, for them. */
  note: string | null;
}

/** The code on the wall. It gives no access: it says that somebody is here who has access already, or mails them their link. */
@Injectable()
export class Doors {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly guests: Guests,
    private readonly tokens: Tokens,
    private readonly limits: Limits,
    private readonly outbox: Outbox,
    private readonly presence: Presence,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async open(viewer: Viewer, sessionId: string): Promise<Door> {
    await this.permissions.require(viewer, 'session.organise', sessionId);
    const { title, sendings } = await this.db.session.findUniqueOrThrow({ where: { id: sessionId }, select: { title: true, sendings: { take: 1, select: { id: true } } } });
    if (sendings.length === 0) throw new Failure('SESSION_NOT_SENT');
    const code = this.tokens.doorCode(sessionId);
    // With another SECRET than it was made with the code is another one.
    await this.db.door.upsert({ where: { sessionId }, create: { sessionId, code }, update: { code } });
    return { title, url: `${this.settings.publicUrl}/d/${code}` };
  }

  /** The session behind a code; `NOT_FOUND` for one that nobody hung up. */
  async find(code: string, ip: string): Promise<string> {
    const door = code.length <= 20 ? await this.db.door.findUnique({ where: { code: code.toLowerCase() }, select: { sessionId: true } }) : null;
    return door?.sessionId ?? this.limits.fail(ip, new Failure('NOT_FOUND'));
  }

  /** Marks whoever this device is known as; null when it is nobody of this session. A personal link goes before a sign-in. */
  async arrive(sessionId: string, link: string | undefined, viewer: Viewer | null, now = new Date()): Promise<Arrival | null> {
    const guest = link === undefined ? null : await this.guests.fromLink(link);
    const byLink = guest?.sessionId === sessionId ? guest : null;
    const personId = byLink?.personId ?? viewer?.id;
    if (personId === undefined) return null;
    const facts = await this.permissions.factsOf(sessionId, undefined, personId);
    if (!facts || facts.cancelled || !(facts.invitedIds.includes(personId) || facts.organiserIds.includes(personId))) return null;
    const isHere = await this.presence.mark(facts, personId, 'CODE', now);
    const { title } = await this.db.session.findUniqueOrThrow({ where: { id: sessionId }, select: { title: true } });
    const opens = byLink ? this.permissions.canGuest(byLink, 'note.read', facts, now) : viewer !== null && this.permissions.can(viewer, 'note.read', facts, now);
    const note = byLink ? `/invitation/${link}/note` : `/sessions/${sessionId}/note`;
    return { name: byLink?.name ?? viewer?.name ?? '', title, isHere, note: opens ? note : null };
  }

  /**
   * Promises the personal link to an address. Who is not invited costs the same work, down to a row in the outbox that
   * nobody comes for: neither the answer nor its time tells who is on the list.
   */
  async askLink(sessionId: string, typed: unknown): Promise<void> {
    const email = Email.safeParse(typed);
    if (!email.success) throw Failure.at(['email'], 'NOT_AN_ADDRESS');
    await this.limits.spend('door to address', `${sessionId} ${email.data}`);
    await this.db.$transaction(async (tx) => {
      const invitation = await tx.invitation.findFirst({
        where: { sessionId, removedAt: null, replacedAt: null, OR: [{ address: { equals: email.data, mode: 'insensitive' } }, { person: { email: email.data } }] },
        select: { id: true },
      });
      const invitationId = invitation?.id ?? randomUUID();
      await this.outbox.add(tx, 'room.link', { invitationId, mailId: randomUUID() }, { key: invitationId });
    });
  }
}
