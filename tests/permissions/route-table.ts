import { administrators, byLink, everybody, eventOf, hidden, only, organisersOf, peopleOf, signedIn, type EventLine, type RouteLine, type Told } from './route-line.js';
import { randomUUID } from 'node:crypto';
import { NOTE_FIELD, NOTE_SCHEMA } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { z } from 'zod';
import { SECRET, type Scene, type SecretSession } from './scene.js';

/*
 * EVERY HTTP route and EVERY live event has one line here; without it routes.test.ts fails. Adding a route? Add its line:
 *
 *   'POST /api/v1/sessions/:id/ending': organisersOf('LIVE', ({ id }) => ({ params: { id }, body: { attended: [] } })),
 *
 * The helper says who is let in (`everybody`, `signedIn`, `administrators`, `only(role)`, `peopleOf(phase)` of a session,
 * `organisersOf(phase)`, `byLink(phase)`), the function what the RIGHT person would send. The walk sends just that as
 * nobody, as a guest with another session's link, as participant and organiser of another session, as administrator, as a
 * coordinator, and as the right one: the first ones must be refused with the code that the helper says, the right one must
 * get through. The session is CONFIDENTIAL, and the word SECRET (scene.ts) stands in all its texts: an answer that holds
 * it for anybody else fails too, also where all may come, such as lists and search. What a helper does not fit: spread it
 * and change `told`, e.g. `{ ...peopleOf('SENT'), told: { … } }`.
 */
/** A sign-in link that does not exist, whoever tries it. */
const unknownLink = (form = false): RouteLine => ({
  given: () => ({ params: { token: 'nooit-gegeven' }, form }),
  told: { nobody: 'NOT_FOUND', guest: 'NOT_FOUND', stranger: 'NOT_FOUND' } satisfies Record<string, Told>,
  right: 'nobody',
  mayKnow: [],
});

/** What is there in a demonstration only. */
const demoOnly = (id?: string): RouteLine => ({ ...unknownLink(), given: () => (id === undefined ? {} : { params: { id } }) });

const reportByLink = (guest: Told): RouteLine => {
  const line = byLink('FINAL', () => ({}), 'LINK_NOT_VALID');
  return { ...line, told: { ...line.told, guest } };
};

/** Another session's link leads to that session, where this version is not. */
const versionByLink = (): RouteLine => {
  const line = byLink('LIVE', async (session, scene) => ({ params: { versionId: await scene.version(session) } }), 'LINK_NOT_VALID');
  return { ...line, told: { ...line.told, guest: 'NOT_FOUND' } };
};

