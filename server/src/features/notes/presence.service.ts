import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { RoomPresence, TickPresence, VisitVia } from '@kenniskamer/shared/room';
import type { LiveSocket } from '../../platform/contract/acks.js';
import { Database } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { countsAsVisit } from './notes.rules.js';
import { presentPeople, seesNames } from './presence.rules.js';
import type { InRoom } from './room.service.js';

/** Milliseconds in which people who come and go together are told of once: two hundred come in within a minute. */
const BEAT = 1000;

/** Who is here: the pages that are open, which nobody stores, and the visits that become attendance. */
@Injectable()
export class Presence implements BeforeApplicationShutdown {
  private readonly log = new Logger('room');
  /** Per session the open pages. What left without a word is found by looking at the socket. */
  private readonly pages = new Map<string, Set<LiveSocket>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {}

  beforeApplicationShutdown(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** How many pages are open. */
  pagesIn(sessionId: string): number {
    return this.pages.get(sessionId)?.size ?? 0;
  }

  came(socket: LiveSocket, sessionId: string): void {
    const pages = this.pages.get(sessionId) ?? new Set();
    this.pages.set(sessionId, pages.add(socket));
    this.tell(sessionId);
  }

  async left(socket: LiveSocket, sessionId: string): Promise<void> {
    await socket.leave(`room:${sessionId}`);
    if (this.pages.get(sessionId)?.delete(socket)) this.tell(sessionId);
  }

  /** The connection is gone. */
  gone(socket: LiveSocket): void {
    for (const [sessionId, pages] of this.pages) if (pages.delete(socket)) this.tell(sessionId);
  }

  async read({ sessionId, facts, viewer, organises }: InRoom): Promise<RoomPresence> {
    const here = await this.here(sessionId);
    const names = seesNames({ organises, signedIn: viewer !== null }, facts.confidentiality);
    return { count: here.size, people: names ? presentPeople(await this.people(sessionId), here, organises) : null, may: { tick: organises } };
  }

  /** The organiser says who is here, whatever they hold in their hands; or takes that back. */
  async tick({ sessionId }: InRoom, { personId, here }: Pick<TickPresence, 'personId' | 'here'>, now = new Date()): Promise<void> {
    const facts = await this.permissions.factsOf(sessionId, undefined, personId);
    if (!facts || !(facts.invitedIds.includes(personId) || facts.organiserIds.includes(personId))) throw new Failure('NOT_FOUND');
    if (facts.ended || facts.final) throw new Failure('SESSION_ENDED');
    if (!countsAsVisit(facts, personId, now)) throw new Failure('SESSION_NOT_STARTED');
    if (here) await this.mark(facts, personId, 'ORGANISER', now);
    else await this.db.noteVisit.deleteMany({ where: { sessionId, personId } });
    this.tell(sessionId);
  }

  /** Was here, by whichever way; false outside the hours in which that counts. What says most about being in the room stays. */
  async mark(facts: SessionFacts, personId: string, via: VisitVia, now = new Date()): Promise<boolean> {
    if (!countsAsVisit(facts, personId, now)) return false;
    const sessionId = facts.id;
    // In Chatham House no moment either: it could be laid beside the text.
    const firstAt = facts.confidentiality === 'CHATHAM_HOUSE' ? (facts.startsAt ?? now) : now;
    const inTheRoom = via === 'CODE' || via === 'ORGANISER';
    await this.db.noteVisit.upsert({
      where: { sessionId_personId: { sessionId, personId } },
      create: { sessionId, personId, via, firstAt },
      update: inTheRoom ? { via } : {},
    });
    if (inTheRoom) this.tell(sessionId);
    return true;
  }

  private async here(sessionId: string): Promise<Set<string>> {
    const pages = this.pages.get(sessionId) ?? new Set();
    for (const page of pages) if (!page.connected || !page.rooms.has(`room:${sessionId}`)) pages.delete(page);
    if (pages.size === 0) this.pages.delete(sessionId);
    const marked = await this.db.noteVisit.findMany({ where: { sessionId, via: { in: ['CODE', 'ORGANISER'] } }, select: { personId: true } });
    return new Set([...[...pages].map(({ data }) => data.guest?.personId ?? data.viewer?.id ?? ''), ...marked.map(({ personId }) => personId)]);
  }

  private async people(sessionId: string) {
    const person = { select: { id: true, name: true, organisation: true, unit: { select: { name: true } } } };
    const { organisers, invitations } = await this.db.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { organisers: { select: { person } }, invitations: { where: { removedAt: null, replacedAt: null }, select: { person } } },
    });
    const all = [...organisers, ...invitations].map(({ person: { id, name, organisation, unit } }) => [id, { id, name, from: unit?.name ?? organisation }] as const);
    return [...new Map(all).values()];
  }

  /** The number goes with it: for most it is all they may know, and two hundred pages need not ask for it. */
  private tell(sessionId: string): void {
    if (this.timers.has(sessionId)) return;
    const timer = setTimeout(() => {
      this.timers.delete(sessionId);
      this.here(sessionId).then(
        ({ size }) => this.live.tell('room', sessionId, 'room.present', { count: size }),
        (error: unknown) => this.log.warn(`who is in the room of ${sessionId} could not be counted`, error),
      );
    }, BEAT);
    timer.unref();
    this.timers.set(sessionId, timer);
  }
}
