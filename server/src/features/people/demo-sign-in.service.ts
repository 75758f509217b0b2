import { Inject, Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import { randomBytes } from 'node:crypto';
import { SETTINGS, type Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.service.js';
import type { Opened } from '../../platform/sign-in/cookie.js';
import { SignIns } from './sign-ins.service.js';

/** Links that sign in at once as one of the demonstration's people. They live as long as this server, and only in a demo. */
@Injectable()
export class DemoSignIn {
  private readonly addresses = new Map<string, string>();

  constructor(
    private readonly db: Database,
    private readonly signIns: SignIns,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The link for the person with this address, for the lines of `npm start`. */
  linkFor(email: string): string {
    const token = randomBytes(16).toString('base64url');
    this.addresses.set(token, email);
    return `${this.settings.publicUrl}/demo/sign-in/${token}`;
  }

  async use(token: string): Promise<Opened> {
    const email = this.settings.demo ? this.addresses.get(token) : undefined;
    const person = email ? await this.db.person.findUnique({ where: { email }, select: { id: true } }) : null;
    if (!person) throw new Failure('NOT_FOUND');
    return this.signIns.open(this.db, person.id);
  }
}
