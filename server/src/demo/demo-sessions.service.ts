import { isWeekend, now, today, type CalendarDate } from '@internationalized/date';
import { Injectable } from '@nestjs/common';
import { daysAfter } from '@kenniskamer/shared/day';
import type { Answer } from '@kenniskamer/shared/invitation';
import { ZONE, zonedInstant, type Session } from '@kenniskamer/shared/session';
import { randomUUID } from 'node:crypto';
import { Database } from '../platform/database/database.service.js';
import type { Guest, Viewer } from '../platform/permissions/viewer.js';
import { Actions } from '../features/actions/actions.service.js';
import { BlockActions } from '../features/actions/block-actions.service.js';
import { Audiences } from '../features/invitations/audience.service.js';
import { Replies } from '../features/invitations/replies.service.js';
import { Sendings } from '../features/invitations/sendings.service.js';
import { Notes } from '../features/notes/notes.service.js';
import { Points } from '../features/notes/points.service.js';
import { Presence } from '../features/notes/presence.service.js';
import { RoomClocks } from '../features/notes/room-clock.service.js';
import { Rooms } from '../features/notes/room.service.js';
import { Endings } from '../features/reports/endings.service.js';
import { Finalisations } from '../features/reports/finalisations.service.js';
import { Sessions } from '../features/sessions/sessions.service.js';
import { writeLines } from './demo-note.rules.js';
import { scenes, type Scene, type SceneLine } from './demo-scenes.rules.js';

const DAY = 86_400_000;
/** As people answer: most come, some do not know, some cannot, some say nothing. */
const answers: (Answer | null)[] = ['ACCEPTED', 'ACCEPTED', 'DECLINED', 'ACCEPTED', null, 'TENTATIVE', 'ACCEPTED', null, 'ACCEPTED', 'DECLINED', 'ACCEPTED', null];
const remarks: Partial<Record<Answer, string>> = { DECLINED: 'Dan ben ik op werkbezoek.', TENTATIVE: 'Ik weet het maandag.' };