export const routes: Record<string, RouteLine> = {
  // people
  'POST /api/v1/sign-in-links': everybody(() => ({ body: { email: 'iemand@example.nl' } })),
  'DELETE /api/v1/sign-in': signedIn(),
  'DELETE /api/v1/sign-ins': signedIn(),
  'GET /sign-in/:token': unknownLink(),
  'POST /sign-in/:token': unknownLink(true),
  'GET /demo/sign-in/:token': unknownLink(),
  'GET /api/v1/me': signedIn(),
  'PATCH /api/v1/me': signedIn(() => ({ body: { language: 'nl' } })),

  'GET /api/v1/units': signedIn(),
  'POST /api/v1/units': administrators((scene) => ({ body: { parentId: null, kind: 'MINISTRY', code: scene.freeCode(), name: 'Ministerie' } })),
  'PATCH /api/v1/units/:id': administrators(async (scene) => ({ params: { id: (await scene.house.unit()).id }, body: { name: 'Anders' } })),
  'DELETE /api/v1/units/:id': administrators(async (scene) => ({ params: { id: (await scene.house.unit()).id } })),
  'GET /api/v1/positions': administrators(),
  'POST /api/v1/positions': administrators(async (scene) => ({ body: { unitId: (await scene.house.unit()).id, title: 'directeur', level: 'DIRECTOR' } })),
  'PATCH /api/v1/positions/:id': administrators(async (scene) => ({ params: { id: await scene.freePosition() }, body: { level: null } })),
  'DELETE /api/v1/positions/:id': administrators(async (scene) => ({ params: { id: await scene.freePosition() } })),
  'GET /api/v1/people': administrators(),
  'POST /api/v1/people': administrators((scene) => ({ body: { name: 'Nieuw Iemand', email: `${scene.freeCode()}@example.nl` } })),
  'POST /api/v1/people/csv-previews': administrators(() => ({ body: { content: Buffer.from('naam,email\nIemand,iemand@example.nl').toString('base64') } })),
  'POST /api/v1/people/csv-imports': administrators(() => ({ body: { content: Buffer.from('naam,email\nIemand,iemand@example.nl').toString('base64') } })),
  'GET /api/v1/people/:id': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'PATCH /api/v1/people/:id': administrators(async (scene) => ({ params: { id: await scene.somebody() }, body: { name: 'Anders' } })),
  'DELETE /api/v1/people/:id': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'POST /api/v1/people/:id/exports': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'PUT /api/v1/people/:id/departure': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'DELETE /api/v1/people/:id/departure': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'DELETE /api/v1/people/:id/sign-ins': administrators(async (scene) => ({ params: { id: await scene.somebody() } })),
  'POST /api/v1/people/:id/roles': administrators(async (scene) => ({ params: { id: await scene.somebody() }, body: { role: 'ORGANISER' } })),
  'DELETE /api/v1/people/:id/roles/:grantId': administrators(async (scene) => ({ params: await scene.freeGrant() })),
  'POST /api/v1/people/:id/holdings': administrators(async (scene) => ({ params: { id: await scene.somebody() }, body: { positionId: await scene.freePosition() } })),
  'DELETE /api/v1/people/:id/holdings/:holdingId': administrators(async (scene) => ({ params: await scene.freeHolding() })),
  'GET /api/v1/audit': administrators(),

  // agenda
  'GET /api/v1/agenda': signedIn(),
  'GET /api/v1/agenda/editions': signedIn(),
  'GET /api/v1/agenda/editions/:id': hidden(administrators(async (scene) => ({ params: { id: await scene.draftEdition() } }))),
  'POST /api/v1/agenda/previews': administrators((scene) => ({ body: { content: scene.agendaText() } })),
  'POST /api/v1/agenda/editions': administrators(async (scene) => ({ body: { content: scene.agendaText(), year: await scene.freeYear() } })),
  'POST /api/v1/agenda/editions/:id/adoption': administrators(async (scene) => ({ params: { id: await scene.draftEdition() }, body: {} })),
  'DELETE /api/v1/agenda/editions/:id': administrators(async (scene) => ({ params: { id: await scene.draftEdition() } })),
  'GET /api/v1/questions': signedIn(),
  'GET /api/v1/questions/:key': signedIn((scene) => ({ params: { key: scene.questionCode } })),
  'GET /api/v1/questions/:key/judgements': signedIn((scene) => ({ params: { key: scene.questionCode } })),
  'POST /api/v1/questions/:key/judgements': only('coordinator', (scene) => ({ params: { key: scene.questionCode }, body: { state: 'PARTLY', reason: 'Er is één onderzoek.' } })),
  'PUT /api/v1/questions/:key/units': administrators((scene) => ({ params: { key: scene.questionCode }, body: { unitIds: [] } })),
  'GET /api/v1/search': signedIn(async (scene) => (await scene.secret('SENT'), { query: { q: SECRET } })),

  // sessions
  'POST /api/v1/sessions': only('organiser', () => ({ body: { title: 'Nieuwe kenniskamer' } })),
  'GET /api/v1/sessions': signedIn(() => ({ query: { view: 'READABLE' } })),
  'GET /api/v1/session-titles': signedIn(() => ({ query: { from: '2000-01-01', until: '2190-01-01' } })),
  'GET /api/v1/sessions/:id': peopleOf('SENT'),
  'DELETE /api/v1/sessions/:id': organisersOf('DRAFT'),
  'POST /api/v1/sessions/:id/organisers': organisersOf('SENT', async ({ id }, scene) => ({ params: { id }, body: { personId: await scene.freeOrganiser() } })),
  'DELETE /api/v1/sessions/:id/organisers/:personId': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, personId: await scene.secondOrganiser(session) } })),
  'GET /api/v1/sessions/:id/organiser-candidates': organisersOf('SENT', ({ id }) => ({ params: { id }, query: { q: 'Persoon' } })),

  // invitations by mail and their page
  'GET /api/v1/sessions/:id/audience/people/:personId/mail': organisersOf('DRAFT', ({ id }, scene) => ({ params: { id, personId: scene.idOf('invitee') } })),
  'GET /invitation/:token': byLink('SENT'),
  'POST /invitation/:token': byLink('SENT', () => ({ body: { answer: 'ACCEPTED' }, form: true })),
  'GET /invitation/:token/calendar.ics': byLink('SENT'),

  'PATCH /api/v1/sessions/:id': organisersOf('SENT', ({ id }) => ({ params: { id }, body: { revision: 1, place: 'Zaal 2' } })),

  // invitations
  'GET /api/v1/sessions/:id/audience': organisersOf('SENT'),
  'POST /api/v1/sessions/:id/audience/lines': organisersOf('DRAFT', ({ id }) => ({ params: { id }, body: { level: 'DG' } })),
  'DELETE /api/v1/sessions/:id/audience/lines/:lineId': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, lineId: (await scene.listed(session)).lineId } })),
  'POST /api/v1/sessions/:id/audience/externals': organisersOf('SENT', ({ id }) => ({ params: { id }, body: { name: 'Ilse Dijkgraaf', email: 'ilse@bakkerij.example.nl' } })),
  'PUT /api/v1/sessions/:id/audience/exclusions/:personId': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, personId: (await scene.listed(session)).personId } })),
  'DELETE /api/v1/sessions/:id/audience/exclusions/:personId': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, personId: (await scene.listed(session)).personId } })),
  'GET /api/v1/sessions/:id/audience/units': organisersOf('SENT'),
  'GET /api/v1/sessions/:id/candidates': organisersOf('SENT', ({ id }) => ({ params: { id }, query: { q: 'Persoon' } })),
  'POST /api/v1/sessions/:id/sendings': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id }, body: { personIds: [(await scene.listed(session)).personId] } })),
  'GET /api/v1/sessions/:id/invitations': organisersOf('SENT'),
  'DELETE /api/v1/sessions/:id/invitations/:invitationId': organisersOf('SENT', ({ id, invitationId }) => ({ params: { id, invitationId } })),
  'GET /api/v1/sessions/:id/invitations/:invitationId/replies': organisersOf('SENT', ({ id, invitationId }) => ({ params: { id, invitationId } })),
  'PUT /api/v1/sessions/:id/invitations/:invitationId/reply': organisersOf('SENT', ({ id, invitationId }) => ({ params: { id, invitationId }, body: { partstat: 'ACCEPTED' } })),
  'POST /api/v1/sessions/:id/invitations/:invitationId/renewal': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, invitationId: (await scene.takenOut(session)).invitationId } })),
  'POST /api/v1/sessions/:id/invitations/:invitationId/correction': organisersOf('SENT', ({ id, invitationId }) => ({ params: { id, invitationId }, body: { email: `${id}@example.nl` } })),
  'PUT /api/v1/sessions/:id/reply': { ...peopleOf('SENT', ({ id }) => ({ params: { id }, body: { partstat: 'ACCEPTED' } })), told: { ...peopleOf('SENT').told, organiser: 'NOT_ALLOWED' } },
  'POST /api/v1/sessions/:id/cancellation': organisersOf('SENT', ({ id }) => ({ params: { id }, body: {} })),
  'GET /api/v1/sessions/:id/changes': organisersOf('SENT'),
  'DELETE /api/v1/sessions/:id/changes/:changeId': organisersOf('SENT', async (session, scene) => ({ params: { id: session.id, changeId: (await scene.takenOut(session)).changeId } })),

  // actions
  'GET /api/v1/actions': signedIn(async (scene) => (await scene.secret('ENDED'), {})),
  'GET /api/v1/actions/overview': signedIn(async (scene) => (await scene.secret('ENDED'), {})),
  'GET /api/v1/actions/:id': peopleOf('ENDED', ({ actionId }) => ({ params: { id: actionId } })),
  'PATCH /api/v1/actions/:id': peopleOf('ENDED', ({ actionId }) => ({ params: { id: actionId }, body: { revision: 1, state: 'IN_PROGRESS' } })),
  'GET /api/v1/actions/:id/owners': organisersOf('ENDED', ({ actionId }) => ({ params: { id: actionId } })),
  'POST /api/v1/actions/:id/chases': {
    ...organisersOf('ENDED', async ({ actionId }, scene) => {
      await scene.house.db.action.update({ where: { id: actionId }, data: { ownerId: scene.idOf('invitee') } });
      return { params: { id: actionId } };
    }),
  },
  'GET /api/v1/sessions/:id/note': peopleOf('LIVE'),
  'GET /api/v1/sessions/:id/note/outcomes': peopleOf('LIVE'),
  'GET /api/v1/invitations/:token/note': byLink('LIVE', () => ({}), 'LINK_NOT_VALID'),
  'GET /api/v1/invitations/:token/note/outcomes': byLink('LIVE', () => ({}), 'LINK_NOT_VALID'),
  'GET /api/v1/sessions/:id/note/versions': peopleOf('LIVE'),
  'GET /api/v1/sessions/:id/note/versions/:versionId': peopleOf('LIVE', async (session, scene) => ({ params: { id: session.id, versionId: await scene.version(session) } })),
  'GET /api/v1/invitations/:token/note/versions': byLink('LIVE', () => ({}), 'LINK_NOT_VALID'),
  'GET /api/v1/invitations/:token/note/versions/:versionId': versionByLink(),
  'POST /api/v1/sessions/:id/note/restorations': peopleOf('LIVE', async (session, scene) => ({ params: { id: session.id }, body: { versionId: await scene.version(session) } })),
  'GET /api/v1/sessions/:id/note/people': peopleOf('LIVE'),
  'GET /api/v1/invitations/:token/note/people': byLink('LIVE', () => ({}), 'LINK_NOT_VALID'),
  'GET /api/v1/sessions/:id/note/owners': peopleOf('LIVE'),
  'PUT /api/v1/sessions/:id/note/blocks/:blockId/action': peopleOf('LIVE', ({ id, blockId }) => ({ params: { id, blockId }, body: { dueOn: '2030-01-01' } })),
  'PUT /api/v1/invitations/:token/note/blocks/:blockId/action': byLink('LIVE', ({ blockId }) => ({ params: { blockId }, body: { dueOn: '2030-01-01' } }), 'LINK_NOT_VALID'),

  'PUT /api/v1/sessions/:id/door': organisersOf('LIVE'),
  // The code on the wall is for whoever stands before it, and tells nothing.
  'GET /d/:code': { ...everybody(async (scene) => ({ params: { code: await scene.doorCode() } })), mayKnow: ['invitee'] },
  'POST /d/:code': everybody(async (scene) => ({ params: { code: await scene.doorCode() }, body: { email: `${scene.freeCode()}@example.nl` }, form: true })),

  'GET /action/:token': unknownLink(),
  'POST /action/:token': unknownLink(true),

  // reports
  'GET /api/v1/sessions/:id/ending': organisersOf('LIVE'),
  'POST /api/v1/sessions/:id/ending': organisersOf('LIVE', ({ id }, scene) => ({ params: { id }, body: { attendedIds: [scene.idOf('invitee')] } })),
  'PUT /api/v1/sessions/:id/attendance': organisersOf('ENDED', ({ id }) => ({ params: { id }, body: { attendedIds: [] } })),
  'POST /api/v1/sessions/:id/finalisation': organisersOf('ENDED'),
  'POST /api/v1/sessions/:id/reopenings': organisersOf('FINAL', ({ id }) => ({ params: { id }, body: { reason: 'Een naam klopt niet' } })),
  'GET /api/v1/sessions/:id/report': peopleOf('FINAL'),
  'GET /api/v1/sessions/:id/report.docx': peopleOf('FINAL'),
  'GET /api/v1/trace-check-sessions': administrators(async (scene) => (await scene.secret('FINAL'), {})),
  'POST /api/v1/sessions/:id/trace-checks': administrators(async (scene) => ({ params: { id: await scene.chathamHouse() } })),
  'GET /api/v1/sessions/:id/report.md': peopleOf('FINAL'),
  'GET /api/v1/sessions/:id/report/outcomes': peopleOf('FINAL'),
  'GET /api/v1/sessions/:id/report-draft': organisersOf('ENDED'),
  'PATCH /api/v1/sessions/:id/report-draft': organisersOf('ENDED', ({ id }) => ({ params: { id }, body: { revision: 0, foreword: `${SECRET} voorwoord` } })),
  // The other session is under way: its link leads to no report yet.
  'GET /invitation/:token/report': reportByLink('NOT_FOUND'),
  'GET /invitation/:token/report.docx': reportByLink('SESSION_NOT_FINAL'),
  'GET /invitation/:token/report.md': reportByLink('SESSION_NOT_FINAL'),

  // home
  'GET /api/v1/home': signedIn(async (scene) => (await scene.secret('ENDED'), {})),
  'GET /api/v1/questions/work': signedIn(async (scene) => (await scene.secret('FINAL'), {})),
  'GET /api/v1/questions/:key/outcomes': signedIn(async (scene) => (await scene.secret('FINAL'), { params: { key: scene.questionCode }, query: { kind: 'ACTION' } })),
  'GET /api/v1/questions/:key/outcomes/overview': signedIn(async (scene) => (await scene.secret('FINAL'), { params: { key: scene.questionCode } })),

  // platform
  'GET /post': demoOnly(),
  'GET /post/messages.json': demoOnly(),
  'GET /post/:id': demoOnly('1'),
  'GET /post/messages/:id': demoOnly('1.eml'),
  'GET /post/messages/:id/html': demoOnly('1'),
  'GET /post/messages/:id/calendar.ics': demoOnly('1'),
  'GET /health/live': everybody(),
  'GET /health/ready': everybody(),
  'GET /api/v1/openapi.json': everybody(),
};

