import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Mailer } from '../../platform/mail/mailer.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { reportMail } from './reports.mail.js';

@Injectable()
export class ReportJobs {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly tokens: Tokens,
  ) {}

  /** Nothing when they were taken out, or it was opened again, in the meantime. */
  @OnMessage('report.mail')
  async mail({ invitationId, version }: Messages['report.mail']): Promise<void> {
    const invitation = await this.db.invitation.findFirst({
      where: { id: invitationId, removedAt: null, replacedAt: null, session: { finalisation: { version } } },
      select: { generation: true, address: true, language: true, person: { select: { name: true } }, session: { select: { title: true } } },
    });
    if (!invitation) return;
    const { generation, address, language, person, session } = invitation;
    await this.mailer.send({
      kind: 'report',
      messageId: `report-${invitationId}-${version}`,
      to: { name: person.name, address },
      language,
      invitationId,
      ...reportMail({ name: person.name, title: session.title, version, language, url: `${this.tokens.invitationUrl(invitationId, generation)}/report` }),
    });
  }
}
