import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Permissions } from '../../server/src/platform/permissions/permissions.service.js';
import { actionRules, mayJudge, rules, type ActionFacts, type SessionFacts } from '../../server/src/platform/permissions/permissions.rules.js';
import { judgedQuestions } from '../../server/src/platform/permissions/visible.rules.js';
import type { Viewer } from '../../server/src/platform/permissions/viewer.js';
import { Viewers } from '../../server/src/platform/sign-in/viewers.service.js';
import type { Database } from '../../server/src/platform/database/database.service.js';
import { expect, test } from '../support/house.js';

/*
 * permissions.rules.ts says who may; visible.rules.ts says the same to the database. Here random worlds hold one
 * against the other. The facts come from the world as it was drawn, not from the database, so that a query that reads
 * too few or too many rows is found as well.
 */

const PEOPLE = 6;
const UNITS = 5;
const QUESTIONS = 4;

const subset = (count: number, max = count) => fc.uniqueArray(fc.nat(count - 1), { maxLength: max });
const maybe = (count: number) => fc.option(fc.nat(count - 1), { nil: null });

const person = fc.record({
  unit: maybe(UNITS),
  organiser: fc.boolean(),
  administrator: fc.boolean(),
  coordinates: fc.option(subset(UNITS, 2), { nil: null }),
});
const outcome = fc.record({
  action: fc.option(fc.record({ owner: maybe(PEOPLE) }), { nil: null }),
  removed: fc.boolean(),
  questions: subset(QUESTIONS, 2),
});
const session = fc.record({
  confidentiality: fc.constantFrom('OPEN' as const, 'CHATHAM_HOUSE' as const, 'CONFIDENTIAL' as const),
  guestsWrite: fc.boolean(),
  startsInHours: fc.option(fc.constantFrom(-48, 48), { nil: null }),
  organisers: subset(PEOPLE, 2),
  invited: fc.uniqueArray(fc.record({ person: fc.nat(PEOPLE - 1), state: fc.constantFrom('live', 'removed', 'replaced') }), {
    selector: ({ person: who, state }) => `${who} ${state === 'replaced'}`,
    maxLength: 6,
  }),
  attended: subset(PEOPLE, 3),
  cancelled: fc.boolean(),
  ended: fc.boolean(),
  final: fc.boolean(),
  outcomes: fc.array(outcome, { maxLength: 3 }),
});
const world = fc.record({
  /** A unit's parent comes before it. */
  parents: fc.tuple(...Array.from({ length: UNITS }, (_, unit) => (unit === 0 ? fc.constant(null) : maybe(unit)))),
  ties: fc.tuple(...Array.from({ length: QUESTIONS }, () => subset(UNITS, 2))),
  people: fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
  sessions: fc.array(session, { minLength: 3, maxLength: 6 }),
});
type World = typeof world extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const at = <Item>(list: readonly Item[], place: number): Item => {
  const item = list[place];
  if (item === undefined) throw new Error(`nothing at ${place}`);
  return item;
};

/** Stores the world and gives the facts that the rules should be told. */
async function store(db: Database, drawn: World) {
  const units = ids(UNITS);
  const people = ids(PEOPLE);
  const questions = ids(QUESTIONS);
  const organiserOfAll = randomUUID();
  await db.unit.createMany({
    data: drawn.parents.map((parent, place) => ({
      id: at(units, place), code: at(units, place), name: 'Onderdeel', kind: 'DIRECTORATE' as const,
      parentId: parent === null ? null : at(units, parent),
    })),
  });
  await db.person.createMany({
    data: [
      ...drawn.people.map(({ unit }, place) => ({ id: at(people, place), name: 'Persoon', email: `${at(people, place)}@example.nl`, unitId: unit === null ? null : at(units, unit) })),
      { id: organiserOfAll, name: 'Persoon' },
    ],
  });
  await db.roleGrant.createMany({
    data: drawn.people.flatMap(({ organiser, administrator, coordinates }, place) => {
      const personId = at(people, place);
      return [
        ...(organiser ? [{ personId, role: 'ORGANISER' as const }] : []),
        ...(administrator ? [{ personId, role: 'ADMINISTRATOR' as const }] : []),
        ...(coordinates ?? []).map((unit) => ({ personId, role: 'COORDINATOR' as const, unitId: at(units, unit) })),
      ];
    }),
  });
  await db.question.createMany({ data: questions.map((id) => ({ id })) });
  await db.questionUnit.createMany({
    data: drawn.ties.flatMap((tied, place) => tied.map((unit) => ({ questionId: at(questions, place), unitId: at(units, unit) }))),
  });
  const sessions = [];
  for (const one of drawn.sessions) sessions.push(await storeSession(db, one, { units, people, questions, drawn }));
  return { people, questions, questionUnits: drawn.ties.map((tied) => tied.map((unit) => at(units, unit))), sessions };
}

interface Places {
  units: string[];
  people: string[];
  questions: string[];
  drawn: World;
}

