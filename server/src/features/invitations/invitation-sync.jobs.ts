import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Mailer, type Posting } from '../../platform/mail/mailer.service.js';
import type { Messages } from '../../platform/outbox/messages.js';
import { OnMessages } from '../../platform/outbox/on-message.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { InvitationFactsReader, type InvitationFacts } from './invitation-facts.service.js';
import { InvitationLetters } from './invitation-letters.service.js';
import { messageIdOf, stepFrom, type Sent, type Step, type SyncKind } from './invitation-sync.rules.js';

type Sync = Messages['invitation.sync'];
interface Waiting {
  id: string;
  invitationId: string;
  kind: string;
  messageId: string;
  error: string | null;
  sends: Sent;
}

/** Brings the calendars and mailboxes of invitees up to date (decision 001). */
@Injectable()
export class InvitationSync {
  constructor(
    private readonly db: Database,
    private readonly facts: InvitationFactsReader,
    private readonly letters: InvitationLetters,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
  ) {}

  @OnMessages('invitation.sync', 500)
  async sync(messages: Sync[]): Promise<(Error | null)[]> {
    const failed = new Map<string, Error>();
    let open = messages;
    while (open.length > 0) {
      const { sent, again } = await this.round(open, failed);
      open = again;
      if (sent.length > 0) await this.outbox.addMany(this.db, 'invitees.changed', sent.map((sessionId) => ({ payload: { sessionId }, key: sessionId })));
    }
    return messages.map(({ invitationId }) => failed.get(invitationId) ?? null);
  }

  /** One mail for each who needs one. `again`: those who first got what was under way when we were killed. */
  private async round(messages: Sync[], failed: Map<string, Error>): Promise<{ sent: string[]; again: Sync[] }> {
    const known = await this.facts.of(messages.map(({ invitationId }) => invitationId));
    const waiting = await this.waiting([...known.keys()]);
    const now = new Date();
    const again: Sync[] = [];
    const steps: { facts: InvitationFacts; step: Step }[] = [];
    const outdated: string[] = [];
    for (const message of messages) {
      const facts = known.get(message.invitationId);
      if (!facts) continue;
      const step = facts.present && stepFrom(facts.invitation.lastSent, facts.present, message.details === true);
      const before = (waiting.get(message.invitationId) ?? []).filter((mail) => !step || !this.mailer.isIdOf(mail.messageId, messageIdOf(message.invitationId, step)));
      const doubtful = before.find(({ error }) => error === null);
      outdated.push(...before.filter(({ error }) => error !== null).map(({ id }) => id));
      // It may have arrived: say it once more, so that what they have is known, and go on from there.
      if (doubtful) again.push(message);
      const next: Step | null = doubtful ? { kind: doubtful.kind as SyncKind, sends: doubtful.sends } : step;
      if (next) steps.push({ facts, step: next });
    }
    // The mail server surely did not take these, and they say what is no longer so.
    if (outdated.length > 0) await this.db.mail.deleteMany({ where: { id: { in: outdated }, state: 'WAITING' } });
    const results = await this.mailer.sendAll(this.written(steps, now));
    steps.forEach(({ facts: { invitation } }, index) => {
      const result = results[index];
      if (result instanceof Error) failed.set(invitation.id, result);
    });
    return {
      sent: [...new Set(steps.map(({ facts }) => facts.face.id))],
      again: again.filter(({ invitationId }) => !failed.has(invitationId)),
    };
  }

  /** Each letter when it is asked for: five hundred at once would hold up everybody else. */
  private *written(steps: { facts: InvitationFacts; step: Step }[], now: Date): Generator<Posting> {
    for (const { facts, step } of steps) yield this.letters.write(facts, step, now);
  }

  /** Mails that were made and of which nobody knows whether they were accepted, or surely were not (`error`). */
  private async waiting(invitationIds: string[]): Promise<Map<string, Waiting[]>> {
    const rows = await this.db.$queryRaw<Waiting[]>`
      select "id", "kind", "messageId", "error", "sends", "invitationId" from "Mail"
      where "invitationId" = any(${invitationIds}::uuid[]) and "state" = 'WAITING' and "sends" is not null
      order by "at", "id"`;
    return Map.groupBy(rows, ({ invitationId }) => invitationId);
  }
}
