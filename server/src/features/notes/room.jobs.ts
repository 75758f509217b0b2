import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Mailer } from '../../platform/mail/mailer.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { doorMail } from './door.mail.js';
import { Points } from './points.service.js';
import { Presence } from './presence.service.js';

/** Milliseconds in which changes of the list of points go together: each page reads it anew, so with more pages longer. */
const beatFor = (pages: number): number => Math.min(2000, 300 + 8 * pages);

/** What the room is told of: that something changed, never what. Each page reads it again, with its own rights. */
@Injectable()
export class RoomJobs {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly mailer: Mailer,
    private readonly tokens: Tokens,
    private readonly points: Points,
    private readonly presence: Presence,
    jobs: Jobs,
  ) {
    jobs.every('room-keys', '17 * * * *', () => points.forget());
  }

  @OnMessage('clock.changed')
  clock({ sessionId }: Messages['clock.changed']): void {
    this.live.tell('room', sessionId, 'room.clock');
  }

  /** A hundred presses of support within a moment are told as one. */
  @OnMessage('points.changed')
  listed({ sessionId }: Messages['points.changed']): void {
    if (this.timers.has(sessionId)) return;
    const timer = setTimeout(() => {
      this.timers.delete(sessionId);
      this.live.tell('room', sessionId, 'room.points');
    }, beatFor(this.presence.pagesIn(sessionId)));
    timer.unref();
    this.timers.set(sessionId, timer);
  }

  /** Ended, moved, another programme, Chatham House: the clock says other times, and the points may have no names. */
  @OnMessage('session.changed')
  async changed({ sessionId }: Messages['session.changed']): Promise<void> {
    await this.points.unname(sessionId);
    this.live.tell('room', sessionId, 'room.clock');
    this.live.tell('room', sessionId, 'room.points');
  }

  @OnMessage('access.changed')
  async recheck({ sessionId }: Messages['access.changed']): Promise<void> {
    await this.live.recheck('room', sessionId);
    this.live.tell('room', sessionId, 'room.present');
  }

  /** Nothing for an address that is not on the list, or was taken off it since. */
  @OnMessage('room.link')
  async mailLink({ invitationId, mailId }: Messages['room.link']): Promise<void> {
    const invitation = await this.db.invitation.findFirst({
      where: { id: invitationId, removedAt: null, replacedAt: null, session: { cancellation: null } },
      select: { generation: true, address: true, language: true, person: { select: { name: true } }, session: { select: { title: true } } },
    });
    if (!invitation) return;
    const { generation, address, language, person, session } = invitation;
    await this.mailer.send({
      kind: 'room-link',
      messageId: `room-link-${mailId}`,
      to: { name: person.name, address },
      language,
      invitationId,
      ...doorMail({ name: person.name, title: session.title, language, url: this.tokens.invitationUrl(invitationId, generation) }),
    });
  }
}
