import { Agent } from 'node:http';
import { MAX_NOTE, readGuestNotePage, readNotePage } from '@kenniskamer/shared/note';
import { failureSentence } from '@kenniskamer/shared/failure-words';
import { Failure } from '@kenniskamer/shared/failure';
import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { Notes } from '../../server/src/features/notes/notes.service.js';
import { COOKIE } from '../../server/src/platform/sign-in/viewers.service.js';
import { describe, expect, test } from '../support/house.js';
import { aKamer, eventually, guestWriter, invited, writerOf } from './kamer.js';
import { Writer } from './writer.js';

/** Types a line that does not go: its page hangs, or crashed. */
const typesUnsent = (writer: Writer, words: string) => {
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText(words)]);
  writer.text.push([line]);
};
/** A page that found the copy which another page of its browser kept. */
const fromCopyOf = (crashed: Writer, writer: Writer): Writer => {
  Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(crashed.doc));
  writer.opened = crashed.opened;
  return writer;
};
const brings = (writer: Writer) => writer.send(Y.encodeStateAsUpdate(writer.doc, new Uint8Array(writer.opened.stateVector)));

describe('what waits in a page', () => {
  test('comes by another page of the same person, though the server still takes the first for alive; by nobody else’s', async ({ house }) => {
    const [organiser, other] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    await invited(house, kamer.id, other);
    const crashed = await writerOf(organiser, kamer.id);
    await crashed.line('opgeslagen');
    await crashed.line('gaat weg');
    typesUnsent(crashed, 'niet opgeslagen');
    crashed.text.delete(crashed.text.toArray().indexOf(crashed.lineWith('gaat weg')), 1);

    const thief = fromCopyOf(crashed, new Writer(await other.connect(), kamer.id));
    await thief.open();
    await expect(brings(thief)).rejects.toMatchObject({ code: 'OUT_OF_STEP' });

    const fresh = fromCopyOf(crashed, new Writer(await organiser.connect(), kamer.id));
    await fresh.open();
    await brings(fresh);
    // And the first, which hung, wakes up after all: the same text comes once.
    await brings(crashed);
    const reader = await writerOf(other, kamer.id);
    const lines = reader.text.toJSON();
    expect(lines.split('niet opgeslagen')).toHaveLength(2);
    expect(lines).not.toContain('gaat weg');
    for (const writer of [crashed, thief, fresh, reader]) writer.close();
  });

  test('comes from another address and under another sign-in, while the server still waits for the old one', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    const before = await writerOf(organiser, kamer.id);
    await before.line('op het ene netwerk');
    typesUnsent(before, 'onderweg getypt');
    const again = await house.signedInAgain(organiser);
    const socket = io(house.url, {
      // socket.io's types know the browser's agent alone; in Node it is the one of `http`.
      agent: new Agent({ localAddress: '127.0.0.2' }) as unknown as string,
      extraHeaders: { cookie: `${COOKIE}=${again.token}`, origin: house.url },
      reconnection: false,
      forceNew: true,
      transports: ['websocket'],
    });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    const after = new Writer(socket, kamer.id);
    after.doc = before.doc;
    after.opened = before.opened;
    await after.open();
    await brings(after);
    await after.line('op het andere netwerk');
    const reader = await writerOf(organiser, kamer.id);
    for (const words of ['op het ene netwerk', 'onderweg getypt', 'op het andere netwerk']) expect(reader.text.toJSON()).toContain(words);
    for (const writer of [before, after, reader]) writer.close();
  });

  test('is kept under the person, or the invitation of who has only its link: the page and the opening say the same', async ({ house }) => {
    const [organiser, participant] = [await house.organiser(), await house.participant()];
    const kamer = await aKamer(house, { organiser });
    const link = await invited(house, kamer.id, participant);
    const { id } = await house.db.invitation.findFirstOrThrow({ where: { sessionId: kamer.id } });
    const [signedIn, guest] = [await writerOf(participant, kamer.id), await guestWriter(house, link, kamer.id)];
    expect([signedIn.opened.keptAs, guest.opened.keptAs]).toEqual([participant.id, id]);
    expect((await participant.call(readNotePage, { params: { id: kamer.id } })).keptAs).toBe(participant.id);
    expect((await house.nobody().call(readGuestNotePage, { params: { token: link } })).keptAs).toBe(id);
    signedIn.close();
    guest.close();
  });

  test('stays there when the note is full: refused with a sentence of its own, and the others lose nothing', async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser });
    await house.app.get(Notes).write(kamer.id, (doc) => {
      const line = new Y.XmlElement('paragraph');
      line.insert(0, [new Y.XmlText('w'.repeat(MAX_NOTE - 200_000))]);
      doc.getXmlFragment('note').push([line]);
    });
    const [one, two] = [await writerOf(organiser, kamer.id), await writerOf(organiser, kamer.id)];
    await two.line('past nog');
    await eventually(() => one.text.length === two.text.length);
    const known = Y.encodeStateVector(one.doc);
    typesUnsent(one, 'te veel '.repeat(30_000));
    const refusal = await one.send(Y.encodeStateAsUpdate(one.doc, known)).then(() => null, (error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'NOTE_TOO_LONG' });
    expect(failureSentence(refusal as Failure, 'nl')).toContain('Dit verslag is vol');
    expect(one.text.length).toBe(two.text.length + 1);
    await two.line('en dit ook nog');
    await eventually(() => one.text.toJSON().includes('en dit ook nog'));
    expect(one.lineWith('te veel').toString()).toContain('te veel te veel');
    one.close();
    two.close();
  });
});
