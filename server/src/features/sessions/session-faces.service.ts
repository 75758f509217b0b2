import { Injectable } from '@nestjs/common';
import type { SessionFace, SessionQuestion } from '@kenniskamer/shared/session';
import { Database, type Transaction } from '../../platform/database/database.service.js';
import type { Prisma } from '../../platform/database/generated/client.js';

/** The columns of a session's course: what happened to it. */
export const courseColumns = {
  startsAt: true,
  endsAt: true,
  sendings: { select: { at: true }, orderBy: { at: 'asc' }, take: 1 },
  cancellation: { select: { at: true, reason: true } },
  ending: { select: { at: true } },
  finalisation: { select: { at: true } },
} satisfies Prisma.SessionSelect;

type CourseRow = Prisma.SessionGetPayload<{ select: typeof courseColumns }>;

export const courseOf = (row: CourseRow) => ({
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  sentAt: row.sendings[0]?.at ?? null,
  cancelledAt: row.cancellation?.at ?? null,
  endedAt: row.ending?.at ?? null,
  finalAt: row.finalisation?.at ?? null,
});

const faceColumns = {
  ...courseColumns,
  id: true,
  title: true,
  goal: true,
  zone: true,
  place: true,
  video: true,
  levels: true,
  confidentiality: true,
  questions: { select: { questionId: true }, orderBy: { place: 'asc' } },
  items: {
    select: { id: true, title: true, minutes: true, speaker: true, questions: { select: { questionId: true } } },
    orderBy: { place: 'asc' },
  },
  organisers: { select: { person: { select: { id: true, name: true } } }, orderBy: [{ place: 'asc' }, { personId: 'asc' }] },
} satisfies Prisma.SessionSelect;

/**
 * What a session shows to everybody who may read it: on its page, the reply page and in mails. Asks nobody's rights:
 * whoever calls has looked the session up among what the reader may see.
 */
@Injectable()
export class SessionFaces {
  constructor(private readonly db: Database) {}

  async of(sessionId: string, tx: Transaction = this.db): Promise<SessionFace> {
    const row = await tx.session.findUniqueOrThrow({ where: { id: sessionId }, select: faceColumns });
    const { sendings: _sendings, cancellation, ending: _ending, finalisation: _final, questions, items, organisers, ...plain } = row;
    const ids = questions.map(({ questionId }) => questionId);
    const known = await this.questions(ids, tx);
    return {
      ...plain,
      ...courseOf(row),
      cancelReason: cancellation?.reason ?? null,
      questions: ids.flatMap((id) => known.get(id) ?? []),
      items: items.map(({ questions: about, ...item }) => ({
        ...item,
        questionIds: ids.filter((id) => about.some(({ questionId }) => questionId === id)),
      })),
      organisers: organisers.map(({ person }) => person),
    };
  }

  /** Questions as they now read: in the edition that is current, else in the last adopted one that had them. */
  async questions(questionIds: string[], tx: Transaction = this.db): Promise<Map<string, SessionQuestion>> {
    if (questionIds.length === 0) return new Map();
    const within = { questionId: { in: [...new Set(questionIds)] } };
    const wordings = await tx.wording.findMany({ ...nowReading(within), select: { questionId: true, code: true, text: true } });
    const answers = await tx.answer.findMany({
      where: within,
      distinct: ['questionId'],
      select: { questionId: true, state: true },
      orderBy: [{ questionId: 'asc' }, { at: 'desc' }],
    });
    const states = new Map(answers.map(({ questionId, state }) => [questionId, state]));
    const questions = new Map<string, SessionQuestion>();
    for (const { questionId: id, ...wording } of wordings) {
      if (!questions.has(id)) questions.set(id, { id, ...wording, state: states.get(id) ?? 'OPEN' });
    }
    return questions;
  }

  /** Only their codes. */
  async codes(questionIds: string[]): Promise<Map<string, string>> {
    if (questionIds.length === 0) return new Map();
    const rows = await this.db.wording.findMany({ ...nowReading({ questionId: { in: [...new Set(questionIds)] } }), select: { questionId: true, code: true } });
    return new Map(rows.toReversed().map(({ questionId, code }) => [questionId, code]));
  }
}

/** Of each question the first is how it now reads. */
const nowReading = (within: Prisma.WordingWhereInput) =>
  ({
    where: { ...within, edition: { state: 'ADOPTED' } },
    orderBy: [{ edition: { currentAt: { sort: 'desc', nulls: 'last' } } }, { edition: { year: 'desc' } }],
  }) satisfies Prisma.WordingFindManyArgs;
