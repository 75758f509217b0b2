import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Jobs, keptSince } from '../../platform/jobs/jobs.service.js';
import { Mailer } from '../../platform/mail/mailer.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessage } from '../../platform/outbox/on-message.js';
import { signInMail } from './sign-in.mail.js';
import { SignIns } from './sign-ins.service.js';

@Injectable()
export class SignInJobs {
  constructor(
    private readonly signIns: SignIns,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
    jobs: Jobs,
  ) {
    jobs.every('sign-in-cleaning', '47 3 * * *', () => signIns.clean(keptSince(new Date())));
  }

  /** Makes the link now, while its mail is made. Each try has a link of its own; the mail goes once. */
  @OnMessage('signin.link')
  async mailLink({ personId, next, mailId }: Messages['signin.link']): Promise<void> {
    const made = await this.signIns.makeLink(personId, next);
    if (!made) return;
    const { person, token } = made;
    await this.mailer.send({
      kind: 'signin',
      messageId: `signin-${mailId}`,
      to: { name: person.name, address: person.email },
      personId: person.id,
      language: person.language,
      ...signInMail(person.name, person.language, `${this.settings.publicUrl}/sign-in/${token}`),
    });
  }
}
