import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { RoomClock, TurnClock, UndoTurn } from '@kenniskamer/shared/room';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { SessionStates } from '../sessions/session-states.service.js';
import { nextAct, refusesAct, refusesClock, turnsOf, type ClockActRow } from './room-clock.rules.js';
import type { InRoom } from './room.service.js';

/** The room's clock: which programme item runs. Rows, so that a restart forgets nothing; the organiser moves it, all see it. */
@Injectable()
export class RoomClocks {
  constructor(
    private readonly db: Database,
    private readonly states: SessionStates,
    private readonly outbox: Outbox,
  ) {}

  async read(who: InRoom): Promise<RoomClock> {
    return this.of(who, await this.acts(this.db, who.sessionId));
  }

  async turn(who: InRoom, { act, after }: Pick<TurnClock, 'act' | 'after'>, now = new Date()): Promise<RoomClock> {
    const { sessionId } = who;
    return this.db.$transaction(async (tx) => {
      const { course, state } = await this.states.lock(tx, sessionId);
      const acts = await this.acts(tx, sessionId);
      const refusal = refusesClock(course, now);
      if (refusal) throw new Failure(refusal);
      if ((acts.at(-1)?.seq ?? 0) !== after) throw new Failure('CLOCK_MOVED');
      const refused = refusesAct(act, state.items, acts);
      if (refused) throw new Failure(refused);
      const made = { seq: after + 1, at: now, ...(act === 'LONGER' ? { kind: 'LONGER' as const, itemId: null } : nextAct(state.items, acts)) };
      await tx.clockAct.create({ data: { sessionId, ...made } });
      await this.outbox.add(tx, 'clock.changed', { sessionId }, { key: sessionId });
      return this.of(who, [...acts, made]);
    });
  }

  /** Takes the last act back, as if it had not been. */
  async undo(who: InRoom, { seq }: Pick<UndoTurn, 'seq'>, now = new Date()): Promise<RoomClock> {
    const { sessionId } = who;
    return this.db.$transaction(async (tx) => {
      const { course } = await this.states.lock(tx, sessionId);
      const acts = await this.acts(tx, sessionId);
      const refusal = refusesClock(course, now);
      if (refusal) throw new Failure(refusal);
      if (acts.at(-1)?.seq !== seq) throw new Failure('CLOCK_MOVED');
      await tx.clockAct.delete({ where: { sessionId_seq: { sessionId, seq } } });
      await this.outbox.add(tx, 'clock.changed', { sessionId }, { key: sessionId });
      return this.of(who, acts.slice(0, -1));
    });
  }

  private of({ organises }: InRoom, acts: ClockActRow[]): RoomClock {
    return { now: new Date(), ...turnsOf(acts), may: { turn: organises } };
  }

  private acts(tx: Transaction, sessionId: string): Promise<ClockActRow[]> {
    return tx.clockAct.findMany({ where: { sessionId }, orderBy: { seq: 'asc' }, select: { seq: true, kind: true, itemId: true, at: true } });
  }
}