const openNote = ({ id }: SecretSession) => ({ sessionId: id, schema: NOTE_SCHEMA, clientId: 7, generation: null, stateVector: null });
const Opened = z.object({ generation: z.int() });

/** A first line, written as the page with the client id of `openNote` writes it. */
function aLine(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 7;
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Een regel')]);
  doc.getXmlFragment(NOTE_FIELD).insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
}

/** What only the organiser does in the room: an invitee, who is there too, is told that they may not. */
const inRoomBy = (right: 'invitee' | 'organiser', sent: (session: SecretSession, scene: Scene) => unknown): EventLine => {
  const line = eventOf('LIVE', right);
  return { ...line, given: async (scene) => sent(await scene.secret('LIVE'), scene), told: right === 'organiser' ? { ...line.told, invitee: 'NOT_ALLOWED' } : line.told };
};

/** The live events, by name. A guest here has the link of another session. */
export const events: Record<string, EventLine> = {
  'session.watch': eventOf('SENT', 'invitee', { guest: 'SIGN_IN_NEEDED' }),
  'agenda.watch': { given: () => ({ id: 'current' }), told: { guest: 'SIGN_IN_NEEDED', stranger: 'ok' }, right: 'invitee' },
  // One's own, whoever that is; another's does not exist.
  'desk.watch': {
    given: (scene) => ({ id: scene.idOf('invitee') }),
    told: { guest: 'SIGN_IN_NEEDED', stranger: 'NOT_FOUND', otherOrganiser: 'NOT_FOUND', administrator: 'NOT_FOUND', coordinator: 'NOT_FOUND', organiser: 'NOT_FOUND' },
    right: 'invitee',
  },
  'invitees.watch': eventOf('SENT', 'organiser', { guest: 'SIGN_IN_NEEDED' }),
  'action.watch': eventOf('ENDED', 'invitee', { sent: ({ actionId }) => ({ id: actionId }), guest: 'SIGN_IN_NEEDED' }),
  'note.open': eventOf('LIVE', 'invitee', { sent: openNote }),
  'note.update': eventOf('LIVE', 'invitee', {
    sent: async (session, first) => {
      const opened = Opened.safeParse(await first('note.open', openNote(session)));
      return { sessionId: session.id, generation: opened.data?.generation ?? 0, update: aLine() };
    },
  }),
  'note.part': {
    ...eventOf('LIVE', 'invitee', {
      sent: async (session, first) => {
        await first('note.open', openNote(session));
        return { sessionId: session.id, part: 1 };
      },
    }),
    rightTold: 'OUT_OF_STEP', // a note as short as this one came whole
  },
  'note.caret': eventOf('LIVE', 'invitee', {
    sent: async (session, first) => {
      await first('note.open', openNote(session));
      return { sessionId: session.id, caret: null };
    },
  }),
  // Leaving is always well: it tells nothing, also of a note that is not there.
  'note.leave': { ...eventOf('LIVE', 'invitee', { sent: ({ id }) => ({ sessionId: id }) }), told: { guest: 'ok', stranger: 'ok' } },
  'room.watch': eventOf('LIVE', 'invitee'),
  'clock.read': eventOf('LIVE', 'invitee'),
  'clock.turn': inRoomBy('organiser', ({ id }) => ({ id, act: 'NEXT', after: 0 })),
  'clock.undo': inRoomBy('organiser', async ({ id }, scene) => {
    await scene.house.db.clockAct.create({ data: { sessionId: id, seq: 1, kind: 'DONE' } });
    return { id, seq: 1 };
  }),
  'room.leave': { ...eventOf('LIVE', 'invitee'), told: { guest: 'ok', stranger: 'ok' } },
  'presence.read': eventOf('LIVE', 'invitee'),
  'presence.tick': inRoomBy('organiser', ({ id }, scene) => ({ id, personId: scene.idOf('invitee'), here: true })),
  'points.read': eventOf('LIVE', 'invitee'),
  'points.add': eventOf('LIVE', 'invitee', { sent: ({ id }) => ({ id, pointId: randomUUID(), text: 'Een punt', named: true }) }),
  'points.support': inRoomBy('invitee', async (session, scene) => ({ id: session.id, pointId: await scene.point(session), on: true })),
  'points.remove': inRoomBy('organiser', async (session, scene) => ({ id: session.id, pointId: await scene.point(session), removed: true })),
  'points.take': inRoomBy('organiser', async (session, scene) => ({ id: session.id, pointId: await scene.point(session), taken: true })),
  'points.name': inRoomBy('organiser', ({ id }) => ({ id, names: false })),
  'known.read': eventOf('LIVE', 'invitee'),
  'note.action.set': eventOf('LIVE', 'invitee', { sent: ({ id, blockId }) => ({ sessionId: id, blockId, dueOn: '2030-01-01' }) }),
};
