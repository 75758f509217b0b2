import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { NotePerson } from '@kenniskamer/shared/note';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { SessionFacts } from '../../platform/permissions/permissions.rules.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';

/** As many as a list under a caret can show. */
const SHOWN = 12;

/** Who may be mentioned in a note. */
@Injectable()
export class Mentionable {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly guests: Guests,
  ) {}

  /** The session's people, and behind them whoever may sign in; of a confidential session its people alone. */
  async find(viewer: Viewer, sessionId: string, search: string): Promise<{ items: NotePerson[] }> {
    const session = await this.permissions.require(viewer, 'note.write', sessionId);
    const own = await this.named(search, ofSession(session), SHOWN);
    if (session.confidentiality === 'CONFIDENTIAL' || own.length >= SHOWN) return { items: own };
    const others = await this.named(search, { maySignIn: true, NOT: ofSession(session) }, SHOWN - own.length);
    return { items: [...own, ...others] };
  }

  /** A personal link goes round by mail: it shows who is in this session, and never that anybody else exists. */
  async findForGuest(token: string, search: string): Promise<{ items: NotePerson[] }> {
    const guest = await this.guests.fromLink(token);
    if (!guest) throw new Failure('LINK_NOT_VALID');
    const session = await this.permissions.factsOf(guest.sessionId);
    if (!session || !this.permissions.canGuest(guest, 'note.write', session)) throw new Failure('NOT_ALLOWED');
    return { items: await this.named(search, ofSession(session), SHOWN) };
  }

  private named(search: string, among: Prisma.PersonWhereInput, take: number): Promise<NotePerson[]> {
    const words = search.split(/\s+/).filter(Boolean).slice(0, 5);
    return this.db.person.findMany({
      where: { AND: [{ leftOn: null }, among, ...words.map((word): Prisma.PersonWhereInput => ({ name: { contains: word, mode: 'insensitive' } }))] },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take,
    });
  }
}

const ofSession = ({ organiserIds, invitedIds }: SessionFacts): Prisma.PersonWhereInput => ({ id: { in: [...organiserIds, ...invitedIds] } });
