import { createHash, randomUUID } from 'node:crypto';
import { dayOf } from '@kenniskamer/shared/dates';
import { dateOfDay, daysAfter } from '@kenniskamer/shared/day';
import { Outbox } from '../../server/src/platform/outbox/outbox.service.js';
import type { House } from '../support/house.js';
import type { Resident } from '../support/resident.js';

interface Given {
  organiser: Resident;
  invited?: Resident[];
  title?: string;
  confidentiality?: 'OPEN' | 'CHATHAM_HOUSE' | 'CONFIDENTIAL';
  startsInHours?: number;
  phase?: 'PLANNED' | 'ENDED' | 'FINAL';
}
interface ActionGiven {
  text?: string;
  owner?: Resident;
  /** Days from today. */
  due?: number | null;
  state?: 'OPEN' | 'IN_PROGRESS' | 'DONE' | 'DROPPED';
  questionIds?: string[];
  kind?: 'DECISION' | 'INSIGHT' | 'WHITE_SPOT' | 'ACTION';
}

export const today = () => dayOf(new Date());

/** A session with a note, as it stands in the database: planning, inviting and writing have tests of their own. */
export async function aRoom(house: House, given: Given) {
  const { organiser, invited = [], phase = 'PLANNED' } = given;
  const startsAt = new Date(Date.now() + (given.startsInHours ?? -2) * 3_600_000);
  const by = { byId: organiser.id };
  const session = await house.db.session.create({
    data: {
      title: given.title ?? 'Regie op afstand',
      confidentiality: given.confidentiality ?? 'OPEN',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 3_600_000),
      day: dateOfDay(dayOf(startsAt)),
      startClock: '10:00',
      endClock: '11:00',
      organisers: { create: { personId: organiser.id } },
      sendings: { create: { ...by, people: invited.length } },
      ...(phase === 'PLANNED' ? {} : { ending: { create: by } }),
      ...(phase === 'FINAL' ? { finalisation: { create: { ...by, version: 1 } } } : {}),
      note: { create: {} },
    },
    include: { note: true },
  });
  const links = new Map<string, string>();
  for (const person of invited) {
    const token = randomUUID() + randomUUID();
    const hash = createHash('sha256').update(token).digest('base64url');
    links.set(person.id, token);
    await house.db.invitation.create({
      data: { sessionId: session.id, personId: person.id, address: person.email, language: 'nl', uid: randomUUID(), linkHash: hash, replyHash: randomUUID() },
    });
  }
  const noteId = session.note?.id ?? '';
  let place = 0;
  const outcome = async ({ text = 'Panel samenstellen', kind = 'ACTION', questionIds = [], ...action }: ActionGiven = {}) =>
    house.db.outcome.create({
      data: {
        noteId,
        blockId: `block${++place}-${randomUUID().slice(0, 8)}`,
        kind,
        text,
        place,
        readSeq: 1,
        questions: { create: questionIds.map((questionId) => ({ questionId })) },
        ...(kind === 'ACTION'
          ? {
              action: {
                create: {
                  ownerId: action.owner?.id,
                  state: action.state,
                  dueOn: action.due == null ? null : dateOfDay(daysAfter(today(), action.due)),
                },
              },
            }
          : {}),
      },
      include: { action: true },
    });
  return {
    id: session.id,
    noteId,
    outcome,
    linkOf: (person: Resident) => links.get(person.id) ?? '',
    action: async (of: ActionGiven = {}) => {
      const made = await outcome(of);
      return { id: made.action?.id ?? '', blockId: made.blockId };
    },
    /** What is told when who may see a session changes. */
    changed: () => house.db.$transaction((tx) => house.app.get(Outbox).add(tx, 'access.changed', { sessionId: session.id })),
    takeOut: (person: Resident, secondsAgo = 0) =>
      house.db.invitation.updateMany({
        where: { sessionId: session.id, personId: person.id },
        data: { removedAt: new Date(Date.now() - secondsAgo * 1000) },
      }),
  };
}

let agendas = 0;

/** A question of an adopted agenda of its own, tied to these units. */
export async function aQuestion(house: House, code: string, unitIds: string[] = []) {
  const { editions } = await house.db.agenda.create({
    data: { title: 'Agenda', fromYear: 2025, toYear: 2030 + agendas++, editions: { create: { year: 2025 } } },
    include: { editions: true },
  });
  const editionId = editions[0]?.id ?? '';
  const { id: themeId } = await house.db.theme.create({ data: { editionId, code: 'A', title: 'Thema', place: 1 } });
  const question = await house.db.question.create({
    data: {
      units: { create: unitIds.map((unitId) => ({ unitId })) },
      wordings: { create: { editionId, themeId, kind: 'CORE', code, title: `Titel ${code}`, text: `Vraag ${code}`, place: 1 } },
    },
  });
  // Adopted last: from then on its wordings are frozen.
  await house.db.edition.update({ where: { id: editionId }, data: { state: 'ADOPTED', currentAt: new Date() } });
  return question.id;
}
