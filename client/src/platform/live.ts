import { Failure } from '@kenniskamer/shared/failure';
import { useEffect, useEffectEvent } from 'react';
import { io } from 'socket.io-client';

/** The one connection of this page. It opens at the first question and opens again by itself. */
export const socket = io({ autoConnect: false, transports: ['websocket', 'polling'] });

/** Milliseconds without an answer before we say so. */
const patience = 10_000;

type Answer<Ok> = { ok: Ok } | { failure: unknown };

/** Asks the server over the socket. Throws a `Failure`, `OFFLINE` when no answer came. */
export async function ask<Ok = null>(event: string, input: unknown): Promise<Ok> {
  socket.connect();
  const answer: Answer<Ok> = await socket
    .timeout(patience)
    .emitWithAck(event, input)
    .catch(() => {
      throw new Failure('OFFLINE');
    });
  if ('failure' in answer) throw Failure.fromProblem(answer.failure);
  return answer.ok;
}

/**
 * Watches a room while the page is open and calls `refresh` at each `changed` event, and after each (re)connection:
 * rooms do not survive one, and what happened meanwhile was not heard.
 */
export function useLive<Told>(watch: string, input: object, changed: string, refresh: (told?: Told) => void) {
  const onChange = useEffectEvent(refresh);
  const key = JSON.stringify(input);
  useEffect(() => {
    const begin = () => void ask(watch, JSON.parse(key)).then(() => onChange(), () => onChange());
    const hear = (told: Told) => onChange(told);
    if (socket.connected) begin();
    socket.on('connect', begin).on(changed, hear);
    socket.connect();
    return () => void socket.off('connect', begin).off(changed, hear);
  }, [watch, key, changed]);
}
