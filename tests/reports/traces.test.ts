import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setBlockAction } from '@kenniskamer/shared/action';
import { endSession, finaliseSession } from '@kenniskamer/shared/report';
import { checkTraces, listTraceSessions, TracePlace, type TraceCheck } from '@kenniskamer/shared/trace';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { supportHash } from '../../server/src/features/notes/points.rules.js';
import { aKamer, eventually, invited, writerOf } from '../notes/kamer.js';
import { describe, expect, test, type House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { ServerProcess } from '../support/server-process.js';
import { wordIn } from './word.js';

const none = { ID: 0, NAME: 0, ADDRESS: 0, CLIENT: 0 };
const each = { ID: 1, NAME: 1, ADDRESS: 1, CLIENT: 1 };
const clean = Object.fromEntries(TracePlace.options.map((place) => [place, none]));
const countsOf = ({ places }: TraceCheck) => Object.fromEntries(places.map(({ place, counts }) => [place, counts]));

/** A Chatham House session in which people wrote, captured, put and supported points, and were seen. */
async function aSpokenKamer(house: House) {
  const [organiser, sanne] = [await house.organiser({ name: 'Fatima El Amrani' }), await house.participant({ name: 'Sanne de Wit' })];
  const kamer = await aKamer(house, { organiser, confidentiality: 'CHATHAM_HOUSE', items: ['Welkom', 'Drie bedrijven'] });
  await invited(house, kamer.id, sanne);
  const [table, laptop] = [await writerOf(organiser, kamer.id), await writerOf(sanne, kamer.id)];
  const said = { id: kamer.id };
  for (const { socket } of [table, laptop]) await ask(socket, 'room.watch', said);
  await ask(table.socket, 'clock.turn', { ...said, act: 'NEXT', after: 0 });
  const blockId = await laptop.line('Een panel van bedrijven', { kind: 'ACTION' });
  await table.line('Een inzicht', { kind: 'INSIGHT' });
  await ask(laptop.socket, 'note.caret', { sessionId: kamer.id, caret: { anchor: { tname: 'note' }, head: { tname: 'note' } } });
  await laptop.edit((text) => text.delete(text.length - 1, 1));
  await sanne.call(setBlockAction, { params: { id: kamer.id, blockId }, input: { ownerId: sanne.id, dueOn: '2030-01-01' } });
  const pointId = randomUUID();
  await ask(laptop.socket, 'points.add', { ...said, pointId, text: 'Wie betaalt de fouten?', named: true });
  await ask(table.socket, 'points.support', { ...said, pointId, on: true });
  await ask(table.socket, 'points.take', { ...said, pointId, taken: true });
  await ask(table.socket, 'presence.tick', { ...said, personId: sanne.id, here: true });
  await ask(table.socket, 'clock.turn', { ...said, act: 'NEXT', after: 1 });
  await eventually(async () => (await house.db.outcome.count({ where: { note: { sessionId: kamer.id }, text: { not: '' } } })) >= 1);
  const end = async () => {
    await organiser.call(endSession, { params: said, input: { attendedIds: [sanne.id] } });
    await table.line('Een nagedachte');
    await sanne.call(setBlockAction, { params: { id: kamer.id, blockId }, input: { dueOn: '2030-02-01' } });
    await organiser.call(finaliseSession, { params: said });
    await house.settled();
    table.close();
    laptop.close();
  };
  return { id: kamer.id, here: { params: said }, kamer, organiser, sanne, pointId, clients: [table, laptop].map(({ doc }) => doc.clientID), end, table, laptop };
}

describe('the check of a Chatham House session', () => {
  test('finds nobody after definitief; before it finds what still tells people apart; it is for administrators', async ({ house }) => {
    const { here, id, organiser, sanne, end } = await aSpokenKamer(house);
    const administrator = await house.administrator();
    for (const other of [organiser, sanne]) await expect(other.call(checkTraces, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    // Not final: to who runs the system it does not exist. Who also organises it may look.
    await expect(administrator.call(checkTraces, here)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.db.roleGrant.create({ data: { personId: organiser.id, role: 'ADMINISTRATOR' } });
    const before = countsOf(await (await house.signedInAgain(organiser)).call(checkTraces, here));
    expect(before).toMatchObject({ PRESENCE: { ID: 2 }, SUPPORTS: { ID: 1 } });
    expect(before.UPDATES?.CLIENT).toBeGreaterThanOrEqual(2);
    await end();
    const found = await administrator.call(checkTraces, here);
    expect(countsOf(found)).toEqual(clean);
    expect(found.total).toBe(0);
    // What leaves the building tells of nobody either.
    for (const kind of ['report.docx', 'report.md', 'report/outcomes']) {
      const file = await administrator.fetch(`/api/v1/sessions/${id}/${kind}`);
      const said = kind === 'report.docx' ? await wordIn(file) : await file.text();
      expect(said, kind).toContain('panel van bedrijven');
      for (const trace of [sanne.id, sanne.name, sanne.email, organiser.id, organiser.name]) expect(said, kind).not.toContain(trace);
    }
    expect((await administrator.call(listTraceSessions, { input: { limit: 1 } })).items).toMatchObject([{ id }]);
    const open = await aKamer(house, { organiser });
    await house.db.session.update({ where: { id: open.id }, data: { ending: { create: { byId: organiser.id } }, finalisation: { create: { byId: organiser.id, version: 1 } } } });
    await expect(administrator.call(checkTraces, { params: { id: open.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('counts one of each that was planted in each place, and shows none of them', async ({ house }) => {
    const { here, id, sanne, organiser, pointId, end } = await aSpokenKamer(house);
    await end();
    const administrator = await house.administrator();
    expect((await administrator.call(checkTraces, here)).total).toBe(0);
    const { db } = house;
    const { id: noteId, snapshot, upToSeq } = await db.note.findUniqueOrThrow({ where: { sessionId: id } });
    const trace = `Dat zei ${sanne.name} (${sanne.email}), ${sanne.id}`;
    const named = { text: trace, clientId: 2_718_281_828 };
    const typed = (clientId: number, write: (text: Y.XmlText) => void) => {
      const doc = new Y.Doc();
      if (snapshot) Y.applyUpdate(doc, snapshot);
      doc.clientID = clientId;
      const before = Y.encodeStateVector(doc);
      const text = new Y.XmlText();
      const line = new Y.XmlElement('paragraph');
      doc.getXmlFragment('note').push([line]);
      line.push([text]);
      write(text);
      return { all: new Uint8Array(Y.encodeStateAsUpdate(doc)), update: new Uint8Array(Y.encodeStateAsUpdate(doc, before)) };
    };
    // In the snapshot as it is read: half of the name is bold. In the log: a mention by its id alone, and what was deleted since.
    const inSnapshot = typed(1_618_033_988, (text) => {
      text.insert(0, `Dat zei Sanne (${sanne.email}), ${sanne.id}`);
      text.insert(13, ' de Wit', { bold: true });
    });
    const inUpdate = typed(1_414_213_562, (text) => {
      text.insert(0, `Dat zei ${sanne.name} (${sanne.email})`);
      text.format(0, 8, { mention: { kind: 'PERSON', id: sanne.id } });
    });
    await db.note.update({ where: { id: noteId }, data: { snapshot: inSnapshot.all } });
    await db.noteUpdate.create({ data: { noteId, seq: upToSeq + 1, bytes: inUpdate.update } });
    await db.noteVersion.create({ data: { noteId, key: 'planted', reason: 'WORK', seq: upToSeq, hash: '', words: 0, outcomes: 0, size: 0, content: [named] } });
    const report = await db.report.findFirstOrThrow({ where: { sessionId: id } });
    await db.report.update({ where: { sessionId_version: { sessionId: id, version: report.version } }, data: { content: { ...(report.content as object), planted: named } } });
    const client = 'client id: 2718281828';
    await db.outcome.create({ data: { noteId, blockId: 'planted', kind: 'INSIGHT', text: `${trace}, ${client}` } });
    const action = await db.action.findFirstOrThrow({ where: { sessionId: id } });
    await db.actionEvent.create({ data: { actionId: action.id, at: new Date(0), byId: sanne.id, field: 'REMARK', remark: `${trace.replace(sanne.id, '')}, ${client}` } });
    await db.point.create({ data: { id: randomUUID(), sessionId: id, authorId: sanne.id, text: `${trace.replace(sanne.id, '')}, ${client}` } });
    await db.pointSupport.create({ data: { pointId, hash: `${sanne.name} ${sanne.email} ${client}` } });
    const key = new Uint8Array(32);
    await db.roomSecret.create({ data: { sessionId: id, key } });
    await db.pointSupport.create({ data: { pointId, hash: supportHash(key, pointId, sanne.id) } });
    await db.noteVisit.create({ data: { sessionId: id, personId: sanne.id } });
    await db.signInLink.create({ data: { hash: `planted ${id}`, personId: organiser.id, next: `/sessions/${id}/note`, expiresAt: new Date() } });
    // The clock has no room for more than an id.
    await db.programmeItem.create({ data: { id: sanne.id, sessionId: id, place: 9, title: 'Geplant' } });
    await db.clockAct.create({ data: { sessionId: id, seq: 99, kind: 'ITEM', itemId: sanne.id } });
    await db.$executeRaw`insert into pgboss.job ("name", "data") values ('room-keys', ${JSON.stringify({ sessionId: id, ...named })}::jsonb)`;
    await db.outbox.create({ data: { topic: 'points.changed', payload: { sessionId: id, ...named }, doneAt: new Date() } });
    await db.audit.create({ data: { actorId: sanne.id, act: 'action.changed', thing: 'action', thingId: action.id, sessionId: id, at: new Date(0), changes: { STATE: { to: `${trace.replace(sanne.id, '')}, ${client}` } } } });
    new Logger('notes').error(`${trace}, ${client}`);

    const found = await administrator.call(checkTraces, here);
    expect(countsOf(found)).toEqual({
      ...Object.fromEntries(TracePlace.options.map((place) => [place, each])),
      PRESENCE: { ...none, ID: 2 },
      CLOCK: { ...none, ID: 1 },
    });
    expect(found.total).toBe(12 * 4 + 3);
    expect(found.log.lines).toBeGreaterThan(0);
    for (const secret of [sanne.id, sanne.name, sanne.email, '2718281828']) expect(JSON.stringify(found)).not.toContain(secret);
    // Of the people of another session it finds nothing there.
    const other = await aSpokenKamer(house);
    await other.end();
    expect(countsOf(await administrator.call(checkTraces, other.here))).toEqual({ ...clean, LOG: { ...none, NAME: 1, CLIENT: 1 } });
  });

  test('what the live room says at every level holds no id of a person, no name, no address and no client id', { timeout: 120_000 }, async ({ house }) => {
    const { databaseUrl, smtpUrl, secret, adminEmail, dataDir, port, publicUrl } = house.settings;
    await house.stop();
    const settings = { DATABASE_URL: databaseUrl ?? '', SMTP_URL: smtpUrl ?? '', SECRET: secret, ADMIN_EMAIL: adminEmail ?? '', DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: publicUrl };
    const server = ServerProcess.bare({ ...settings, LOG_LEVEL: 'trace' });
    await server.ready();
    onTestFinished(async () => {
      await server.stop();
      await house.start();
    });
    const { id, here, organiser, sanne, clients, table, laptop } = await aSpokenKamer(house);
    // All that can go wrong there, too.
    const wrong: [string, object][] = [
      ['note.update', { sessionId: id, generation: 1, update: new TextEncoder().encode(`${sanne.name} ${sanne.email}`) }],
      ['note.update', { sessionId: id, generation: 9, update: Y.encodeStateAsUpdate(laptop.doc) }],
      ['note.open', { sessionId: id, schema: 1, clientId: table.doc.clientID, generation: null, stateVector: null }],
      ['points.add', { id, pointId: sanne.id, text: sanne.name.repeat(99), named: true }],
      ['points.support', { id, pointId: sanne.id, on: true }],
      ['presence.tick', { id, personId: sanne.id, here: true }],
      ['clock.turn', { id, act: sanne.name, after: 0 }],
    ];
    for (const [event, input] of wrong) await ask(laptop.socket, event, input).catch(() => undefined);
    table.close();
    laptop.close();
    await organiser.call(endSession, { ...here, input: { attendedIds: [sanne.id] } });
    await organiser.call(finaliseSession, here);
    await eventually(() => server.err.includes(`/sessions/${id}/finalisation`));
    expect(server.err).toContain('"level":"debug"');
    for (const trace of [sanne.id, organiser.id, sanne.name, organiser.name, sanne.email, organiser.email, ...clients.map(String)]) expect(server.err).not.toContain(trace);
  });
});
