import { Failure } from '@kenniskamer/shared/failure';
import { useEffect, useEffectEvent } from 'react';
import { io } from 'socket.io-client';

/** The personal link by which a guest came to this page; null for who is signed in. */
let personalLink: string | null = null;

/** The one connection of this page. It opens at the first question and opens again by itself. */
export const socket = io({
  autoConnect: false,
  transports: ['websocket', 'polling'],
  // Without it a websocket that is refused ends the attempt, and polling is never tried.
  tryAllTransports: true,
  auth: (give) => give({ language: document.documentElement.lang, ...(personalLink ? { link: personalLink } : {}) }),
});

/**
 * A network may also swallow websockets without a word: then the whole attempt runs out. From there it goes the other
 * way about: by polling, and a websocket if one turns out to come through.
 */
socket.on('connect_error', ({ message }) => {
  if (message === 'timeout') socket.io.opts.transports = ['polling', 'websocket'];
});

/**
 * The server ends a connection when a sign-in or a right ended. socket.io then stays away for good; we come back as who we
 * are by now, each at a moment of its own, and who is nobody any more is told so.
 */
socket.on('disconnect', (reason) => {
  if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 200 + Math.random() * 1000);
});

/** The network is back: at once, and not when the next attempt is due. */
addEventListener('online', () => {
  if (socket.active && !socket.connected) socket.disconnect().connect();
});

/** Connects with a personal link from now on. */
export function comeByLink(link: string) {
  if (link === personalLink) return;
  personalLink = link;
  if (socket.active) socket.disconnect().connect();
}

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
 * Watches a room while the page is open, e.g. `useLive('session.watch', { id }, 'session.changed', refresh)`. Calls
 * `refresh` at each change of that id, when we were sent out of the room, and after each (re)connection: rooms do not
 * survive one, and what happened meanwhile was not heard. Pass `id: null` to watch nothing yet.
 */
export function useLive(watch: string, { id }: { id: string | null }, changed: string, refresh: () => void) {
  const onChange = useEffectEvent(refresh);
  useEffect(() => {
    if (id === null) return;
    const enter = () => void ask(watch, { id }).then(onChange, onChange);
    const hear = (told: { id?: string }) => {
      if (told.id === id) onChange();
    };
    if (socket.connected) enter();
    socket.on('connect', enter).on(changed, hear).on('room.closed', hear);
    socket.connect();
    return () => void socket.off('connect', enter).off(changed, hear).off('room.closed', hear);
  }, [watch, id, changed]);
}
