import { Injectable } from '@nestjs/common';
import { Failure } from '@kenniskamer/shared/failure';
import type { NoteOutcome, NotePage } from '@kenniskamer/shared/note';
import { Database } from '../../platform/database/database.service.js';
import { Permissions } from '../../platform/permissions/permissions.service.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Guests } from '../../platform/sign-in/guests.service.js';

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** What stands round the text of a note: the session, its questions, the outcomes with what became of their actions. */
@Injectable()
export class NotePages {
  constructor(
    private readonly db: Database,
    private readonly permissions: Permissions,
    private readonly guests: Guests,
  ) {}

  async page(viewer: Viewer, sessionId: string): Promise<NotePage> {
    await this.permissions.require(viewer, 'note.read', sessionId);
    return this.read(sessionId, viewer, viewer.id);
  }

  async guestPage(token: string): Promise<NotePage> {
    const guest = await this.reader(token);
    return this.read(guest.sessionId, { id: guest.personId, name: guest.name }, guest.invitationId);
  }

  async outcomes(viewer: Viewer, sessionId: string): Promise<{ items: NoteOutcome[] }> {
    await this.permissions.require(viewer, 'note.read', sessionId);
    return this.outcomesOf(sessionId);
  }

  async guestOutcomes(token: string): Promise<{ items: NoteOutcome[] }> {
    return this.outcomesOf((await this.reader(token)).sessionId);
  }

  private async reader(token: string) {
    const guest = await this.guests.fromLink(token);
    if (!guest) throw new Failure('LINK_NOT_VALID');
    const facts = await this.permissions.factsOf(guest.sessionId);
    if (facts && this.permissions.canGuest(guest, 'note.read', facts)) return guest;
    throw new Failure(facts?.cancelled ? 'SESSION_CANCELLED' : 'SESSION_NOT_STARTED');
  }

  private async read(sessionId: string, { id, name }: { id: string; name: string }, keptAs: string): Promise<NotePage> {
    const session = await this.db.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: {
        title: true,
        confidentiality: true,
        startsAt: true,
        endsAt: true,
        questions: { select: { questionId: true } },
        items: {
          orderBy: { place: 'asc' },
          select: { id: true, title: true, minutes: true, speaker: true, questions: { select: { questionId: true } } },
        },
      },
    });
    const { questions, items, ...rest } = session;
    const own = new Set([...questions, ...items.flatMap((item) => item.questions)].map(({ questionId }) => questionId));
    return {
      sessionId,
      ...rest,
      items: items.map((item) => ({ ...item, questionIds: item.questions.map(({ questionId }) => questionId) })),
      questions: (await this.agenda()).map((question) => ({ ...question, ofSession: own.has(question.id) })).sort((a, b) => Number(b.ofSession) - Number(a.ofSession)),
      me: { id, name },
      keptAs,
    };
  }

  /** The current edition's questions in its own order. */
  private async agenda(): Promise<{ id: string; code: string; text: string }[]> {
    const wordings = await this.db.wording.findMany({
      where: { edition: { state: 'ADOPTED' } },
      orderBy: [{ edition: { currentAt: { sort: 'desc', nulls: 'last' } } }, { theme: { place: 'asc' } }, { place: 'asc' }],
      select: { questionId: true, code: true, title: true, text: true, editionId: true },
    });
    const current = wordings[0]?.editionId;
    return wordings
      .filter(({ editionId }) => editionId === current)
      .map(({ questionId, code, title, text }) => ({ id: questionId, code, text: title ?? text }));
  }

  private async outcomesOf(sessionId: string): Promise<{ items: NoteOutcome[] }> {
    const rows = await this.db.outcome.findMany({
      where: { note: { sessionId }, removedAt: null, readSeq: { gt: 0 } },
      orderBy: { place: 'asc' },
      select: {
        blockId: true,
        kind: true,
        text: true,
        itemId: true,
        questions: { select: { questionId: true } },
        action: { select: { id: true, state: true, dueOn: true, revision: true, owner: { select: { id: true, name: true } } } },
      },
    });
    return {
      items: rows.map(({ questions, action, ...row }) => ({
        ...row,
        questionIds: questions.map(({ questionId }) => questionId),
        action: row.kind === 'ACTION' && action ? { ...action, dueOn: dayOf(action.dueOn) } : null,
      })),
    };
  }
}
