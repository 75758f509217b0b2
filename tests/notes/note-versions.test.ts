import { setBlockAction } from '@kenniskamer/shared/action';
import { NOTE_FIELD } from '@kenniskamer/shared/note';
import { listGuestNoteVersions, listNoteVersions, readGuestNoteVersion, readNoteVersion, restoreNoteVersion } from '@kenniskamer/shared/note-version';
import { endSession, finaliseSession } from '@kenniskamer/shared/report';
import * as Y from 'yjs';
import { VersionKeeping } from '../../server/src/features/notes/version-keeping.service.js';
import { describe, expect, test, type House } from '../support/house.js';
import { ask } from '../support/resident.js';
import { aKamer, eventually, invited, writerOf } from './kamer.js';
import type { Writer } from './writer.js';

const LATER = 11 * 60_000;
const workFor = (house: House) => house.app.get(VersionKeeping).keepWork(Date.now() + LATER);
const wordsIn = (doc: Y.Doc) => doc.getXmlFragment(NOTE_FIELD).toJSON();
const lettersOf = (writer: Writer, words: string) => writer.lineWith(words).get(0) as unknown as Y.XmlText;

describe('versions of a note', () => {
  test('are kept when the clock moves on, each ten minutes of work, at the end and at definitief; only if something changed, each once', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser, items: ['Welkom', 'Drie bedrijven'] });
    const here = { params: { id: kamer.id } };
    const list = async () => (await organiser.call(listNoteVersions, here)).items.map(({ reason, item, report }) => item?.title ?? report ?? reason);
    const writer = await writerOf(organiser, kamer.id);
    const turn = (after: number) => ask(writer.socket, 'clock.turn', { id: kamer.id, act: 'NEXT', after });
    await turn(0);
    await house.settled();
    expect(await list()).toEqual([]);
    await writer.line('Tijdens het welkom', { kind: 'INSIGHT', blockId: 'blok-welkom' });
    const stranger = await (await house.participant()).connect();
    const heard: string[] = [];
    writer.socket.on('note.versions', ({ id }: { id: string }) => void heard.push(id));
    stranger.on('note.versions', () => void heard.push('stranger'));
    await ask(writer.socket, 'session.watch', { id: kamer.id });
    await expect(ask(stranger, 'session.watch', { id: kamer.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await turn(1);
    await house.settled();
    expect(await list()).toEqual(['Welkom']);
    await expect.poll(() => heard[0]).toBe(kamer.id);
    expect(heard).not.toContain('stranger');
    stranger.disconnect();
    await workFor(house);
    expect(await list(), 'nothing was changed since').toEqual(['Welkom']);
    await writer.line('Tien minuten verder');
    await house.app.get(VersionKeeping).keepWork(Date.now() + 60_000);
    expect(await list(), 'not ten minutes yet').toEqual(['Welkom']);
    await Promise.all([workFor(house), house.app.get(VersionKeeping).keepMoments(kamer.id)]);
    expect(await list()).toEqual(['WORK', 'Welkom']);
    // The same text under a name of its own is not kept twice.
    await organiser.call(endSession, { ...here, input: { attendedIds: [] } });
    await house.settled();
    expect(await list()).toEqual(['END', 'Welkom']);
    await writer.line('Nagekomen');
    await organiser.call(finaliseSession, here);
    await house.settled();
    await house.app.get(VersionKeeping).keepMoments(kamer.id);
    expect(await list()).toEqual([1, 'END', 'Welkom']);

    const [last, , first] = (await organiser.call(listNoteVersions, here)).items;
    expect(last).toMatchObject({ words: 12, outcomes: 1 });
    const { blocks } = await organiser.call(readNoteVersion, { params: { id: kamer.id, versionId: first?.id ?? '' } });
    expect(blocks.filter((block) => block.type === 'PARAGRAPH' && block.runs.length > 0)).toMatchObject([{ runs: [{ text: 'Tijdens het welkom' }], outcome: { blockId: 'blok-welkom', kind: 'INSIGHT' } }]);
    await expect(organiser.call(restoreNoteVersion, { ...here, input: { versionId: first?.id ?? '' } })).rejects.toMatchObject({ code: 'NOTE_LOCKED' });
    writer.close();
  });

  test('what a kill left without a version gets one after the start, of what was acked', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser, items: ['Welkom'] });
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('Voor de stekker eruit ging');
    writer.close();
    // As after a kill: an ending of which no version was made, work since when nobody knows.
    await house.stop();
    await house.start();
    await house.db.ending.create({ data: { sessionId: kamer.id, byId: organiser.id } });
    await workFor(house);
    await house.app.get(VersionKeeping).keepMoments(kamer.id);
    const { items } = await organiser.call(listNoteVersions, { params: { id: kamer.id } });
    expect(items).toMatchObject([{ reason: 'END', words: 7 }]);
  });

  test('one is put back as a new change while others type: their words stay, ids and actions stay with their blocks, and what stood there can be put back too', async ({ house }) => {
    const organiser = await house.organiser();
    const there = await house.participant();
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, there);
    const here = { params: { id: kamer.id } };
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(there, kamer.id)];
    const blockId = await one.line('Panel van tien bedrijven', { kind: 'ACTION' });
    await one.line('Gewone regel');
    await organiser.call(setBlockAction, { params: { id: kamer.id, blockId }, input: { ownerId: there.id, dueOn: '2027-01-29' } });
    const outcome = await eventually(() => house.db.outcome.findFirst({ where: { blockId, readSeq: { gt: 0 } }, include: { action: true } }));
    await workFor(house);
    const [version] = (await there.call(listNoteVersions, here)).items;

    // Somebody throws the action away and writes through the rest.
    await one.edit((text) => text.delete(text.toArray().indexOf(one.lineWith('Panel')), 1));
    await one.line('Deze regel moet weer weg');
    await eventually(() => wordsIn(two.doc) === wordsIn(one.doc));
    await eventually(() => house.db.outcome.findFirst({ where: { blockId, removedAt: { not: null } } }));

    // The other one is in the middle of a word, of which the server has not heard, in a line that was changed since.
    await two.edit(() => lettersOf(two, 'Gewone regel').insert(12, ', veranderd'));
    const known = Y.encodeStateVector(two.doc);
    lettersOf(two, 'Gewone regel').insert(6, 'lijk');
    const unsent = Y.encodeStateAsUpdate(two.doc, known);
    const [restored] = await Promise.all([there.call(restoreNoteVersion, { ...here, input: { versionId: version?.id ?? '' } }), one.line('Precies tegelijk')]);
    await two.send(unsent);
    await eventually(() => wordsIn(two.doc) === wordsIn(one.doc) && wordsIn(one.doc).includes('Gewonelijk'));
    expect(wordsIn(one.doc)).not.toContain('weer weg');
    expect(two.lineWith('Gewonelijk').toJSON()).toBe('<paragraph>Gewonelijk regel</paragraph>');
    expect(one.lineWith('Panel').getAttribute('blockId')).toBe(blockId);
    const again = await eventually(() => house.db.outcome.findFirst({ where: { blockId, removedAt: null }, include: { action: true } }));
    expect([again.id, again.action?.ownerId, again.action?.id]).toEqual([outcome.id, there.id, outcome.action?.id]);
    expect(await house.db.audit.findFirst({ where: { sessionId: kamer.id, act: 'session.note.restored' } })).toMatchObject({ actorId: there.id });

    // Undone by the version that was kept just before.
    const [before] = (await organiser.call(listNoteVersions, here)).items;
    expect(before).toMatchObject({ id: restored.beforeId, reason: 'RESTORE' });
    await organiser.call(restoreNoteVersion, { ...here, input: { versionId: before?.id ?? '' } });
    await eventually(() => wordsIn(one.doc).includes('weer weg') && !wordsIn(one.doc).includes('Panel'));
    await eventually(() => wordsIn(two.doc) === wordsIn(one.doc));
    for (const writer of [one, two]) writer.close();
  });

  test('are for the people of the session: by link to look at, after definitief not for all who read the report, for nobody who was taken out', async ({ house }) => {
    const organiser = await house.organiser();
    const [there, reader, out] = [await house.participant(), await house.participant(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    const here = { params: { id: kamer.id } };
    const link = await invited(house, kamer.id, there);
    const gone = await invited(house, kamer.id, out);
    const writer = await writerOf(organiser, kamer.id);
    await writer.line('Wat hier eerst stond');
    await workFor(house);
    const list = await there.call(listNoteVersions, here);
    const versionId = list.items[0]?.id ?? '';
    expect(list).toMatchObject({ may: { restore: true }, items: [{ reason: 'WORK' }] });
    const guest = house.nobody();
    expect(await guest.call(listGuestNoteVersions, { params: { token: link } })).toMatchObject({ may: { restore: false }, items: [{ id: versionId }] });
    expect((await guest.call(readGuestNoteVersion, { params: { token: link, versionId } })).version.id).toBe(versionId);
    await house.db.invitation.updateMany({ where: { sessionId: kamer.id, personId: out.id }, data: { removedAt: new Date() } });
    await expect(out.call(readNoteVersion, { params: { id: kamer.id, versionId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(guest.call(readGuestNoteVersion, { params: { token: gone, versionId } })).rejects.toMatchObject({ code: 'LINK_NOT_VALID' });
    // Another session's address does not lead to it.
    const other = await aKamer(house, { organiser });
    await writerOf(organiser, other.id).then((one) => one.close());
    await expect(organiser.call(readNoteVersion, { params: { id: other.id, versionId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organiser.call(restoreNoteVersion, { params: { id: other.id }, input: { versionId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await organiser.call(endSession, { ...here, input: { attendedIds: [] } });
    // Who was away reads, and writes no more.
    await expect(there.call(restoreNoteVersion, { ...here, input: { versionId } })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await organiser.call(finaliseSession, here);
    await expect(reader.call(listNoteVersions, here)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await there.call(listNoteVersions, here)).may.restore).toBe(false);
    writer.close();
  });

  test('Chatham House: nobody is mentioned in them, also when it became so later; who put one back is written nowhere', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const here = { params: { id: kamer.id } };
    const writer = await writerOf(organiser, kamer.id);
    const mentioned = (kind: string, id: string) => writer.edit((text) => {
      const line = new Y.XmlElement('paragraph');
      const letters = new Y.XmlText();
      letters.insert(0, `@${kind}`, { 'mention--abc': { kind, id } });
      line.insert(0, [letters]);
      text.push([line]);
    });
    await mentioned('PERSON', organiser.id);
    await mentioned('QUESTION', 'vraag-1');
    await workFor(house);
    const stored = async () => JSON.stringify((await house.db.noteVersion.findMany({ where: { note: { sessionId: kamer.id } } })).map(({ content }) => content));
    expect(await stored()).toContain(organiser.id);
    await house.db.session.update({ where: { id: kamer.id }, data: { confidentiality: 'CHATHAM_HOUSE' } });
    await house.app.get(VersionKeeping).unname(kamer.id);
    expect(await stored()).not.toContain(organiser.id);
    expect(await stored()).toMatch(/@PERSON.*vraag-1/);
    await writer.line('Nog iets');
    const [version] = (await organiser.call(listNoteVersions, here)).items;
    await organiser.call(restoreNoteVersion, { ...here, input: { versionId: version?.id ?? '' } });
    expect(await stored()).not.toContain(organiser.id);
    expect(await house.db.audit.findFirst({ where: { sessionId: kamer.id, act: 'session.note.restored' } })).toMatchObject({ actorId: null });
    writer.close();
  });
});
