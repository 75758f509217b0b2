import { Injectable } from '@nestjs/common';
import type { Caret } from '@kenniskamer/shared/note';
import { Live } from '../../platform/live/live.service.js';
import { Rate, windowFor } from './note-relay.rules.js';
import { together } from './note-update.rules.js';

/** Milliseconds that a caret waits for a change to travel with. */
const CARET_WAIT = 100;
/** Writers in one message above which they get their own back with it: that does no harm, and each would cost a merge. */
const APART = 8;

/** What is on its way to the people in one note. */
export class Outgoing {
  readonly rate = new Rate();
  updates: { update: Uint8Array; from: string | null }[] = [];
  carets = new Map<number, Caret>();
  timer: NodeJS.Timeout | undefined;
  dueAt = Infinity;

  constructor(readonly sessionId: string) {}
}

/**
 * Tells changes and carets to everybody in the note: at once in a quiet one, else gathered and merged, one message with
 * one text frame for all. Who made a change does not get it back.
 */
@Injectable()
export class NoteRelay {
  constructor(private readonly live: Live) {}

  /** `from`: the socket that has it already; null when everybody lacks it. `people`: how many will get it. */
  update(out: Outgoing, update: Uint8Array, from: string | null, people: number): void {
    const now = performance.now();
    out.updates.push({ update, from });
    const wait = windowFor(out.rate.hit(now) * people);
    if (wait === 0) this.tell(out);
    else this.arm(out, now, wait);
  }

  caret(out: Outgoing, caret: Caret): void {
    out.carets.set(caret.key, caret);
    this.arm(out, performance.now(), CARET_WAIT);
  }

  private arm(out: Outgoing, now: number, wait: number): void {
    if (now + wait >= out.dueAt) return;
    clearTimeout(out.timer);
    out.dueAt = now + wait;
    out.timer = setTimeout(() => this.tell(out), wait);
  }

  /** What waits goes out now. */
  tell(out: Outgoing): void {
    clearTimeout(out.timer);
    out.dueAt = Infinity;
    const { updates } = out;
    const carets = out.carets.size > 0 ? { carets: [...out.carets.values()] } : {};
    out.updates = [];
    out.carets = new Map();
    if (updates.length === 0) {
      if (carets.carets) this.live.tell('note', out.sessionId, 'note.carets', carets);
      return;
    }
    const byWriter = Map.groupBy(updates, ({ from }) => from);
    const parts = [...byWriter].map(([from, made]) => ({ from, update: together(made.map(({ update }) => update)) }));
    const writers = new Set(parts.length <= APART ? parts.flatMap(({ from }) => from ?? []) : []);
    this.live.tell('note', out.sessionId, 'note.update', { update: asText(parts), ...carets }, writers);
    for (const writer of writers) {
      const others = parts.filter(({ from }) => from !== writer);
      if (others.length > 0) this.live.tellOne(writer, 'note.update', { id: out.sessionId, update: asText(others), ...carets });
      else if (carets.carets) this.live.tellOne(writer, 'note.carets', { id: out.sessionId, ...carets });
    }
  }
}

function asText(parts: { update: Uint8Array }[]): string {
  const { buffer, byteOffset, byteLength } = together(parts.map(({ update }) => update));
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
