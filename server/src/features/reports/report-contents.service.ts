import { Injectable } from '@nestjs/common';
import { dayOfDate } from '@kenniskamer/shared/day';
import { clockOf } from '@kenniskamer/shared/dates';
import type { NoteBlock } from '@kenniskamer/shared/note';
import type { ReportContent } from '@kenniskamer/shared/report';
import { dayIn } from '@kenniskamer/shared/session';
import type { Transaction } from '../../platform/database/database.service.js';
import { SessionFaces } from '../sessions/session-faces.service.js';
import { inOrder, withoutPeople } from './reports.rules.js';

/** What a report says, as everything stands at this moment. */
@Injectable()
export class ReportContents {
  constructor(private readonly faces: SessionFaces) {}

  async of(sessionId: string, note: NoteBlock[], tx: Transaction): Promise<ReportContent> {
    const face = await this.faces.of(sessionId, tx);
    const outcomes = await this.outcomes(sessionId, tx);
    const questions = await this.faces.questions([...face.questions.map(({ id }) => id), ...outcomes.flatMap(({ questionIds }) => questionIds)], tx);
    const draft = await tx.reportDraft.findUnique({ where: { sessionId } });
    const content: ReportContent = {
      title: face.title,
      foreword: draft?.foreword || null,
      goal: face.goal,
      day: face.startsAt && dayIn(face.startsAt, face.zone),
      start: face.startsAt && clockOf(face.startsAt, face.zone),
      end: face.endsAt && clockOf(face.endsAt, face.zone),
      zone: face.zone,
      place: face.place,
      levels: face.levels,
      confidentiality: face.confidentiality,
      programme: face.items.map(({ id: _id, ...item }) => item),
      questions: inOrder([...questions.values()].map(({ id, code, text }) => ({ id, code, text })).sort(byCode), ({ id }) => id, draft?.questionIds ?? []),
      outcomes: inOrder(outcomes, ({ blockId }) => blockId, draft?.blockIds ?? []),
      note,
      attendance: await this.attendance(sessionId, tx),
    };
    // In Chatham House no name is stored with it at all.
    return face.confidentiality === 'CHATHAM_HOUSE' ? withoutPeople(content) : content;
  }

  private async outcomes(sessionId: string, tx: Transaction): Promise<ReportContent['outcomes']> {
    const rows = await tx.outcome.findMany({
      where: { note: { sessionId }, removedAt: null, text: { not: '' } },
      orderBy: [{ place: 'asc' }, { id: 'asc' }],
      select: {
        blockId: true,
        kind: true,
        text: true,
        questions: { select: { questionId: true } },
        action: { select: { id: true, dueOn: true, owner: { select: { name: true } } } },
      },
    });
    return rows.map(({ questions, action, ...outcome }) => ({
      ...outcome,
      questionIds: questions.map(({ questionId }) => questionId),
      ...(outcome.kind === 'ACTION' && action
        ? { actionId: action.id, owner: action.owner?.name ?? null, dueOn: action.dueOn && dayOfDate(action.dueOn) }
        : {}),
    }));
  }

  private async attendance(sessionId: string, tx: Transaction): Promise<ReportContent['attendance']> {
    const rows = await tx.attendance.findMany({
      where: { sessionId },
      select: { person: { select: { name: true, organisation: true, unit: { select: { name: true } } } } },
    });
    return rows
      .map(({ person }) => ({ name: person.name, from: person.unit?.name ?? person.organisation }))
      .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
  }
}

const byCode = (one: { code: string }, other: { code: string }) => one.code.localeCompare(other.code, 'nl', { numeric: true });
