import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { AddPoint, NamePoints, RemovePoint, RoomPoints, SupportPoint, TakePoint } from '@kenniskamer/shared/room';
import { randomBytes } from 'node:crypto';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Limits } from '../../platform/limits/limits.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import { inOrder, LATE, MOST_POINTS, refusesPoints, supportHash } from './points.rules.js';
import type { InRoom } from './room.service.js';

type Of<Input> = Omit<Input, 'id'>;

/** Points from the room: anybody in it puts them on the list and supports others', the organiser takes them into the note. */
@Injectable()
export class Points {
  constructor(
    private readonly db: Database,
    private readonly limits: Limits,
    private readonly outbox: Outbox,
  ) {}

  async read(who: InRoom, now = new Date()): Promise<RoomPoints> {
    const { sessionId, personId, organises } = who;
    const { names, refusal, chatham } = await this.room(this.db, who, now);
    const rows = await this.db.point.findMany({
      where: { sessionId, removedAt: null },
      select: { id: true, text: true, createdAt: true, takenAt: true, authorId: true, author: { select: { name: true } }, _count: { select: { supports: true } } },
    });
    const mine = await this.supportedBy(sessionId, personId, rows.map(({ id }) => id));
    const items = rows.map(({ id, text, createdAt, takenAt, authorId, author, _count }) => ({
      id,
      text,
      createdAt,
      author: names ? (author?.name ?? null) : null,
      supports: _count.supports,
      supported: mine.has(id),
      own: authorId === personId,
      taken: takenAt !== null,
    }));
    return { items: inOrder(items), names, may: { add: refusal === null, organise: organises, chooseNames: organises && !chatham } };
  }

  async add(who: InRoom, { pointId, text, named }: Of<AddPoint>, now = new Date()): Promise<void> {
    // Counted in memory alone: where nobody's name is kept, a count in a table would be one.
    await this.limits.spend('points of person', `${who.sessionId} ${who.personId}`);
    await this.change(who, now, async (tx, { names }) => {
      const { sessionId } = who;
      if ((await tx.point.count({ where: { sessionId, removedAt: null } })) >= MOST_POINTS) throw new Failure('POINTS_FULL');
      await tx.point.createMany({ data: [{ id: pointId, sessionId, text, createdAt: now, authorId: named && names ? who.personId : null }], skipDuplicates: true });
    });
  }

  async support(who: InRoom, { pointId, on }: Of<SupportPoint>, now = new Date()): Promise<void> {
    await this.limits.spend('support of person', `${who.sessionId} ${who.personId}`);
    await this.change(who, now, async (tx) => {
      await this.require(tx, who, pointId);
      const hash = supportHash(await this.key(tx, who.sessionId), pointId, who.personId);
      if (on) await tx.pointSupport.createMany({ data: [{ pointId, hash }], skipDuplicates: true });
      else await tx.pointSupport.deleteMany({ where: { pointId, hash } });
    });
  }

  /** Into the note, once: two organisers who press at once write it down once. Or out of it again. */
  async take(who: InRoom, { pointId, taken }: Of<TakePoint>, now = new Date()): Promise<void> {
    await this.change(who, now, async (tx) => {
      await this.require(tx, who, pointId);
      const { count } = await tx.point.updateMany({ where: { id: pointId, takenAt: taken ? null : { not: null } }, data: { takenAt: taken ? now : null } });
      if (taken && count === 0) throw new Failure('POINT_TAKEN');
    });
  }

  /** Off the list, by an organiser or by whose name stands under it; or back on it. */
  async remove(who: InRoom, { pointId, removed }: Of<RemovePoint>, now = new Date()): Promise<void> {
    await this.change(who, now, async (tx) => {
      const { authorId } = await this.require(tx, who, pointId, !removed);
      if (!who.organises && authorId !== who.personId) throw new Failure('NOT_ALLOWED');
      await tx.point.update({ where: { id: pointId }, data: { removedAt: removed ? now : null } });
    });
  }

  /** Whether people may put their name to a point. Names given before are hidden, and shown again when it is put back. */
  async name(who: InRoom, { names }: Of<NamePoints>, now = new Date()): Promise<void> {
    await this.change(who, now, async (tx, { chatham }) => {
      if (chatham) throw new Failure('NOT_ALLOWED');
      await tx.session.update({ where: { id: who.sessionId }, data: { pointNames: names } });
    }, 'alone');
  }

