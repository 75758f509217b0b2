// The load, in a process of its own: opens the clients, types when told to, and says what came of it; run after run, so
// that its own code is warm.
import * as Y from 'yjs';
import { hocuspocus, ours, relay, Typist, type Client } from './client.ts';
import { percentile, type Outcome, type Task } from './shapes.ts';

const kinds = { ours, hocuspocus, relay };
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
const told = (): Promise<unknown> => new Promise((resolve) => process.once('message', resolve));

interface Seat {
  client: Client;
  typist: Typist | null;
  heard: Uint8Array[];
  opened: Uint8Array | null;
  /** Of each other typist: how many of their updates came. */
  got: Map<Typist, number>;
}

class Room {
  readonly seats: Seat[] = [];
  readonly typists = new Map<number, Typist>();
  readonly late: number[] = [];

  private readonly task: Task;

  constructor(task: Task, id: string, tokens: string[]) {
    this.task = task;
    const { shape, kind, url } = task;
    for (const [at, token] of tokens.entries()) {
      const typist = at < shape.writers ? new Typist() : null;
      const clientId = typist?.doc.clientID ?? Math.floor(Math.random() * 2 ** 32);
      if (typist) this.typists.set(clientId, typist);
      const seat: Seat = { typist, heard: [], opened: null, got: new Map(), client: kinds[kind]({ url, room: id, token, clientId, hear: (update) => this.heard(seat, update) }) };
      this.seats.push(seat);
    }
  }

  async open(): Promise<void> {
    for (let from = 0; from < this.seats.length; from += 20) {
      await Promise.all(this.seats.slice(from, from + 20).map(async (seat) => (seat.opened = await seat.client.open())));
    }
  }

  private heard(seat: Seat, update: Uint8Array): void {
    const now = performance.now();
    seat.heard.push(update);
    for (const [clientId, clock] of Y.parseUpdateMeta(update).to) {
      const typist = this.typists.get(clientId);
      if (!typist || typist === seat.typist) continue;
      let got = seat.got.get(typist) ?? 0;
      for (; (typist.ends[got] ?? Infinity) <= clock; got++) this.late.push(now - (typist.sentAt[got] ?? 0));
      seat.got.set(typist, got);
    }
  }

  async type(): Promise<void> {
    const { rate, seconds, carets } = this.task.shape;
    const until = performance.now() + seconds * 1000;
    await Promise.all(
      this.seats.map(async ({ typist, client }) => {
        if (!typist) return;
        await pause((Math.random() * 1000) / rate);
        for (let next = performance.now(); next < until; next += (0.5 + Math.random()) * (1000 / rate)) {
          await pause(Math.max(0, next - performance.now()));
          client.send(typist.type());
          if (carets) client.caret(typist.place());
        }
      }),
    );
  }

  complete(): boolean {
    return this.seats.every((seat) => [...this.typists.values()].every((typist) => typist === seat.typist || (seat.got.get(typist) ?? 0) === typist.ends.length));
  }

  /** Of who typed and of some who read: the text that all that came makes. */
  equal(): boolean {
    const looked = [...this.seats.slice(0, this.task.shape.writers), ...this.seats.slice(-5)];
    const texts = looked.map(({ typist, opened, heard }) => {
      const doc = typist?.doc ?? new Y.Doc();
      doc.transact(() => {
        if (opened) Y.applyUpdate(doc, opened, 'room');
        for (const update of heard) Y.applyUpdate(doc, update, 'room');
      }, 'room');
      return doc.getXmlFragment('note').toString();
    });
    return texts.every((text) => text === texts[0] && text.length > 0);
  }
}

async function run(task: Task): Promise<void> {
  const rooms: Room[] = [];
  for (const { id, tokens } of task.rooms) {
    const room = new Room(task, id, tokens);
    await room.open();
    rooms.push(room);
  }
  await pause(300);
  const octets = () => rooms.reduce((sum, { seats }) => sum + seats.reduce((all, { client }) => all + client.octets(), 0), 0);
  const before = octets();
  process.send?.('ready');
  await told();
  await Promise.all(rooms.map((room) => room.type()));
  for (let tries = 0; tries < 600 && !rooms.every((room) => room.complete()); tries++) await pause(50);
  process.send?.('typed');
  const late = Float64Array.from(rooms.flatMap((room) => room.late)).sort();
  const outcome: Outcome = {
    sent: rooms.reduce((sum, { typists }) => sum + [...typists.values()].reduce((all, { ends }) => all + ends.length, 0), 0),
    delivered: late.length,
    p50: percentile(late, 0.5),
    p95: percentile(late, 0.95),
    p99: percentile(late, 0.99),
    octets: octets() - before,
    equal: rooms.every((room) => room.complete() && room.equal()),
  };
  process.send?.(outcome);
  for (const { seats } of rooms) for (const { client } of seats) client.close();
  await pause(200);
  process.send?.('closed');
}

process.once('disconnect', () => process.exit(0));
for (;;) await run((await told()) as Task);
