import { Failure } from '@kenniskamer/shared/failure';
import { readMe, addPerson, changePerson, endHolding, endSignInsOf, giveHolding, grantRole, letGo, listPeople, readPerson, removePerson, revokeRole, takeBack } from '@kenniskamer/shared/person';
import { importPeopleCsv, previewPeopleCsv } from '@kenniskamer/shared/people-csv';
import { exportPerson } from '@kenniskamer/shared/person-export';
import { addPosition, changePosition, listPositions, removePosition } from '@kenniskamer/shared/position';
import { addUnit, changeUnit, listUnits, removeUnit } from '@kenniskamer/shared/unit';
import { aRoom } from '../actions/room.js';
import { describe, expect, test } from '../support/house.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const page = { limit: 50, state: 'PRESENT' as const };

describe('units', () => {
  test('form a tree, which takes no rings and no unit in use away', async ({ house }) => {
    const boss = await house.administrator();
    const ministry = await boss.call(addUnit, { input: { parentId: null, kind: 'MINISTRY', code: 'MIN', name: 'Ministerie van Proeven' } });
    const dg = await boss.call(addUnit, { input: { parentId: ministry.id, kind: 'DG', code: 'DGP', name: 'DG Proeven' } });
    await expect(boss.call(addUnit, { input: { parentId: null, kind: 'DG', code: 'DGP', name: 'Nog een' } })).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { issues: [{ path: ['code'], code: 'CODE_TAKEN' }] } });
    await expect(boss.call(changeUnit, { params: { id: ministry.id }, input: { parentId: dg.id } })).rejects.toMatchObject({ details: { issues: [{ path: ['parentId'], code: 'UNIT_CYCLE' }] } });
    await expect(boss.call(removeUnit, { params: { id: ministry.id } })).rejects.toMatchObject({ code: 'UNIT_IN_USE' });
    const { items } = await (await house.participant()).call(listUnits);
    expect(items.filter(({ code }) => code === 'MIN' || code === 'DGP').map(({ code }) => code)).toEqual(['MIN', 'DGP']);
    // A question that a unit follows would be left to nobody in particular, without a word.
    const question = await house.db.question.create({ data: { units: { create: { unitId: dg.id } } } });
    await expect(boss.call(removeUnit, { params: { id: dg.id } })).rejects.toMatchObject({ code: 'UNIT_IN_USE' });
    await house.db.questionUnit.deleteMany({ where: { questionId: question.id } });
    await boss.call(removeUnit, { params: { id: dg.id } });
    await boss.call(removeUnit, { params: { id: ministry.id } });
  });

  test('two moves at once make no ring', async ({ house }) => {
    const boss = await house.administrator();
    const [one, other] = [await house.unit(), await house.unit()];
    const moves = await Promise.allSettled([
      boss.call(changeUnit, { params: { id: one.id }, input: { parentId: other.id } }),
      boss.call(changeUnit, { params: { id: other.id }, input: { parentId: one.id } }),
    ]);
    expect(moves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('people', () => {
  test('are found by name, unit below, level and role; in Dutch order, page by page', async ({ house }) => {
    const boss = await house.administrator();
    const top = await house.unit({ kind: 'MINISTRY' });
    const below = await house.unit({ parentId: top.id });
    for (const name of ['Zeger', 'Émile', 'Anna', 'eva']) await house.participant({ name: `${name} Vindbaar`, unitId: below.id, level: name === 'Anna' ? 'DG' : undefined });
    const first = await boss.call(listPeople, { input: { ...page, q: 'vindBAAR', unitId: top.id, limit: 3 } });
    expect([first.total, first.items.map(({ name }) => name)]).toEqual([4, ['Anna Vindbaar', 'Émile Vindbaar', 'eva Vindbaar']]);
    const rest = await boss.call(listPeople, { input: { ...page, q: 'vindbaar', unitId: top.id, limit: 3, cursor: first.nextCursor ?? '' } });
    expect([rest.items.map(({ name }) => name), rest.nextCursor]).toEqual([['Zeger Vindbaar'], null]);
    expect((await boss.call(listPeople, { input: { ...page, unitId: top.id, level: 'DG' } })).items.map(({ name }) => name)).toEqual(['Anna Vindbaar']);
    await expect(boss.call(listPeople, { input: { ...page, cursor: 'onzin' } })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  test('are added and changed; an address belongs to one', async ({ house }) => {
    const boss = await house.administrator();
    const person = await boss.call(addPerson, { input: { name: '  Ömer\r\nde ’t Hart 🌷 ', email: 'Omer@Example.nl' } });
    expect(person).toMatchObject({ name: 'Ömer de ’t Hart 🌷', email: 'omer@example.nl', maySignIn: true, leftOn: null });
    await expect(boss.call(addPerson, { input: { name: 'Ander', email: 'omer@example.nl' } })).rejects.toMatchObject({ details: { issues: [{ path: ['email'], code: 'ADDRESS_TAKEN' }] } });
    const changed = await boss.call(changePerson, { params: { id: person.id }, input: { email: 'o@example.nl', language: 'en' } });
    expect(changed).toMatchObject({ email: 'o@example.nl', language: 'en' });
    const refused = await boss.fetch('/api/v1/people', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'x'.repeat(300), email: 'geen', boss: true }) });
    expect(await refused.json()).toMatchObject({ code: 'INVALID_INPUT', issues: expect.arrayContaining([expect.objectContaining({ path: ['name'], code: 'TOO_LONG' }), expect.objectContaining({ path: ['email'] })]) });
  });

  test('who leaves is out at once, everywhere; and can come back', async ({ house }) => {
    const [boss, person] = [await house.administrator(), await house.participant()];
    const socket = await person.connect();
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await boss.call(letGo, { params: { id: person.id } });
    await gone;
    await expect(person.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    expect((await boss.call(listPeople, { input: { ...page, q: person.email, state: 'LEFT' } })).total).toBe(1);
    await boss.call(takeBack, { params: { id: person.id } });
    expect((await boss.call(listPeople, { input: { ...page, q: person.email } })).total).toBe(1);
    const again = await house.signedInAgain(person);
    await boss.call(endSignInsOf, { params: { id: person.id } });
    await expect(again.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  test('who is removed leaves no name or address behind', async ({ house }) => {
    const boss = await house.administrator();
    const person = await house.participant({ name: 'Verdwijnina Spoorloos', email: 'spoorloos@example.nl', level: 'DG' });
    const session = await house.db.session.create({ data: { title: 'Kenniskamer', attendances: { create: { personId: person.id } } } });
    await house.db.report.create({ data: { sessionId: session.id, version: 1, content: { attendance: [{ name: 'Verdwijnina Spoorloos', from: null }] } } });
    await boss.call(grantRole, { params: { id: person.id }, input: { role: 'ORGANISER', unitId: null } });
    await house.db.session.update({ where: { id: session.id }, data: { items: { create: { place: 1, title: 'Opening', speaker: 'prof. Verdwijnina Spoorloos' } } } });
    const told = 'Gebeld met Verdwijnina Spoorloos (SPOORLOOS@example.nl), morgen weer.';
    await house.db.audit.create({ data: { act: 'session.changed', thing: 'session', sessionId: session.id, changes: { goal: { from: `"${told}"`, to: null } } } });
    const outcome = { create: { note: { create: { sessionId: session.id } }, blockId: 'blok1', kind: 'ACTION' as const } };
    const action = await house.db.action.create({ data: { outcome, owner: { connect: { id: person.id } }, session: { connect: { id: session.id } }, events: { create: { field: 'REMARK', remark: told } } } });
    await house.db.sessionChange.create({ data: { sessionId: session.id, byId: boss.id, kind: 'CHANGED', undoUntil: new Date(), before: { kind: 'CHANGED', people: 0, fields: { items: [{ speaker: 'Verdwijnina Spoorloos' }] } } } });
    await boss.call(removePerson, { params: { id: person.id } });
    await expect(person.call(readMe)).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    const tables = await house.db.$queryRaw<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const [found] = await house.db.$queryRawUnsafe<{ n: bigint }[]>(`select count(*) as n from "${name}" as it where it::text ilike '%spoorloos%'`);
      expect([name, Number(found?.n)]).toEqual([name, 0]);
    }
    expect(await house.db.attendance.count({ where: { personId: person.id } })).toBe(1);
    // What else was said stays as it was.
    const { events } = await house.db.action.findUniqueOrThrow({ where: { id: action.id }, select: { events: { where: { field: 'REMARK' }, select: { remark: true } } } });
    expect(events).toEqual([{ remark: 'Gebeld met Verwijderde persoon (Verwijderde persoon), morgen weer.' }]);
    await expect(boss.call(changePerson, { params: { id: person.id }, input: { name: 'Terug' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a person’s data can be handed over: all that is theirs, nobody else’s, and nothing of what is confidential', async ({ house }) => {
  const boss = await house.administrator();
  const [person, other, organiser] = [await house.participant({ name: 'Mijn Naam' }), await house.participant({ name: 'Andere Naam', email: 'ander@example.nl' }), await house.organiser({ name: 'Derde Naam', email: 'derde@example.nl' })];
  const invited = [person, other];
  const open = await aRoom(house, { organiser, invited, phase: 'FINAL', title: 'Openbaar' });
  const chatham = await aRoom(house, { organiser, invited, phase: 'FINAL', confidentiality: 'CHATHAM_HOUSE', title: 'Chatham' });
  const draft = await aRoom(house, { organiser, invited, phase: 'ENDED', title: 'Nog niet definitief' });
  const secret = await aRoom(house, { organiser, invited, phase: 'FINAL', confidentiality: 'CONFIDENTIAL', title: 'Nachtegaal' });
  for (const room of [open, chatham, draft, secret]) {
    const mine = await house.db.invitation.findFirstOrThrow({ where: { sessionId: room.id, personId: person.id } });
    await house.db.reply.create({ data: { invitationId: mine.id, partstat: 'ACCEPTED', remark: room === secret ? 'Nachtegaal zingt' : 'Tot dan', via: 'LINK' } });
    await house.db.attendance.createMany({ data: invited.map(({ id }) => ({ sessionId: room.id, personId: id })) });
    await house.db.audit.create({ data: { actorId: person.id, act: 'action.changed', thing: 'action', sessionId: room.id, changes: { note: 'Nachtegaal' } } });
  }
  await open.action({ text: 'Voor mij', owner: person });
  await open.action({ text: 'Voor een ander', owner: other });
  await draft.action({ text: 'Nachtegaal in concept', owner: person });
  await secret.action({ text: 'Nachtegaal in geheim', owner: person });
  const found = await boss.call(exportPerson, { params: { id: person.id } });
  const of = (title: string) => ({ title, startsAt: expect.any(Date) });
  expect(found).toMatchObject({
    person: { id: person.id, name: 'Mijn Naam', email: person.email },
    attended: [of('Openbaar')],
    actions: [{ session: of('Openbaar'), text: 'Voor mij', state: 'OPEN' }],
    invitations: ['Openbaar', 'Chatham'].map((title) => ({ session: of(title), replies: [{ partstat: 'ACCEPTED', remark: 'Tot dan' }] })),
    otherSessions: 2,
  });
  expect([found.acts.length, found.signIns.length]).toEqual([2, 1]);
  // Of the one that is not definitief this administrator may not even see the title.
  expect(JSON.stringify(found)).not.toMatch(/Nog niet definitief|Nachtegaal|ander|Andere|Derde|derde/);
  expect(await house.db.audit.findFirst({ where: { act: 'person.exported' } })).toMatchObject({ actorId: boss.id, thingId: person.id, changes: null });
  for (const who of [person, other, organiser, await house.coordinator()]) await expect(who.call(exportPerson, { params: { id: person.id } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

test('another’s name, and a word that begins as theirs did, stay', async ({ house }) => {
  const boss = await house.administrator();
  const [first, namesake, jan] = [await house.participant({ name: 'Anna de Wit' }), await house.participant({ name: 'Anna de Wit' }), await house.participant({ name: 'Jan' })];
  const said = (fromTo: object) => house.db.audit.create({ data: { act: 'session.changed', thing: 'session', changes: { goal: fromTo } } });
  const { id } = await said({ from: 'Anna de Wit', to: 'Anna de Witte, in januari met Jan' });
  const { id: alone } = await said({ from: 'Jan', to: null });
  for (const person of [first, jan, namesake]) await boss.call(removePerson, { params: { id: person.id } });
  expect(await house.db.audit.findUnique({ where: { id } })).toMatchObject({ changes: { goal: { from: 'Verwijderde persoon', to: 'Anna de Witte, in januari met Jan' } } });
  expect(await house.db.audit.findUnique({ where: { id: alone } })).toMatchObject({ changes: { goal: { from: 'Verwijderde persoon', to: null } } });
});

describe('positions', () => {
  test('are held from and until; one that is held stays', async ({ house }) => {
    const [boss, person, unit] = [await house.administrator(), await house.participant(), await house.unit()];
    const position = await boss.call(addPosition, { input: { unitId: unit.id, title: 'directeur Bouwen', level: null } });
    await expect(boss.call(addPosition, { input: { unitId: unit.id, title: 'directeur Bouwen', level: 'DG' } })).rejects.toMatchObject({ details: { issues: [{ path: ['title'], code: 'POSITION_EXISTS' }] } });
    await boss.call(changePosition, { params: { id: position.id }, input: { level: 'DIRECTOR' } });
    const { holdings } = await boss.call(giveHolding, { params: { id: person.id }, input: { positionId: position.id, fromOn: '2024-01-01' } });
    expect(holdings).toMatchObject([{ current: true, fromOn: '2024-01-01', untilOn: null, position: { level: 'DIRECTOR' } }]);
    expect((await boss.call(listPositions, { input: { unitId: unit.id } })).items).toMatchObject([{ title: 'directeur Bouwen', holders: [{ id: person.id }] }]);
    await expect(boss.call(removePosition, { params: { id: position.id } })).rejects.toMatchObject({ code: 'POSITION_HELD' });
    await boss.call(endHolding, { params: { id: person.id, holdingId: holdings[0]?.id ?? '' } });
    expect(await boss.call(readPerson, { params: { id: person.id } })).toMatchObject({ holdings: [{ current: false }] });
    await boss.call(removePosition, { params: { id: position.id } });
  });
});

describe('roles', () => {
  test('work at once, and a coordinator has a unit', async ({ house }) => {
    const [boss, person, unit] = [await house.administrator(), await house.participant(), await house.unit()];
    const here = { params: { id: person.id } };
    const refused = await boss.fetch(`/api/v1/people/${person.id}/roles`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"role":"COORDINATOR"}' });
    expect(await refused.json()).toMatchObject({ issues: [{ path: ['unitId'], code: 'COORDINATOR_HAS_UNIT' }] });
    const { grants } = await boss.call(grantRole, { ...here, input: { role: 'COORDINATOR', unitId: unit.id } });
    expect(await person.call(readMe)).toMatchObject({ roles: ['COORDINATOR'] });
    await boss.call(grantRole, { ...here, input: { role: 'COORDINATOR', unitId: unit.id } });
    await boss.call(revokeRole, { params: { id: person.id, grantId: grants[0]?.id ?? '' } });
    expect(await person.call(readMe)).toMatchObject({ roles: [] });
    await expect(person.call(grantRole, { ...here, input: { role: 'ADMINISTRATOR', unitId: null } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('the last administrator stays, also when two take each other’s role at the same moment', async ({ house }) => {
    await house.db.roleGrant.deleteMany({ where: { role: 'ADMINISTRATOR' } });
    const [one, other] = [await house.administrator(), await house.administrator()];
    const grantOf = async (id: string) => (await house.db.roleGrant.findFirstOrThrow({ where: { personId: id, role: 'ADMINISTRATOR' } })).id;
    const both = [
      one.call(revokeRole, { params: { id: other.id, grantId: await grantOf(other.id) } }),
      other.call(letGo, { params: { id: one.id } }),
    ];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const codes = results.flatMap((result) => (result.status === 'rejected' && result.reason instanceof Failure ? [result.reason.code] : []));
    expect(['LAST_ADMINISTRATOR', 'NOT_ALLOWED', 'SIGN_IN_NEEDED']).toEqual(expect.arrayContaining(codes));
    expect(codes).toHaveLength(1);
    expect(await house.db.roleGrant.count({ where: { role: 'ADMINISTRATOR', person: { leftOn: null } } })).toBe(1);
    const last = results[0]?.status === 'fulfilled' ? one : other;
    for (const act of [
      () => last.call(letGo, { params: { id: last.id } }),
      () => last.call(removePerson, { params: { id: last.id } }),
      () => last.call(changePerson, { params: { id: last.id }, input: { maySignIn: false } }),
      async () => last.call(revokeRole, { params: { id: last.id, grantId: await grantOf(last.id) } }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    }
    expect(await last.call(readMe)).toMatchObject({ isAdministrator: true });
  });
});

describe('a list of people', () => {
  test('is shown first and stores nothing; then all of it; a second time nothing', async ({ house }) => {
    const boss = await house.administrator();
    const unit = await house.unit();
    const there = await house.participant({ name: 'Oude Naam', unitId: unit.id });
    const untouched = await house.organiser({ name: 'Niet In De Lijst' });
    const content = base64(`naam;email;onderdeel;functie;niveau\nNieuwe Naam;${there.email};${unit.code};;\nSaïda Verzonnen;saida@example.nl;${unit.name};hoofd;SPECIALIST\n`);
    const counts = { created: 1, changed: 1, same: 0, wrong: 0 };
    const preview = await boss.call(previewPeopleCsv, { input: { content } });
    expect(preview).toMatchObject({ counts, positions: 1, rows: [{ row: 2, act: 'CHANGE', changes: ['name'] }, { row: 3, act: 'CREATE' }] });
    expect(await house.db.person.count({ where: { email: 'saida@example.nl' } })).toBe(0);
    expect(await boss.call(importPeopleCsv, { input: { content } })).toEqual(counts);
    expect((await boss.call(listPeople, { input: { ...page, q: 'saida' } })).items).toMatchObject([{ name: 'Saïda Verzonnen', positions: [{ title: 'hoofd', level: 'SPECIALIST' }] }]);
    expect(await boss.call(readPerson, { params: { id: untouched.id } })).toMatchObject({ name: 'Niet In De Lijst', grants: [{ role: 'ORGANISER' }] });
    expect(await boss.call(importPeopleCsv, { input: { content } })).toEqual({ created: 0, changed: 0, same: 2, wrong: 0 });
  });

  test('with one wrong row stores nothing at all', async ({ house }) => {
    const boss = await house.administrator();
    const content = base64('naam,email\nGoed,goed@example.nl\n=1+1,fout@example.nl\n');
    await expect(boss.call(importPeopleCsv, { input: { content } })).rejects.toMatchObject({ code: 'CSV_HAS_ERRORS', details: { values: { wrong: 1 } } });
    expect(await house.db.person.count({ where: { email: 'goed@example.nl' } })).toBe(0);
    await expect(boss.call(previewPeopleCsv, { input: { content: base64('geen lijst') } })).rejects.toMatchObject({ code: 'CSV_UNREADABLE' });
  });

  test('twice at the same moment gives each person once', async ({ house }) => {
    const boss = await house.administrator();
    const content = base64('naam,email\nTwee Keer,tweekeer@example.nl\n');
    const done = await Promise.all([1, 2].map(() => boss.call(importPeopleCsv, { input: { content } })));
    expect(done.map(({ created }) => created).toSorted((one, other) => one - other)).toEqual([0, 1]);
  });
});
