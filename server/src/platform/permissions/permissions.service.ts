import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { Database, type Transaction } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';
import { factsColumns, toFacts } from './facts.rules.js';
import { actionRules, guestRules, rules, type ActionAct, type ActionFacts, type SessionAct, type SessionFacts } from './permissions.rules.js';
import type { Guest, Viewer } from './viewer.js';
import { organisedSessions, visibleActions, visibleOutcomes, visibleSessions, visibleTitles } from './visible.rules.js';

const factsOfSession = factsColumns();

/**
 * Who may do what: the only place that answers it. What may not be seen does not exist (`NOT_FOUND`);
 * what may be seen but not done is `NOT_ALLOWED`.
 */
@Injectable()
export class Permissions {
  constructor(private readonly db: Database) {}

  /** The database filter of what `viewer` may see. Use as `AND: permissions.visible(…)`. */
  visible(viewer: Viewer, thing: 'session'): Prisma.SessionWhereInput;
  visible(viewer: Viewer, thing: 'session title'): Prisma.SessionWhereInput;
  visible(viewer: Viewer, thing: 'organised session'): Prisma.SessionWhereInput;
  visible(viewer: Viewer, thing: 'outcome'): Prisma.OutcomeWhereInput;
  visible(viewer: Viewer, thing: 'action'): Prisma.ActionWhereInput;
  visible(viewer: Viewer, thing: string): unknown {
    if (thing === 'session') return visibleSessions(viewer);
    if (thing === 'session title') return visibleTitles(viewer);
    if (thing === 'organised session') return organisedSessions(viewer);
    if (thing === 'outcome') return visibleOutcomes(viewer);
    return visibleActions(viewer);
  }

  can(viewer: Viewer, act: SessionAct, session: SessionFacts, now = new Date()): boolean {
    return rules[act](viewer, session, now);
  }

  canAction(viewer: Viewer, act: ActionAct, action: ActionFacts): boolean {
    return actionRules[act](viewer, action);
  }

  canGuest(guest: Guest, act: keyof typeof guestRules, session: SessionFacts, now = new Date()): boolean {
    return guestRules[act](guest, session, now);
  }

  /** The session's facts when `viewer` may do `act`; throws `NOT_FOUND` or `NOT_ALLOWED`. */
  async require(viewer: Viewer, act: SessionAct, sessionId: string, tx: Transaction = this.db): Promise<SessionFacts> {
    const facts = await this.factsOf(sessionId, tx);
    if (!facts || !this.can(viewer, 'session.title', facts)) throw new Failure('NOT_FOUND');
    if (!this.can(viewer, act, facts)) {
      throw new Failure(this.can(viewer, 'session.read', facts) ? 'NOT_ALLOWED' : 'NOT_FOUND');
    }
    return facts;
  }

  /** With `personId` only as far as they concern that person: a thousand invitees are not read to know of one. */
  async factsOf(sessionId: string, tx: Transaction = this.db, personId?: string): Promise<SessionFacts | null> {
    const row = await tx.session.findUnique({ where: { id: sessionId }, select: factsColumns(personId) });
    return row ? toFacts(row) : null;
  }

  async actionFactsOf(actionId: string, tx: Transaction = this.db): Promise<ActionFacts | null> {
    const row = await tx.action.findFirst({
      where: { id: actionId, outcome: { removedAt: null, kind: 'ACTION' } },
      select: {
        ownerId: true,
        owner: { select: { unitId: true } },
        outcome: {
          select: {
            note: { select: { session: { select: factsOfSession } } },
            questions: { select: { question: { select: { units: { select: { unitId: true } } } } } },
          },
        },
      },
    });
    if (!row) return null;
    return {
      session: toFacts(row.outcome.note.session),
      ownerId: row.ownerId,
      ownerUnitId: row.owner?.unitId ?? null,
      questionUnitIds: row.outcome.questions.map(({ question }) => question.units.map(({ unitId }) => unitId)),
    };
  }

  /** The action's facts when `viewer` may do `act`; throws `NOT_FOUND` or `NOT_ALLOWED`. */
  async requireAction(viewer: Viewer, act: ActionAct, actionId: string, tx: Transaction = this.db): Promise<ActionFacts> {
    const facts = await this.actionFactsOf(actionId, tx);
    if (!facts || !this.canAction(viewer, 'action.read', facts)) throw new Failure('NOT_FOUND');
    if (!this.canAction(viewer, act, facts)) throw new Failure('NOT_ALLOWED');
    return facts;
  }
}
