import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { AskSignInLink } from '@kenniskamer/shared/sign-in';
import { randomBytes, randomUUID } from 'node:crypto';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import { Limits } from '../../platform/limits/limits.service.js';
import { Live } from '../../platform/live/live.service.js';
import { Outbox } from '../../platform/outbox/outbox.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import type { Opened } from '../../platform/sign-in/cookie.js';
import { hashOf } from '../../platform/sign-in/viewers.service.js';

const LINK_MINUTES = 15;
const SIGNED_IN_DAYS = 14;
const newToken = () => randomBytes(32).toString('base64url');

/** Signing in by a mailed link, and out again. */
@Injectable()
export class SignIns {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly limits: Limits,
    private readonly live: Live,
  ) {}

  /**
   * Promises a link. An unknown address costs the same work, down to a row in the outbox that nobody comes for:
   * neither the answer nor its time tells who is known here.
   */
  async askLink({ email, next }: AskSignInLink): Promise<void> {
    await this.limits.spend('link to address', email);
    await this.db.$transaction(async (tx) => {
      const person = await tx.person.findFirst({ where: { email, maySignIn: true, leftOn: null }, select: { id: true } });
      await this.promiseLink(tx, person?.id ?? randomUUID(), next);
    });
  }

  /** Asked twice before the mail is made gives one mail. */
  async promiseLink(tx: Transaction, personId: string, next = '/'): Promise<void> {
    await this.outbox.add(tx, 'signin.link', { personId, next, mailId: randomUUID() }, { key: personId });
  }

  /** Made while its mail is made, so that no token lies in the outbox; null for who may not sign in. */
  async makeLink(personId: string, next: string, now = new Date()) {
    const person = await this.db.person.findFirst({
      where: { id: personId, maySignIn: true, leftOn: null, email: { not: null } },
      select: { id: true, name: true, email: true, language: true },
    });
    if (!person?.email) return null;
    const token = newToken();
    const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
    await this.db.signInLink.create({ data: { hash: hashOf(token), personId, next, expiresAt } });
    return { token, person: { ...person, email: person.email } };
  }

  /** Whether a link still works. Looking uses nothing up: mail scanners follow links. */
  async linkWorks(token: string, ip: string, now = new Date()): Promise<boolean> {
    const link = await this.db.signInLink.findFirst({
      where: { hash: hashOf(token), usedAt: null, expiresAt: { gt: now }, person: { maySignIn: true, leftOn: null } },
      select: { hash: true },
    });
    if (!link) await this.limits.spend('failure from ip', ip);
    return link !== null;
  }

  /** Uses the link up. `before` is the cookie this browser had: it ends, so that a sign-in never keeps an older one's token. */
  async useLink(token: string, ip: string, before: string | undefined, now = new Date()): Promise<Opened & { next: string }> {
    const hash = hashOf(token);
    await this.limits.spend('token', hash);
    const opened = await this.db.$transaction(async (tx) => {
      const { count } = await tx.signInLink.updateMany({
        where: { hash, usedAt: null, expiresAt: { gt: now }, person: { maySignIn: true, leftOn: null } },
        data: { usedAt: now },
      });
      if (count === 0) return null;
      const { personId, next } = await tx.signInLink.findUniqueOrThrow({ where: { hash } });
      if (before) await tx.signIn.updateMany({ where: { hash: hashOf(before), revokedAt: null }, data: { revokedAt: now } });
      return { ...(await this.open(tx, personId, now)), next };
    });
    return opened ?? this.limits.fail(ip, new Failure('LINK_NOT_VALID'));
  }

  async open(tx: Transaction, personId: string, now = new Date()): Promise<Opened> {
    const token = newToken();
    const endsAt = new Date(now.getTime() + SIGNED_IN_DAYS * 86_400_000);
    await tx.signIn.create({ data: { hash: hashOf(token), personId, at: now, endsAt } });
    return { token, endsAt };
  }

  async end(viewer: Viewer, token: string | undefined, now = new Date()): Promise<void> {
    if (!token) return;
    await this.db.signIn.updateMany({ where: { hash: hashOf(token), personId: viewer.id, revokedAt: null }, data: { revokedAt: now } });
    await this.live.dropPerson(viewer.id);
  }

  async endAll(viewer: Viewer): Promise<void> {
    await this.revokeAll(viewer.id);
    await this.live.dropPerson(viewer.id);
  }

  /** Ends every sign-in and every open link of somebody. Tell `Live.dropPerson` once it is committed. */
  async revokeAll(personId: string, tx: Transaction = this.db, now = new Date()): Promise<void> {
    await tx.signIn.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } });
    await tx.signInLink.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now } });
  }

  /** What ended before `until`: links that were used or ran out, browsers that signed out or were away too long. */
  async clean(until: Date): Promise<void> {
    await this.db.signInLink.deleteMany({ where: { expiresAt: { lt: until } } });
    await this.db.signIn.deleteMany({ where: { OR: [{ endsAt: { lt: until } }, { revokedAt: { lt: until } }] } });
  }
}
