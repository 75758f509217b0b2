import { Injectable } from '@nestjs/common';
import type { SessionFace } from '@kenniskamer/shared/session';
import { Database } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import { SessionFaces } from '../sessions/session-faces.service.js';
import { detailsOf, type Present, type Sent } from './invitation-sync.rules.js';

const columns = {
  id: true,
  sessionId: true,
  address: true,
  language: true,
  level: true,
  partstat: true,
  uid: true,
  generation: true,
  lastSent: true,
  removedAt: true,
  replacedAt: true,
  person: { select: { id: true, name: true } },
} satisfies Prisma.InvitationSelect;

/** Only what is said in every mail of a session; read once for all its invitations. */
export interface SessionFacts {
  face: SessionFace;
  details: string;
  organiser: { name: string; address: string | null };
}
export interface InvitationFacts extends SessionFacts {
  invitation: Omit<Prisma.InvitationGetPayload<{ select: typeof columns }>, 'lastSent'> & { lastSent: Sent | null };
  /** How things are now; null when there is no time to ask anybody for. */
  present: Present | null;
}

/** What the mails about invitations are made of, many at once. */
@Injectable()
export class InvitationFactsReader {
  constructor(
    private readonly db: Database,
    private readonly faces: SessionFaces,
  ) {}

  async of(invitationIds: string[]): Promise<Map<string, InvitationFacts>> {
    const invitations = await this.db.invitation.findMany({ where: { id: { in: invitationIds } }, select: columns });
    const sessions = new Map<string, SessionFacts>();
    for (const id of new Set(invitations.map(({ sessionId }) => sessionId))) sessions.set(id, await this.ofSession(id));
    return new Map(
      invitations.flatMap((row) => {
        const session = sessions.get(row.sessionId);
        const invitation = { ...row, lastSent: row.lastSent as Sent | null };
        return session ? [[row.id, { ...session, invitation, present: presentOf(invitation, session) }] as const] : [];
      }),
    );
  }

  async ofSession(sessionId: string): Promise<SessionFacts> {
    const face = await this.faces.of(sessionId);
    const first = face.organisers[0];
    const organiser = first ? await this.db.person.findUnique({ where: { id: first.id }, select: { email: true } }) : null;
    return { face, details: detailsOf(face), organiser: { name: first?.name ?? 'Kenniskamer', address: organiser?.email ?? null } };
  }
}

function presentOf({ generation, removedAt, replacedAt }: InvitationFacts['invitation'], { face, details }: SessionFacts): Present | null {
  const { startsAt, endsAt, title, place, video, cancelledAt } = face;
  if (!startsAt || !endsAt) return null;
  const live = removedAt === null && replacedAt === null && cancelledAt === null;
  return { live, generation, title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), place: place || null, video: video || null, details };
}
