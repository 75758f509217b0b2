import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import type { Viewer } from '../../platform/permissions/viewer.js';

/** Milliseconds in which changes are gathered: a room that writes changes its outcomes all the time. */
const BEAT = 500;

export interface Change {
  kind: 'SESSION' | 'INVITEES' | 'ACCESS' | 'ACTION';
  /** Of the session, or of the action. */
  id: string;
}

/**
 * Open first screens and lists of actions, one room per person. Only who may see what changed hears that their lists
 * did, and who no longer may: to anybody else it did not happen. Nothing is asked while nobody has one open.
 */
@Injectable()
export class Desks implements BeforeApplicationShutdown {
  private readonly log = new Logger('desks');
  private readonly waiting = new Map<string, Change>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly permissions: Permissions,
  ) {}

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** What is lost here with the server is not missed: pages that connect again read anew. */
  changed(change: Change): void {
    this.waiting.set(`${change.kind}${change.id}`, change);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tellAll().catch((error: unknown) => this.log.error('open lists were not told of a change', error));
    }, BEAT);
  }

  tell(personId: string): void {
    this.live.tell('desk', personId, 'desk.changed');
  }

  private async tellAll(): Promise<void> {
    const changes = [...this.waiting.values()];
    this.waiting.clear();
    const told = new Set<string>();
    for (const change of changes) {
      const left = this.live.viewersIn('desk').filter(({ id }) => !told.has(id));
      if (left.length === 0) return;
      const sees = change.kind === 'ACTION' ? await this.seesAction(change.id) : await this.seesSession(change, left);
      for (const viewer of left) {
        if (!sees(viewer)) continue;
        told.add(viewer.id);
        this.tell(viewer.id);
      }
    }
  }

  private async seesAction(id: string): Promise<(viewer: Viewer) => boolean> {
    const facts = await this.permissions.actionFactsOf(id);
    return (viewer) => facts !== null && this.permissions.canAction(viewer, 'action.read', facts);
  }

  private async seesSession({ kind, id }: Change, viewers: Viewer[]): Promise<(viewer: Viewer) => boolean> {
    const facts = await this.permissions.factsOf(id);
    if (!facts) return () => false;
    if (kind === 'INVITEES') return (viewer) => this.permissions.can(viewer, 'session.organise', facts);
    const others = viewers.filter((viewer) => !this.permissions.can(viewer, 'session.read', facts));
    const also = new Set([...(kind === 'ACCESS' ? await this.sawIt(id, others) : []), ...(await this.seeItsActions(facts, others))]);
    return (viewer) => also.has(viewer.id) || this.permissions.can(viewer, 'session.read', facts);
  }

  /** Taken out, or a report that is open again: it leaves their lists. */
  private async sawIt(id: string, viewers: Viewer[]): Promise<string[]> {
    const ids = viewers.map((viewer) => viewer.id);
    const session = await this.db.session.findUniqueOrThrow({
      where: { id },
      select: { confidentiality: true, _count: { select: { reports: true } }, invitations: { where: { personId: { in: ids } }, select: { personId: true } } },
    });
    if (session.confidentiality !== 'CONFIDENTIAL' && session._count.reports > 0) return ids;
    return session.invitations.map(({ personId }) => personId);
  }

  /** Of a session that ended, owners and coordinators see actions though they may not read the rest. */
  private async seeItsActions({ id: sessionId, confidentiality, ended }: SessionFacts, viewers: Viewer[]): Promise<string[]> {
    if (!ended || confidentiality === 'CONFIDENTIAL') return [];
    const owned = await this.db.action.findMany({ where: { sessionId, ownerId: { not: null } }, select: { ownerId: true }, distinct: ['ownerId'] });
    const owners = new Set(owned.map(({ ownerId }) => ownerId));
    const may = viewers.filter(({ id, coordinates }) => coordinates !== null || owners.has(id));
    const seen = await Promise.all(
      may.map((viewer) => this.db.action.findFirst({ where: { AND: [{ sessionId }, this.permissions.visible(viewer, 'action')] }, select: { id: true } })),
    );
    return may.filter((_, place) => seen[place]).map(({ id }) => id);
  }
}
