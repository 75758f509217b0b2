import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { draftEdition } from '@kenniskamer/shared/agenda';
import { AgendaSeed } from '../../server/src/features/agenda/seed.service.js';
import type { Confidentiality } from '@kenniskamer/shared/level';
import type { ReportContent } from '@kenniskamer/shared/report';
import { hashOf } from '../../server/src/platform/sign-in/viewers.service.js';
import type { House } from '../support/house.js';
import type { Nobody, Resident } from '../support/resident.js';

/** Stands in every text of the confidential session. Nobody but the right person may ever read it, in any answer. */
export const SECRET = 'Zilverreiger';

/** Where the session stands that a route is tried on. */
export type Phase = 'DRAFT' | 'SENT' | 'LIVE' | 'ENDED' | 'FINAL';

export interface SecretSession {
  id: string;
  itemId: string;
  invitationId: string;
  /** The personal link of its invitee. */
  link: string;
  noteId: string;
  outcomeId: string;
  blockId: string;
  actionId: string;
}

export type Actor =
  /** Not signed in. */
  | 'nobody'
  /** With the personal link of another session, also tried as a cookie. */
  | 'guest'
  /** Signed in, invited to another session, not to this one. */
  | 'stranger'
  /** Organises another session. */
  | 'otherOrganiser'
  | 'administrator'
  /** Of a unit that the secret session has nothing to do with. */
  | 'coordinator'
  /** Invited to the secret session. */
  | 'invitee'
  /** Of the secret session. */
  | 'organiser';

const HOUR = 3_600_000;
const randomToken = () => randomBytes(32).toString('base64url');

/** The people and things that the walk over all routes is done with. Made by the database, so that no feature is needed. */
export class Scene {
  questionId!: string;
  /** The code of a question that the secret session is about. */
  readonly questionCode = 'A1.1';
  private people!: Record<Exclude<Actor, 'nobody' | 'guest'>, Resident>;
  /** The personal link of the stranger's own session, which is not secret. */
  strangersLink!: string;

  constructor(readonly house: House) {}

  async open(): Promise<this> {
    const { house } = this;
    this.people = {
      stranger: await house.participant(),
      otherOrganiser: await house.organiser(),
      administrator: await house.administrator(),
      coordinator: await house.coordinator(),
      invitee: await house.participant(),
      organiser: await house.organiser(),
    };
    await this.agenda();
    this.strangersLink = (await this.make('LIVE', 'Gewone titel', 'OPEN', this.people.otherOrganiser.id, this.people.stranger.id)).link;
    return this;
  }

  idOf(actor: Exclude<Actor, 'nobody' | 'guest'>): string {
    return this.people[actor].id;
  }

  /** Signed in anew each time, so that no route ends the sign-in of a later one. */
  async as(actor: Actor): Promise<Nobody> {
    if (actor === 'nobody' || actor === 'guest') return this.house.nobody();
    return this.house.signedInAgain(this.people[actor]);
  }

  /** Somebody who may organise, and does not yet. */
  async freeOrganiser(): Promise<string> {
    return (await this.house.organiser()).id;
  }

  /** Somebody whom nothing depends on. */
  async somebody(): Promise<string> {
    return (await this.house.participant()).id;
  }

  freeCode(): string {
    return `V${randomUUID().slice(0, 8)}`;
  }

  async freePosition(): Promise<string> {
    const { id: unitId } = await this.house.unit();
    return (await this.house.db.position.create({ data: { unitId, title: 'directeur', level: 'DIRECTOR' } })).id;
  }

  async freeGrant(): Promise<{ id: string; grantId: string }> {
    const id = await this.somebody();
    return { id, grantId: (await this.house.db.roleGrant.create({ data: { personId: id, role: 'ORGANISER' } })).id };
  }

  async freeHolding(): Promise<{ id: string; holdingId: string }> {
    const [id, positionId] = [await this.somebody(), await this.freePosition()];
    return { id, holdingId: (await this.house.db.holding.create({ data: { personId: id, positionId } })).id };
  }

  /** A second organiser of this session. */
  async secondOrganiser({ id }: SecretSession): Promise<string> {
    const personId = await this.freeOrganiser();
    await this.house.db.sessionOrganiser.create({ data: { sessionId: id, personId, place: 1 } });
    return personId;
  }

  /** Of the code on the wall of a session under way. */
  async doorCode(): Promise<string> {
    const { id } = await this.secret('LIVE');
    const code = this.freeCode().toLowerCase();
    await this.house.db.door.create({ data: { sessionId: id, code } });
    return code;
  }

  /** A point from the room, of nobody's. */
  async point({ id: sessionId }: SecretSession): Promise<string> {
    return (await this.house.db.point.create({ data: { id: randomUUID(), sessionId, text: `${SECRET} punt` } })).id;
  }

  /** A version of its note, as it was kept. */
  async version({ noteId }: SecretSession): Promise<string> {
    const content = [{ name: 'paragraph', children: [{ text: [{ insert: `${SECRET} regel` }] }] }];
    const made = { noteId, reason: 'WORK' as const, key: randomUUID(), seq: 0, hash: '', words: 2, outcomes: 0, size: 100, content };
    return (await this.house.db.noteVersion.create({ data: made })).id;
  }

  /** Somebody on the list by name, who has no invitation yet. */
  async listed({ id }: SecretSession): Promise<{ lineId: string; personId: string }> {
    const personId = (await this.house.participant()).id;
    const line = await this.house.db.audienceLine.create({ data: { sessionId: id, personId } });
    return { lineId: line.id, personId };
  }

