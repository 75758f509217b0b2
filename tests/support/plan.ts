import { listQuestions } from '@kenniskamer/shared/question';
import { addAudienceLine, listInvitees, sendInvitations } from '@kenniskamer/shared/invitation';
import { dayIn, planSession, ZONE, type NewSession, type Session } from '@kenniskamer/shared/session';
import type { House } from './house.js';
import type { Resident } from './resident.js';

/** The day that is `days` from today here. */
export const dayFromNow = (days: number): string => dayIn(new Date(Date.now() + days * 86_400_000), ZONE);

/** A draft that lacks nothing but people. */
export const aDraft = (organiser: Resident, given: Partial<NewSession> = {}): Promise<Session> =>
  organiser.call(planSession, {
    input: {
      title: 'Rijksregie door de ogen van burgers',
      day: dayFromNow(30),
      startClock: '13:30',
      endClock: '15:00',
      place: 'De Werkplaats, zaal 2.14',
      ...given,
    },
  });

/** Puts these people on the list by name, and sends. */
export async function sendTo(organiser: Resident, sessionId: string, people: Pick<Resident, 'id'>[]) {
  for (const { id } of people) await organiser.call(addAudienceLine, { params: { id: sessionId }, input: { personId: id } });
  return organiser.call(sendInvitations, { params: { id: sessionId }, input: { personIds: people.map(({ id }) => id) } });
}

/** A session that was planned and sent as an organiser does it; the mails have gone. */
export async function aSent(house: House, organiser: Resident, people: Resident[], given: Partial<NewSession> = {}): Promise<Session> {
  const draft = await aDraft(organiser, given);
  await sendTo(organiser, draft.id, people);
  await house.settled();
  return draft;
}

export const invitees = (organiser: Resident, id: string, query: Partial<Parameters<typeof asQuery>[0]> = {}) =>
  organiser.call(listInvitees, { params: { id }, input: asQuery(query) });

const asQuery = (query: { show?: 'ALL' | 'NEEDS_ACTION' | 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'REFUSED' | 'TAKEN_OUT'; q?: string; limit?: number; cursor?: string; order?: 'NEWEST_REPLY' | 'NAME'; group?: 'DG' | 'DIRECTOR' }) => ({
  show: 'ALL' as const,
  order: 'NAME' as const,
  limit: 50,
  ...query,
});

/** A few questions of the agenda, in its order. */
export async function questions(house: House, reader: Resident) {
  await house.agenda();
  return (await reader.call(listQuestions, { input: { limit: 200 } })).items;
}
