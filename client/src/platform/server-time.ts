import { useSyncExternalStore } from 'react';

/*
 * The server's time, without the device's own clock: a phone that is 7 minutes off must say the same minutes left. Each
 * answer that tells the time is a measurement against the browser's stopwatch, which nobody sets.
 */

/** Milliseconds after which a good measurement is no longer better than a fresh one: the stopwatch stands still in a sleeping laptop. */
const AGE = 60_000;
/** Milliseconds: a measurement that far from what we thought says that the stopwatch stood still. */
const JUMP = 3000;

let lead: number | null = null;
let trip = Infinity;
let measuredAt = 0;

/** Takes in an answer that said `now`; `asked` and `heard` are `performance.now()` round the question. */
export function heardTime(now: Date, asked: number, heard: number): void {
  const measured = now.getTime() + (heard - asked) / 2 - heard;
  const better = heard - asked <= trip || heard - measuredAt > AGE || lead === null || Math.abs(measured - lead) > Math.max(JUMP, heard - asked);
  if (!better) return;
  [lead, trip, measuredAt] = [measured, heard - asked, heard];
  for (const listener of listeners) listener();
}

/** What the time is; until the server told, what the device thinks. */
export const serverNow = (): Date => new Date(lead === null ? Date.now() : performance.now() + lead);

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
const seconds = () => Math.floor(serverNow().getTime() / 1000);

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, each second. For something small: what shows it is drawn again as often. */
export const useServerNow = (): Date => new Date(useSyncExternalStore(subscribe, seconds) * 1000);
