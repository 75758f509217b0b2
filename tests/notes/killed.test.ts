import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { onTestFinished } from 'vitest';
import type { OpenedNote } from '@kenniskamer/shared/note';
import { describe, expect, test } from '../support/house.js';
import type { Resident } from '../support/resident.js';
import { aKamer, eventually, invited, serverApart } from './kamer.js';
import { Writer } from './writer.js';

/** In `npm test`; `npm run endurance` kills it 30 times. */
const KILLS = Number(process.env.KILLS ?? 3);
const CLIENTS = 20;
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

/** Types line after line, and comes back after each cut with what was not acked, as the page does. */
class Typist {
  readonly typed: string[] = [];
  readonly acked = new Set<string>();
  readonly doc = new Y.Doc();
  private opened: OpenedNote | undefined;
  private socket: Socket | undefined;
  stopped = false;

  constructor(
    private readonly person: Resident,
    private readonly sessionId: string,
    private readonly name: string,
  ) {}

  async type(): Promise<void> {
    while (!this.stopped) {
      try {
        const writer = await this.comeBack();
        while (!this.stopped) {
          const words = `${this.name} regel ${this.typed.length};`;
          this.typed.push(words);
          await writer.line(words);
          this.acked.add(words);
          await pause(15);
        }
      } catch {
        await pause(50); // the server is away: that is what this test is about
      } finally {
        this.socket?.disconnect();
      }
    }
  }

  /** Opens again and brings all that the server lacks; then everything typed so far is acked. */
  async comeBack(): Promise<Writer> {
    this.socket = await this.person.connect();
    const writer = new Writer(this.socket, this.sessionId);
    writer.doc = this.doc;
    if (this.opened) writer.opened = this.opened;
    this.opened = await writer.open();
    const typed = [...this.typed];
    await writer.send(Y.encodeStateAsUpdate(this.doc, new Uint8Array(this.opened.stateVector)));
    for (const words of typed) this.acked.add(words);
    return writer;
  }
}

describe('a note on a server that is killed', () => {
  test(`twenty write, the server is killed ${KILLS} times, nobody reloads, every acked update is there`, { timeout: 1_800_000 }, async ({ house }) => {
    const organiser = await house.organiser();
    const kamer = await aKamer(house, { organiser, items: ['Welkom'] });
    const people = await Promise.all(Array.from({ length: CLIENTS }, () => house.participant()));
    for (const person of people) await invited(house, kamer.id, person);
    await house.stop();
    let server = await serverApart(house);
    onTestFinished(async () => {
      await server.stop();
      await house.start();
    });

    const typists = people.map((person, place) => new Typist(person, kamer.id, `client ${place}`));
    const ackedNow = () => typists.reduce((sum, { acked }) => sum + acked.size, 0);
    const typing = typists.map((typist) => typist.type());
    for (let kill = 0; kill < KILLS; kill++) {
      const before = ackedNow();
      await eventually(() => ackedNow() >= before + CLIENTS);
      await pause(Math.random() * 120);
      server.kill('SIGKILL');
      expect(await server.ended).toBe(137);
      server = await serverApart(house);
    }
    await eventually(() => typists.every(({ acked, typed }) => acked.size >= typed.length - 1));
    for (const typist of typists) typist.stopped = true;
    await Promise.all(typing);

    const fresh = new Writer(await organiser.connect(), kamer.id);
    await fresh.open();
    // Each text whole: what one of them lost, another would show.
    const lines = fresh.text.toJSON();
    const missing = typists.flatMap(({ acked }) => [...acked].filter((words) => lines.split(words).length !== 2));
    expect(missing).toEqual([]);
    await Promise.all(typists.map((typist) => typist.comeBack()));
    await eventually(() => typists.every(({ doc }) => doc.getXmlFragment('note').toJSON() === fresh.text.toJSON()));
    expect(ackedNow()).toBeGreaterThanOrEqual(KILLS * CLIENTS);
    fresh.close();
  });
});
