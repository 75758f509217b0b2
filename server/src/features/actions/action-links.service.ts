import { Inject, Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { randomUUID } from 'node:crypto';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { Limits } from '../../platform/limits/limits.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { visibleActions } from '../../platform/permissions/visible.rules.js';
import { hashOf } from '../../platform/sign-in/viewers.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { shown } from './action-filter.rules.js';

interface Owned {
  id: string;
  ownership: number;
  ownerId: string;
}

/** An owner as a reader without any role: what a mail or a link may show is what they may see as nothing but the owner. */
export const asReader = (id: string): Viewer => ({ id, name: '', email: null, language: 'nl', administrator: false, organiser: false, coordinates: null });

/** Actions whose owner may be told of them: the session has ended, and they may still see it. */
export const tellable = (ownerId: string): Prisma.ActionWhereInput => ({
  ownerId,
  AND: [visibleActions(asReader(ownerId)), shown, { session: { ending: { isNot: null } } }],
});

/** Links for one action and one owner. The token is derived from the row's id; the row holds its hash. */
@Injectable()
export class ActionLinks {
  constructor(
    private readonly db: Database,
    private readonly tokens: Tokens,
    private readonly limits: Limits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  urlOf(linkId: string): string {
    return `${this.settings.publicUrl}/action/${this.tokens.of('action', linkId)}`;
  }

  /** The link that goes with the action itself: the same for as long as they own it. */
  async standing(action: Owned): Promise<{ id: string; url: string }> {
    await this.db.actionChase.createMany({ data: this.row(action, null), skipDuplicates: true });
    const { id } = await this.db.actionChase.findFirstOrThrow({ where: { actionId: action.id, ownership: action.ownership, byId: null }, select: { id: true } });
    return { id, url: this.urlOf(id) };
  }

  /** A link of its own for one question. Gives its row's id. */
  async ask(tx: Transaction, action: Owned, byId: string): Promise<string> {
    const { id } = await tx.actionChase.create({ data: this.row(action, byId), select: { id: true } });
    return id;
  }

  /** The action that a link opens. `LINK_NOT_VALID` when it never was one, its owner changed, or they may not see it any more. */
  async open(token: string, ip: string): Promise<{ actionId: string; ownerId: string }> {
    const hash = hashOf(token);
    await this.limits.spend('token', hash);
    const link = await this.db.actionChase.findUnique({ where: { linkHash: hash }, select: { actionId: true, ownerId: true, ownership: true } });
    const stands =
      link && (await this.db.action.count({ where: { id: link.actionId, ownership: link.ownership, AND: tellable(link.ownerId) } })) > 0;
    if (!stands) return this.limits.fail(ip, new Failure('LINK_NOT_VALID'));
    return link;
  }

  private row({ id: actionId, ownership, ownerId }: Owned, byId: string | null) {
    const id = randomUUID();
    return { id, actionId, ownership, ownerId, byId, linkHash: hashOf(this.tokens.of('action', id)) };
  }
}
