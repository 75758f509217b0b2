import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Mailer } from '../../platform/mail/mailer.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { doorMail } from './door.mail.js';

/** What the room is told of: that something changed, never what. Each page reads it again, with its own rights. */
@Injectable()
export class RoomJobs {
  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly mailer: Mailer,
    private readonly tokens: Tokens,
  ) {}

  @OnMessage('clock.changed')
  clock({ sessionId }: Messages['clock.changed']): void {
    this.live.tell('room', sessionId, 'room.clock');
  }

  /** Ended, moved, another programme: the clock says other times. */
  @OnMessage('session.changed')
  changed({ sessionId }: Messages['session.changed']): void {
    this.live.tell('room', sessionId, 'room.clock');
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
