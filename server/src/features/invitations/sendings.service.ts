import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { AudienceDifference, NewSending, Sending } from '@kenniskamer/shared/invitation';
import { instantsOf, missingToSend, phaseOf } from '@kenniskamer/shared/session';
import { Audit } from '../../platform/audit/audit.service.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { SessionStates, type Locked } from '../sessions/session-states.service.js';
import { AudiencePeople, type Asked } from './audience-people.service.js';
import { sendingTo } from './audience.rules.js';
import { Audiences } from './audience.service.js';
import { Answers } from './answers.service.js';
import { NewInvitations } from './new-invitation.service.js';

/** PostgreSQL takes 65,535 values in one statement. */
const AT_ONCE = 1000;

/** Sending: the audience's rule becomes people, each with an invitation and a mail on its way. */
@Injectable()
export class Sendings {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly states: SessionStates,
    private readonly audiences: Audiences,
    private readonly people: AudiencePeople,
    private readonly invitations: NewInvitations,
    private readonly answers: Answers,
  ) {}

  /**
   * Invites exactly those shown, each once however often it is pressed. Nobody when the groups give others by now:
   * `AUDIENCE_CHANGED` says who. Those who have an invitation get nothing.
   */
  async send(viewer: Viewer, id: string, { personIds }: NewSending, now = new Date()): Promise<Sending> {
    return this.db.$transaction(
      async (tx) => {
        await this.permissions.require(viewer, 'session.organise', id, tx);
        const session = await this.states.lock(tx, id);
        refuseUnready(session, now);
        const excluded = await tx.audienceExclusion.findMany({ where: { sessionId: id }, select: { personId: true } });
        const out = new Set(excluded.map(({ personId }) => personId));
        const invited = await this.audiences.invited(id, tx);
        const asked = (await this.people.of(id, tx)).filter((person) => !out.has(person.id) && !invited.has(person.id));
        const { invite, already, added, removed } = sendingTo([...new Set(personIds)], asked.map((person) => person.id), [...invited]);
        if (added.length > 0 || removed.length > 0) throw await this.audienceChanged(tx, asked, added, removed);
        if (personIds.length === 0) throw new Failure('NOBODY_TO_INVITE');
        const chosen = new Set(invite);
        await this.invite(tx, viewer, id, asked.filter((person) => chosen.has(person.id)), session, now);
        return { sent: invite.length, already: already.length, at: now };
      },
      // A thousand people with their rows and messages, on a busy machine.
      { maxWait: 15_000, timeout: 60_000 },
    );
  }

  private async invite(tx: Transaction, viewer: Viewer, id: string, people: Asked[], session: Locked, now: Date): Promise<void> {
    if (people.length === 0) return;
    const before = await tx.invitation.findMany({
      where: { sessionId: id, replacedAt: null, personId: { in: people.map((person) => person.id) } },
      select: { id: true, personId: true, generation: true, lastSent: true },
    });
    for (const invitation of before) await this.answers.askAgain(tx, invitation, session.course, now);
    const fresh = people.filter((person) => !before.some(({ personId }) => personId === person.id));
    const rows = fresh.map((person) => this.invitations.of(id, person, now));
    for (let from = 0; from < rows.length; from += AT_ONCE) await tx.invitation.createMany({ data: rows.slice(from, from + AT_ONCE) });
    await tx.sending.create({ data: { sessionId: id, byId: viewer.id, people: people.length, at: now } });
    const messages = [...before, ...rows].map((invitation) => ({ payload: { invitationId: invitation.id }, key: invitation.id }));
    await this.outbox.addMany(tx, 'invitation.sync', messages);
    await this.outbox.add(tx, 'session.changed', { sessionId: id }, { key: id });
    await this.outbox.add(tx, 'invitees.changed', { sessionId: id }, { key: id });
    const changes = { people: people.length };
    await this.audit.add(tx, { actorId: viewer.id, act: 'invitation.sent', thing: 'session', thingId: id, sessionId: id, changes });
  }

  private async audienceChanged(tx: Transaction, asked: Asked[], added: string[], removed: string[]): Promise<Failure> {
    const gone = await tx.person.findMany({ where: { id: { in: removed.slice(0, 200) } }, select: { id: true, name: true } });
    const difference = {
      added: added.slice(0, 200).map((id) => ({ id, name: asked.find((person) => person.id === id)?.name ?? '' })),
      removed: removed.slice(0, 200).map((id) => ({ id, name: gone.find((person) => person.id === id)?.name ?? null })),
    } satisfies AudienceDifference;
    return new Failure('AUDIENCE_CHANGED', { values: difference });
  }
}

/** Throws why invitations of this session cannot go out at `now`, each lack at its field. */
function refuseUnready({ course, state, zone }: Locked, now: Date): void {
  const phase = phaseOf(course, now);
  if (phase === 'CANCELLED') throw new Failure('SESSION_CANCELLED');
  if (phase === 'HELD' || phase === 'ENDED' || phase === 'FINAL') throw new Failure('SESSION_ENDED');
  const issues = missingToSend({ ...state, ...instantsOf({ ...state, zone }) }, now);
  if (issues.length > 0) throw new Failure('NOT_READY_TO_SEND', { issues });
}