  /** One more who was invited, and taken out a moment ago: that can still be undone. */
  async takenOut({ id }: SecretSession): Promise<{ invitationId: string; changeId: string }> {
    const personId = (await this.house.participant()).id;
    const [address, now] = [`${randomUUID()}@example.nl`, new Date()];
    const { db } = this.house;
    const invitation = await db.invitation.create({
      data: { sessionId: id, personId, address, language: 'nl', uid: randomUUID(), linkHash: randomUUID(), replyHash: randomUUID(), removedAt: now },
    });
    const before = { kind: 'TAKEN_OUT', invitationId: invitation.id, personId, excluded: false, people: 1 };
    const change = await db.sessionChange.create({
      data: { sessionId: id, byId: this.people.organiser.id, kind: 'TAKEN_OUT', before, undoUntil: new Date(now.getTime() + 60_000) },
    });
    return { invitationId: invitation.id, changeId: change.id };
  }

  /** A new confidential session, full of the secret word. */
  secret(phase: Phase): Promise<SecretSession> {
    return this.make(phase, SECRET, 'CONFIDENTIAL', this.people.organiser.id, this.people.invitee.id);
  }

  /** A final session under Chatham House, whose report is there for everybody. */
  async chathamHouse(): Promise<string> {
    return (await this.make('FINAL', 'Gewone titel', 'CHATHAM_HOUSE', this.people.organiser.id, this.people.invitee.id)).id;
  }

  private async agenda(): Promise<void> {
    await this.house.app.get(AgendaSeed).load();
    const { questionId } = await this.house.db.wording.findFirstOrThrow({ where: { code: this.questionCode }, select: { questionId: true } });
    this.questionId = questionId;
  }

  /** The agenda's own text, as it is uploaded. */
  agendaText(): string {
    return readFileSync(new URL('../../prisma/seed/strategische-kennisagenda-2025-2030.txt', import.meta.url)).toString('base64');
  }

  /** A draft edition that is still there, and still a draft. */
  async draftEdition(): Promise<string> {
    const draft = await this.house.db.edition.findFirst({ where: { state: 'DRAFT' }, select: { id: true } });
    if (draft) return draft.id;
    const administrator = await this.as('administrator');
    const { id } = await administrator.call(draftEdition, { input: { content: this.agendaText(), choices: {}, settlements: {}, year: await this.freeYear() } });
    return id;
  }

  async freeYear(): Promise<number> {
    const { _max } = await this.house.db.edition.aggregate({ _max: { year: true } });
    return (_max.year ?? 2025) + 1;
  }

  private async make(phase: Phase, word: string, confidentiality: Confidentiality, byId: string, inviteeId: string): Promise<SecretSession> {
    const { db } = this.house;
    const from = Date.now() + (phase === 'DRAFT' || phase === 'SENT' ? 48 : phase === 'LIVE' ? -1 : -48) * HOUR;
    const [startsAt, endsAt] = [new Date(from), new Date(from + 2 * HOUR)];
    const sent = phase !== 'DRAFT';
    const over = phase === 'ENDED' || phase === 'FINAL';
    const link = randomToken();
    const session = await db.session.create({
      data: {
        title: `${word} titel`, goal: `${word} doel`, place: `${word} zaal`, confidentiality, startsAt, endsAt,
        day: new Date(startsAt.toISOString().slice(0, 10)), startClock: '09:00', endClock: '11:00', levels: ['DIRECTOR'],
        organisers: { create: { personId: byId } },
        questions: { create: { questionId: this.questionId, place: 0 } },
        items: { create: { place: 0, title: `${word} onderdeel`, minutes: 30, speaker: `${word} spreker` } },
        note: { create: {} },
        ...(sent ? { sendings: { create: { byId, people: 1 } } } : {}),
        ...(sent
          ? {
              invitations: {
                create: { personId: inviteeId, address: `${randomUUID()}@example.nl`, language: 'nl' as const, uid: randomUUID(), linkHash: hashOf(link), replyHash: randomUUID() },
              },
            }
          : { audienceLines: { create: { personId: inviteeId } } }),
        ...(over ? { ending: { create: { byId } }, attendances: { create: { personId: inviteeId } } } : {}),
        ...(phase === 'FINAL' ? { finalisation: { create: { byId, version: 1 } }, reports: { create: { version: 1, content: reportOf(word, confidentiality) } } } : {}),
      },
      select: { id: true, note: { select: { id: true } }, items: { select: { id: true } }, invitations: { select: { id: true } } },
    });
    const noteId = session.note?.id ?? '';
    const blockId = randomUUID();
    const outcome = await db.outcome.create({
      data: { noteId, blockId, kind: 'ACTION', text: `${word} actie`, questions: { create: { questionId: this.questionId } }, action: { create: { ownerId: inviteeId } } },
      select: { id: true, action: { select: { id: true } } },
    });
    return {
      id: session.id, noteId, blockId, link,
      itemId: session.items[0]?.id ?? '',
      invitationId: session.invitations[0]?.id ?? '',
      outcomeId: outcome.id,
      actionId: outcome.action?.id ?? '',
    };
  }
}

/** A report as it would be stored. */
const reportOf = (word: string, confidentiality: Confidentiality): ReportContent => ({
  title: `${word} titel`, foreword: `${word} voorwoord`, goal: `${word} doel`, day: null, start: null, end: null, zone: 'Europe/Amsterdam', place: null, levels: [], confidentiality,
  programme: [], questions: [], outcomes: [], note: [], attendance: [{ name: `${word} naam`, from: null }],
});