/** The sessions of a demonstration, made as people make them: through the services, at the time they would have. */
@Injectable()
export class DemoSessions {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
    private readonly audiences: Audiences,
    private readonly sendings: Sendings,
    private readonly replies: Replies,
    private readonly notes: Notes,
    private readonly rooms: Rooms,
    private readonly clocks: RoomClocks,
    private readonly presence: Presence,
    private readonly points: Points,
    private readonly blocks: BlockActions,
    private readonly actions: Actions,
    private readonly endings: Endings,
    private readonly finalisations: Finalisations,
  ) {}

  /** Once: a demonstration that has sessions keeps them. `first` are people who must be among those asked. */
  async load(organiser: Viewer, first: string[]): Promise<void> {
    if ((await this.db.session.count()) > 0) return;
    const wordings = await this.db.wording.findMany({ where: { edition: { state: 'ADOPTED' } }, select: { code: true, questionId: true } });
    const ids = new Map(wordings.map(({ code, questionId }) => [code, questionId]));
    const questionId = (code: string): string => {
      const id = ids.get(code);
      if (id === undefined) throw new Error(`the demonstration asks for question ${code}, which the agenda does not have`);
      return id;
    };
    for (const scene of scenes) await this.play(scene, organiser, first, questionId);
  }

  private async play(scene: Scene, organiser: Viewer, first: string[], questionId: (code: string) => string): Promise<void> {
    const { day, start, end } = scene.until === 'LIVE' ? underWay() : { day: scene.day === null ? null : workingDay(scene.day).toString(), start: scene.start, end: scene.end };
    const planned = day === null ? new Date() : new Date(zonedInstant(day, start).getTime() - 21 * DAY);
    const session = await this.sessions.plan(
      organiser,
      {
        title: scene.title,
        goal: scene.goal,
        day,
        startClock: day === null ? null : start,
        endClock: day === null ? null : end,
        place: scene.place,
        levels: [scene.level],
        confidentiality: scene.confidentiality,
        questionIds: scene.questions.map(questionId),
        items: scene.items.map(({ title, minutes, speaker, questions }) => ({ title, minutes, speaker: speaker ?? null, questionIds: questions.map(questionId) })),
      },
      earlier(planned),
    );
    if (scene.until === 'DRAFT') return;
    const invited = await this.invite(scene, session, organiser, first, earlier(planned));
    if (scene.until === 'SENT') return;
    if (scene.until === 'LIVE') return this.meet(scene, session, organiser, invited, questionId);
    await this.hold(scene, session, organiser, invited, questionId);
  }

  private async invite(scene: Scene, { id }: Session, organiser: Viewer, first: string[], at: Date): Promise<string[]> {
    if (scene.until === 'SENT') {
      await this.audiences.addLine(organiser, id, { level: scene.level });
      for (const personId of first) await this.audiences.addLine(organiser, id, { personId });
      await this.audiences.addExternal(organiser, id, { name: 'Ilse Dijkgraaf', email: 'ilse.dijkgraaf@bakkerij.example.nl', organisation: 'Bakkerij Dijkgraaf' });
      // The post office refuses it, so that a demonstration shows what then happens.
      await this.audiences.addExternal(organiser, id, { name: 'Pieter Bakker', email: 'weiger.bakker@gemeente.example.nl', organisation: 'Gemeente Lindeveen' });
    } else {
      for (const personId of await this.people(scene, first)) await this.audiences.addLine(organiser, id, { personId });
    }
    const { toInvite } = await this.audiences.read(organiser, id);
    await this.sendings.send(organiser, id, { personIds: toInvite }, at);
    const invitations = await this.db.invitation.findMany({ where: { sessionId: id }, select: { id: true, personId: true }, orderBy: { id: 'asc' } });
    for (const [place, invitation] of invitations.entries()) {
      // Who is first has their answer still to give, where it can be given.
      const partstat = scene.until === 'SENT' && first.includes(invitation.personId) ? null : answers[place % answers.length];
      if (!partstat) continue;
      const given = { partstat, remark: remarks[partstat] ?? null, via: 'LINK' as const, byId: null };
      await this.replies.reply(invitation.id, given, new Date(at.getTime() + (place + 1) * 3_600_000));
    }
    return invitations.map(({ personId }) => personId);
  }

  /** It goes on now: the second item runs, some are here, and the room has points. */
  private async meet(scene: Scene, session: Session, organiser: Viewer, invited: string[], questionId: (code: string) => string): Promise<void> {
    await this.notes.write(session.id, (doc) => {
      for (const [place, item] of session.items.entries()) writeLines(doc, item.id, scene.items[place]?.lines ?? [], questionId);
    });
    await this.notes.readOutcomes(session.id);
    const began = session.startsAt ?? new Date();
    const leading = await this.rooms.require({ data: { viewer: organiser, guest: null } }, session.id);
    await this.clocks.turn(leading, { act: 'NEXT', after: 0 }, earlier(began));
    await this.clocks.turn(leading, { act: 'NEXT', after: 1 }, earlier(new Date(began.getTime() + 11 * 60_000)));
    const asked = await this.db.invitation.findMany({
      where: { sessionId: session.id },
      select: { id: true, sessionId: true, personId: true, language: true, person: { select: { name: true } } },
      orderBy: { id: 'asc' },
    });
    const guests = asked.map(({ id, person, ...rest }): Guest => ({ invitationId: id, ...rest, name: person.name }));
    const as = (place: number) => this.rooms.require({ data: { viewer: null, guest: guests[place % guests.length] ?? null } }, session.id);
    for (const personId of invited.slice(0, 7)) await this.presence.tick(leading, { personId, here: true });
    for (const { text, author, supports } of scene.points ?? []) {
      const pointId = randomUUID();
      await this.points.add(await as(author ?? 0), { pointId, text, named: author !== undefined });
      for (let place = 0; place < supports; place++) await this.points.support(await as(place), { pointId, on: true });
    }
  }

  private async hold(scene: Scene, session: Session, organiser: Viewer, invited: string[], questionId: (code: string) => string): Promise<void> {
    const written = new Map<SceneLine, string>();
    await this.notes.write(session.id, (doc) => {
      for (const [place, item] of session.items.entries()) {
        const lines = scene.items[place]?.lines ?? [];
        for (const [line, blockId] of writeLines(doc, item.id, lines, questionId)) written.set(line, blockId);
      }
    });
    await this.notes.readOutcomes(session.id);
    const done: string[] = [];
    for (const [line, blockId] of written) {
      if (line.owner === undefined && line.due === undefined) continue;
      const action = await this.blocks.set(organiser, session.id, blockId, {
        ownerId: line.owner === undefined ? null : invited[line.owner % invited.length],
        dueOn: line.due === undefined ? null : daysAfter(today(ZONE).toString(), line.due),
      });
      if (line.done) done.push(action.actionId);
    }
    const ended = new Date((session.endsAt ?? new Date()).getTime() + 600_000);
    const declined = await this.db.invitation.findMany({ where: { sessionId: session.id, partstat: 'DECLINED' }, select: { personId: true } });
    const attendedIds = invited.filter((personId) => !declined.some((one) => one.personId === personId));
    await this.endings.end(organiser, session.id, { attendedIds }, ended);
    for (const id of done) {
      const { revision } = await this.actions.read(organiser, id);
      await this.actions.change(organiser, id, { revision, state: 'DONE', remark: 'Rondgestuurd op maandag.' });
    }
    if (scene.until === 'FINAL') await this.finalisations.finalise(organiser, session.id, new Date(ended.getTime() + 2 * DAY));
  }

  private async people(scene: Scene, first: string[]): Promise<string[]> {
    const holders = await this.db.person.findMany({
      where: { holdings: { some: { position: { level: scene.level } } } },
      select: { id: true },
      orderBy: { name: 'asc' },
    });
    const partners = await this.db.person.findMany({ where: { unit: { kind: 'KNOWLEDGE_PARTNER' } }, select: { id: true }, orderBy: { name: 'asc' }, take: 2 });
    const asked = scene.confidentiality === 'CONFIDENTIAL' ? holders : [...partners, ...holders];
    const leading = scene.confidentiality === 'CONFIDENTIAL' ? [] : first;
    return [...new Set([...leading, ...asked.map(({ id }) => id)])].slice(0, scene.people);
  }
}

/** A plan of yesterday's draft was not made tomorrow. */
const earlier = (at: Date): Date => new Date(Math.min(at.getTime(), Date.now()));

/** `count` working days from today, before it when below zero. */
function workingDay(count: number): CalendarDate {
  let day = today(ZONE);
  for (let left = Math.abs(count); left > 0; ) {
    day = day.add({ days: Math.sign(count) });
    if (!isWeekend(day, 'nl-NL')) left--;
  }
  return day;
}

/** A session of an hour and a half that began half an hour ago, on the five minutes; near midnight as much of it as the day holds. */
function underWay(): { day: string; start: string; end: string } {
  const { hour, minute } = now(ZONE);
  const start = Math.max(0, Math.floor((hour * 60 + minute - 30) / 5) * 5);
  const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  return { day: today(ZONE).toString(), start: clock(Math.min(start, 23 * 60)), end: clock(Math.min(start + 90, 24 * 60 - 1)) };
}
