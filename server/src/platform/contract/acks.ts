import { Logger } from '@nestjs/common';
import { Failure, issuesOf, type Problem } from '@kenniskamer/shared/failure';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { asFailure, toProblem } from '../failures/as-failure.js';
import { LONGEST_WAIT, Pace } from '../live/pace.rules.js';
import type { Guest, Viewer } from '../permissions/viewer.js';

/** Who is at the other end of a socket: signed in, or with a personal link, or both (then the link's page is open). */
export interface SocketData {
  viewer: Viewer | null;
  guest: Guest | null;
  language: 'nl' | 'en';
  pace?: Pace;
  /** While this connection is slowed: its last message that waits. They keep their order. */
  turn?: Promise<void>;
}
export type LiveSocket = Socket<Record<string, never>, Record<string, (payload: unknown) => void>, Record<string, never>, SocketData>;

export const ACKS = 'acked event';
const log = new Logger('live');

/** What a live event is handled by. Never throws: what goes wrong is in its answer. */
export type Answer = (socket: LiveSocket, body: unknown) => Promise<{ ok: unknown } | { failure: Problem }>;

/**
 * A live event. Always acks: `{ ok }` or `{ failure }`. `LiveGateway` binds it to each connection itself: what Nest has
 * around a message (pipes, interceptors, streams) does nothing here, costs a fifth of a busy room, and sends an error as
 * an `exception` event, past every filter, while the ack never comes.
 */
export const Acks =
  <Schema extends z.ZodType>(event: string, schema: Schema) =>
  <Given>(
    _target: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<(socket: LiveSocket, input: z.output<Schema>) => Given>,
  ): void => {
    const handle: ((this: unknown, socket: LiveSocket, input: z.output<Schema>) => Given) | undefined = descriptor.value;
    if (!handle) throw new Error(`@Acks('${event}') stands on something that is no method`);
    const wrapped = async function (this: unknown, socket: LiveSocket, body: unknown) {
      try {
        const wait = pace(socket, body);
        if (wait) await wait;
        const input = schema.safeParse(body);
        if (!input.success) throw new Failure('INVALID_INPUT', { issues: issuesOf(input.error) });
        return { ok: (await handle.call(this, socket, input.data)) ?? null };
      } catch (error) {
        const failure = asFailure(error);
        if (!failure) log.error(event, error);
        return { failure: toProblem(failure ?? new Failure('UNEXPECTED'), socket.data.language) };
      }
    };
    descriptor.value = wrapped as unknown as typeof descriptor.value;
    Reflect.defineMetadata(ACKS, event, wrapped);
  };

/** Undefined for who talks no faster than a page does. Who floods us waits, alone; beyond reason the connection goes. */
function pace(socket: LiveSocket, body: unknown): Promise<void> | undefined {
  const { data } = socket;
  data.pace ??= new Pace();
  const now = performance.now();
  const wait = data.pace.take(octetsIn(body), now);
  if (wait === 0 && !data.turn) return undefined;
  if (wait > LONGEST_WAIT && socket.connected) {
    log.warn('a connection that talked far too fast was ended');
    socket.disconnect(true);
  }
  if (!socket.connected) throw new Failure('TOO_MANY');
  const until = (): number => Math.max(0, now + wait - performance.now());
  const turn = (data.turn ?? Promise.resolve()).then(() => new Promise<void>((resume) => setTimeout(resume, until())));
  data.turn = turn;
  return turn.then(() => {
    if (data.turn === turn) delete data.turn;
    if (!socket.connected) throw new Failure('TOO_MANY');
  });
}

function octetsIn(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  let octets = 0;
  for (const value of Object.values(body)) {
    if (typeof value === 'string') octets += value.length;
    else if (value instanceof Uint8Array) octets += value.byteLength;
  }
  return octets;
}

/** The viewer of a socket; `SIGN_IN_NEEDED` where there is none. */
export function viewerOf(socket: LiveSocket): Viewer {
  if (!socket.data.viewer) throw new Failure('SIGN_IN_NEEDED');
  return socket.data.viewer;
}