async function storeSession(db: Database, drawn: World['sessions'][number], { units, people, questions, drawn: all }: Places) {
  const startsAt = drawn.startsInHours === null ? null : new Date(Date.now() + drawn.startsInHours * 3_600_000);
  const who = (place: number) => at(people, place);
  const by = { byId: who(0) };
  const { id, note } = await db.session.create({
    data: {
      title: 'Kenniskamer', confidentiality: drawn.confidentiality, guestsWrite: drawn.guestsWrite, startsAt,
      endsAt: startsAt && new Date(startsAt.getTime() + 3_600_000),
      organisers: { create: drawn.organisers.map((place) => ({ personId: who(place) })) },
      invitations: {
        create: drawn.invited.map(({ person: place, state }) => ({
          personId: who(place), address: `${who(place)}@example.nl`, language: 'nl' as const,
          uid: randomUUID(), linkHash: randomUUID(), replyHash: randomUUID(),
          removedAt: state === 'removed' ? new Date() : null, replacedAt: state === 'replaced' ? new Date() : null,
        })),
      },
      attendances: { create: drawn.attended.map((place) => ({ personId: who(place) })) },
      ...(drawn.cancelled ? { cancellation: { create: by } } : {}),
      ...(drawn.ended ? { ending: { create: by } } : {}),
      ...(drawn.final ? { finalisation: { create: { ...by, version: 1 } } } : {}),
      note: { create: {} },
    },
    select: { id: true, note: { select: { id: true } } },
  });
  const facts: SessionFacts = {
    id, startsAt,
    confidentiality: drawn.confidentiality, guestsWrite: drawn.guestsWrite,
    cancelled: drawn.cancelled, ended: drawn.ended, final: drawn.final,
    organiserIds: drawn.organisers.map(who),
    invitedIds: drawn.invited.filter(({ state }) => state === 'live').map(({ person: place }) => who(place)),
    attendedIds: drawn.attended.map(who),
  };
  const outcomes = [];
  for (const { action, removed, questions: linked } of drawn.outcomes) {
    const stored = await db.outcome.create({
      data: {
        noteId: note?.id ?? '', blockId: randomUUID(), kind: action ? 'ACTION' : 'INSIGHT', removedAt: removed ? new Date() : null,
        questions: { create: linked.map((place) => ({ questionId: at(questions, place) })) },
        ...(action ? { action: { create: { ownerId: action.owner === null ? null : who(action.owner) } } } : {}),
      },
      select: { id: true, action: { select: { id: true } } },
    });
    const ownerUnit = action?.owner == null ? null : at(all.people, action.owner).unit;
    const actionFacts: ActionFacts | null = action && {
      session: facts,
      ownerId: action.owner === null ? null : who(action.owner),
      ownerUnitId: ownerUnit === null ? null : at(units, ownerUnit),
      questionUnitIds: linked.map((place) => at(all.ties, place).map((unit) => at(units, unit))),
    };
    outcomes.push({ id: stored.id, removed, actionId: stored.action?.id, actionFacts });
  }
  return { facts, outcomes };
}

const sorted = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
const normal = (facts: SessionFacts) => ({ ...facts, organiserIds: facts.organiserIds.toSorted(), invitedIds: facts.invitedIds.toSorted(), attendedIds: facts.attendedIds.toSorted() });

test('what the rules allow is exactly what the database gives', { timeout: 120_000 }, async ({ house }) => {
  const { db } = house;
  const permissions = house.app.get(Permissions);
  const viewers = house.app.get(Viewers);

  const sees = async (viewer: Viewer, { sessions, questions, questionUnits }: Awaited<ReturnType<typeof store>>) => {
    const now = new Date();
    const among = { id: { in: sessions.map(({ facts }) => facts.id) } };
    const outcomes = sessions.flatMap((one) => one.outcomes.map((each) => ({ ...each, facts: one.facts })));
    const inDatabase = {
      read: sorted(await db.session.findMany({ where: { ...among, AND: permissions.visible(viewer, 'session') }, select: { id: true } })),
      title: sorted(await db.session.findMany({ where: { ...among, AND: permissions.visible(viewer, 'session title') }, select: { id: true } })),
      organised: sorted(await db.session.findMany({ where: { ...among, AND: permissions.visible(viewer, 'organised session') }, select: { id: true } })),
      outcomes: sorted(await db.outcome.findMany({ where: { id: { in: outcomes.map(({ id }) => id) }, AND: permissions.visible(viewer, 'outcome') }, select: { id: true } })),
      actions: sorted(await db.action.findMany({ where: { outcomeId: { in: outcomes.map(({ id }) => id) }, AND: permissions.visible(viewer, 'action') }, select: { id: true } })),
      judged: sorted(await db.question.findMany({ where: { id: { in: questions }, AND: judgedQuestions(viewer) }, select: { id: true } })),
    };
    const byRule = (act: keyof typeof rules) => sessions.filter(({ facts }) => rules[act](viewer, facts, now)).map(({ facts }) => facts.id).sort();
    const inRules = {
      read: byRule('session.read'),
      title: byRule('session.title'),
      organised: byRule('session.organise'),
      outcomes: outcomes.filter(({ removed, facts }) => !removed && rules['note.read'](viewer, facts)).map(({ id }) => id).sort(),
      actions: outcomes
        .flatMap(({ removed, actionId, actionFacts }) => (!removed && actionId && actionFacts && actionRules['action.read'](viewer, actionFacts) ? [actionId] : []))
        .sort(),
      judged: questions.filter((_, place) => mayJudge(viewer, at(questionUnits, place))).sort(),
    };
    return { inDatabase, inRules };
  };

  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const stored = await store(db, drawn);
      for (const { facts } of stored.sessions) {
        const read = await permissions.factsOf(facts.id);
        expect(read && normal(read)).toEqual(normal(facts));
      }
      for (const personId of stored.people) {
        const viewer = await viewers.of(personId);
        if (!viewer) throw new Error('nobody drawn here has left');
        const { inDatabase, inRules } = await sees(viewer, stored);
        expect(inDatabase).toEqual(inRules);
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
});
