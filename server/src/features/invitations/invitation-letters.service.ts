import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import type { Level } from '@kenniskamer/shared/level';
import { icsOf, type Appointment } from '../../platform/calendar/calendar.js';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import type { Posting } from '../../platform/mail/mailer.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { InvitationFactsReader, type InvitationFacts } from './invitation-facts.service.js';
import { messageIdOf, type Sent, type Step } from './invitation-sync.rules.js';
import { invitationMail, type Rendered } from './invitations.mail.js';

type Said = Pick<Sent, 'sequence' | 'title' | 'startsAt' | 'endsAt' | 'place' | 'video'>;

/** Stands where the token would, in a mail that is only looked at. */
const NO_TOKEN = 'voorbeeld';

/** Makes the letter, with its calendar part, that one step asks for. */
@Injectable()
export class InvitationLetters {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tokens: Tokens,
    private readonly facts: InvitationFactsReader,
  ) {}

  write(facts: InvitationFacts, step: Step, now: Date): Posting {
    const { invitation, face, organiser } = facts;
    const { kind, sends } = step;
    const url = this.tokens.invitationUrl(invitation.id, invitation.generation);
    const rendered = invitationMail({
      kind,
      language: invitation.language,
      name: invitation.name,
      level: invitation.level,
      url,
      // Title, time and place as this very mail's calendar part has them, also when it is said again after a crash.
      session: { ...sends, goal: face.goal, levels: face.levels, cancelReason: face.cancelReason },
      before: invitation.lastSent,
      cancelled: sends.method === 'REQUEST' ? null : face.cancelledAt ? 'SESSION' : 'INVITATION',
      organiser,
    });
    const ics = icsOf(this.appointment(facts, sends, sends.method, now));
    return {
      ...rendered,
      kind,
      to: { name: invitation.name, address: invitation.address },
      language: invitation.language,
      messageId: messageIdOf(invitation.id, step),
      calendar: { method: sends.method, sequence: sends.sequence, ics },
      sends: { ...sends },
      replyTo: organiser.address ? { name: organiser.name, address: organiser.address } : undefined,
      invitationId: invitation.id,
      personId: invitation.personId,
      aboutId: face.id,
    };
  }

  /** The appointment of this invitation, at the time and place of `said`. */
  appointment({ invitation, face, organiser }: InvitationFacts, said: Said, method: Appointment['method'], now: Date): Appointment {
    const url = this.tokens.invitationUrl(invitation.id, invitation.generation);
    return {
      method,
      uid: invitation.uid,
      sequence: said.sequence,
      summary: said.title,
      startsAt: new Date(said.startsAt),
      endsAt: new Date(said.endsAt),
      location: said.place ?? said.video,
      description: [face.goal, said.video, url].filter(Boolean).join('\n\n'),
      url,
      organiser: { name: organiser.name, address: this.replyAddress(invitation.id) },
      attendee: { name: invitation.name, address: invitation.address, partstat: invitation.partstat },
      stamp: now,
    };
  }

  /** The invitation as somebody would get it, before it is sent: nothing in it opens a page. */
  async preview(sessionId: string, reader: { name: string; language: Language; level: Level | null }, now = new Date()): Promise<Rendered> {
    const { face, organiser } = await this.facts.ofSession(sessionId);
    const { startsAt, endsAt } = face;
    return invitationMail({
      ...reader,
      kind: 'invitation',
      url: `${this.settings.publicUrl}/invitation/${NO_TOKEN}`,
      session: { ...face, startsAt: (startsAt ?? now).toISOString(), endsAt: (endsAt ?? startsAt ?? now).toISOString(), place: face.place || null },
      before: null,
      cancelled: null,
      organiser,
    });
  }

  /** `antwoord+TOKEN@…`, the same for as long as the UID. */
  private replyAddress(invitationId: string): string {
    return this.settings.replyAddress.replace('@', `+${this.tokens.reply(invitationId)}@`);
  }
}
