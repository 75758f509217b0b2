import type { Caret } from '@kenniskamer/shared/note';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** Milliseconds between places of one's own caret. */
const BEAT = 200;
/** Milliseconds after one's last key in which the others see one's caret: it says who types, not who reads where. */
const TYPING = 10_000;

/** Where people type: one's own caret, as it is told, and those of the others, as the server tells them. */
export class NoteCarets {
  readonly awareness: Awareness;
  /** What the server calls our own. */
  private key = 0;
  private last = 'null';
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while one types. */
  private quietTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly doc: Y.Doc,
    /** False when there is nobody to tell. */
    private readonly send: (caret: Caret['caret']) => boolean,
  ) {
    this.awareness = new Awareness(doc);
    this.awareness.on('update', this.moved);
  }

  /** The note was opened (again): these are there, and nobody has seen ours yet. */
  start(key: number, carets: Caret[]): void {
    this.forget();
    this.key = key;
    this.last = 'null';
    this.place(carets);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.quietTimer);
    this.awareness.destroy();
  }

  /** For a while the others see where one is; then the caret goes, until the next key. */
  typing(): void {
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => {
      this.quietTimer = undefined;
      this.moved(null, null);
    }, TYPING);
  }

  place(carets: Caret[]): void {
    const others = carets.filter(({ key }) => key !== this.key);
    for (const { key, name, caret } of others) {
      if (caret === null) this.awareness.states.delete(key);
      else this.awareness.states.set(key, { cursor: caret, user: { name, color: colourOf(key) } });
    }
    this.tell(others.map(({ key }) => key));
  }

  forget(): void {
    const keys = [...this.awareness.states.keys()].filter((key) => key !== this.doc.clientID);
    for (const key of keys) this.awareness.states.delete(key);
    this.tell(keys);
  }

  /** From here on one writes, and has one's caret, under another Yjs id. */
  takeOtherId(): void {
    const own = this.awareness.getLocalState();
    this.awareness.setLocalState(null);
    this.doc.clientID = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.awareness.clientID = this.doc.clientID;
    this.awareness.setLocalState(own);
  }

  private readonly moved = (_: unknown, origin: unknown): void => {
    if (origin === this) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const cursor = (this.quietTimer === undefined ? null : (this.awareness.getLocalState()?.cursor ?? null)) as { anchor: unknown; head: unknown } | null;
      const caret = cursor && { anchor: Y.relativePositionToJSON(cursor.anchor as Y.RelativePosition), head: Y.relativePositionToJSON(cursor.head as Y.RelativePosition) };
      const text = JSON.stringify(caret);
      if (text !== this.last && this.send(caret)) this.last = text;
    }, BEAT);
  };

  private tell(keys: number[]): void {
    if (keys.length === 0) return;
    const changes = { added: [], updated: keys, removed: [] };
    this.awareness.emit('change', [changes, this]);
    this.awareness.emit('update', [changes, this]);
  }
}

/** Each with 4.5 or more against white. */
const colours = ['#4a3aa7', '#97266d', '#0f5666', '#855300', '#1e6b3c', '#ae1f1f'];
const colourOf = (key: number): string => colours[key % colours.length] ?? '#4a5962';