  /** The session is over: from here on nobody can tell whose support it was. In the transaction of its ending. */
  async close(tx: Transaction, sessionId: string): Promise<void> {
    await tx.roomSecret.deleteMany({ where: { sessionId } });
  }

  /** How many supports of these people can be told to be theirs: as long as the key is there, and none without it. */
  async knowable(tx: Transaction, sessionId: string, personIds: string[]): Promise<number> {
    const secret = await tx.roomSecret.findUnique({ where: { sessionId } });
    if (!secret) return 0;
    const supports = await tx.pointSupport.findMany({ where: { point: { sessionId } } });
    const theirs = new Set([...new Set(supports.map(({ pointId }) => pointId))].flatMap((pointId) => personIds.map((personId) => supportHash(secret.key, pointId, personId))));
    return supports.filter(({ hash }) => theirs.has(hash)).length;
  }

  /** Keys of sessions that nobody ended. */
  async forget(now = new Date()): Promise<void> {
    const over = { OR: [{ ending: { isNot: null } }, { cancellation: { isNot: null } }, { endsAt: null }, { endsAt: { lt: new Date(now.getTime() - LATE) } }] };
    await this.db.roomSecret.deleteMany({ where: { session: over } });
  }

  /** It became Chatham House: names that were given before go for good. */
  async unname(sessionId: string): Promise<void> {
    await this.db.point.updateMany({ where: { sessionId, authorId: { not: null }, session: { confidentiality: 'CHATHAM_HOUSE' } }, data: { authorId: null } });
  }

  private async change(who: InRoom, now: Date, act: (tx: Transaction, room: { names: boolean; chatham: boolean }) => Promise<void>, lock: 'shared' | 'alone' = 'shared'): Promise<void> {
    await this.db.$transaction(async (tx) => {
      // Beside each other, never beside the ending, which takes the session for itself: no support comes after the key went.
      if (lock === 'shared') await tx.$queryRaw`select 1 from "Session" where "id" = ${who.sessionId}::uuid for share`;
      else await tx.$queryRaw`select 1 from "Session" where "id" = ${who.sessionId}::uuid for update`;
      const room = await this.room(tx, who, now);
      if (room.refusal) throw new Failure(room.refusal);
      await act(tx, room);
      await this.outbox.add(tx, 'points.changed', { sessionId: who.sessionId }, { key: who.sessionId });
    });
  }

  private async room(tx: Transaction, { sessionId }: InRoom, now: Date) {
    const { startsAt, endsAt, confidentiality, pointNames, cancellation, ending, finalisation } = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { startsAt: true, endsAt: true, confidentiality: true, pointNames: true, cancellation: true, ending: true, finalisation: true },
    });
    const refusal = refusesPoints({ startsAt, endsAt, cancelled: cancellation !== null, ended: ending !== null, final: finalisation !== null }, now);
    const chatham = confidentiality === 'CHATHAM_HOUSE';
    return { refusal, chatham, names: pointNames && !chatham };
  }

  /** Throws `NOT_FOUND`, also for a point of another room. */
  private async require(tx: Transaction, { sessionId }: InRoom, id: string, gone = false) {
    const point = await tx.point.findFirst({ where: { id, sessionId, removedAt: gone ? undefined : null }, select: { authorId: true } });
    if (!point) throw new Failure('NOT_FOUND');
    return point;
  }

  private async key(tx: Transaction, sessionId: string): Promise<Uint8Array> {
    await tx.roomSecret.createMany({ data: [{ sessionId, key: new Uint8Array(randomBytes(32)) }], skipDuplicates: true });
    return (await tx.roomSecret.findUniqueOrThrow({ where: { sessionId } })).key;
  }

  private async supportedBy(sessionId: string, personId: string, pointIds: string[]): Promise<Set<string>> {
    const secret = await this.db.roomSecret.findUnique({ where: { sessionId } });
    if (!secret) return new Set();
    const pairs = pointIds.map((pointId) => ({ pointId, hash: supportHash(secret.key, pointId, personId) }));
    const found = await this.db.pointSupport.findMany({ where: { hash: { in: pairs.map(({ hash }) => hash) } }, select: { pointId: true } });
    return new Set(found.map(({ pointId }) => pointId));
  }
}
