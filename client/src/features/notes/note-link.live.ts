import { Failure } from '@kenniskamer/shared/failure';
import {
  bytesOf,
  fromText,
  hashOf,
  MAX_PART,
  NOTE_FIELD,
  NOTE_SCHEMA,
  type Caret,
  type OpenedNote,
  type ReadOnlyReason,
  type ToldCarets,
  type ToldQuiet,
  type ToldUpdate,
} from '@kenniskamer/shared/note';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { ask, socket } from '../../platform/live';

/** Milliseconds in which one's own keystrokes go together. */
const BEAT = 40;
/** Milliseconds between places of one's own caret. */
const CARET_BEAT = 200;
/** Milliseconds after one's last key in which the others see one's caret: it says who types, not who reads where. */
const TYPING = 10_000;
/** Milliseconds without an ack after which we ask anew where the server stands. */
const PATIENCE = 20_000;
/** How often in a row the server may find us out of step before we stop and say so. */
const TRIES = 8;

export interface NoteState {
  /** OPENING: no text yet. OPEN: in the room. AWAY: no connection. REFUSED: nothing more is taken. GONE: not ours to see. */
  status: 'OPENING' | 'OPEN' | 'AWAY' | 'REFUSED' | 'GONE';
  /** Changes made here that are not on the server's disk, deletions too. */
  waiting: number;
  waitingSince: Date | null;
  awaySince: Date | null;
  signInNeeded: boolean;
  readOnly: ReadOnlyReason | null;
  failure: Failure | null;
}

/**
 * Keeps a Yjs document equal to the server's. What is typed goes at once and counts as waiting until it is acked; after
 * each reconnect the two say what they have, and each gives what the other lacks, so nothing has to be kept to resend.
 */
export class NoteLink {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  state: NoteState = { status: 'OPENING', waiting: 0, waitingSince: null, awaySince: null, signInNeeded: false, readOnly: null, failure: null };
  private readonly listeners = new Set<() => void>();
  private readonly hears: Record<string, (told: never) => void> = {
    connect: () => void this.open(),
    disconnect: () => this.lost(),
    connect_error: (error: Error) => this.kept(error),
    'note.update': (told: ToldUpdate) => told.id === this.sessionId && this.hear(told),
    'note.quiet': ({ id, hash }: ToldQuiet) => id === this.sessionId && this.compare(hash),
    'note.carets': ({ id, carets }: ToldCarets) => id === this.sessionId && this.place(carets),
    'note.changed': ({ id }: { id: string }) => id === this.sessionId && void this.open(),
    'room.closed': ({ id, kind }: { id: string; kind: string }) => id === this.sessionId && kind === 'note' && this.set({ status: 'GONE' }),
  };
  private queue: Uint8Array[] = [];
  private generation: number | null = null;
  private key = 0;
  /** Rises with each opening: what an earlier connection still answers is about the past. */
  private round = 0;
  private inRoom = false;
  private opening = false;
  private tries = 0;
  private differed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private caretTimer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while one types. */
  private quietTimer: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private lastCaret = 'null';
  private wantsOpen = false;
  private wantsOtherId = false;

  constructor(
    private readonly sessionId: string,
    /** The note was made anew since we opened it: a fresh link must take our place. */
    private readonly onRenewed: () => void,
  ) {
    this.doc.on('update', this.changed);
    this.awareness.on('update', this.caretMoved);
  }

  start(): void {
    for (const [event, hear] of Object.entries(this.hears)) socket.on(event, hear as () => void);
    if (socket.connected) void this.open();
    socket.connect();
  }

  stop(): void {
    for (const [event, hear] of Object.entries(this.hears)) socket.off(event, hear as () => void);
    clearTimeout(this.timer);
    clearTimeout(this.caretTimer);
    clearTimeout(this.quietTimer);
    clearTimeout(this.retry);
    this.round++;
    if (socket.connected) socket.emit('note.leave', { sessionId: this.sessionId });
    this.doc.off('update', this.changed);
    this.awareness.destroy();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  current = (): NoteState => this.state;

  /** Asks anew where the server stands and what we may. */
  async open(): Promise<void> {
    if (this.state.status === 'REFUSED') return;
    if (this.opening) {
      this.wantsOpen = true;
      return;
    }
    this.opening = true;
    const round = ++this.round;
    this.inRoom = false;
    try {
      const opened = await ask<OpenedNote>('note.open', {
        sessionId: this.sessionId,
        schema: NOTE_SCHEMA,
        clientId: this.doc.clientID,
        generation: this.generation,
        stateVector: this.generation === null ? null : Y.encodeStateVector(this.doc),
      });
      const missing = await this.fetched(opened);
      if (round === this.round) this.opened(opened, missing, round);
    } catch (error) {
      if (round === this.round) this.failedToOpen(error);
    } finally {
      this.opening = false;
      if (this.wantsOpen) {
        this.wantsOpen = false;
        void this.open();
      } else this.changeId();
    }
  }

  /** Goes on under another Yjs id, once all that was typed under this one is stored: one id ties one person's lines together. */
  takeOtherId(): void {
    this.wantsOtherId = true;
    this.changeId();
  }

  private changeId(): void {
    if (!this.wantsOtherId || !this.inRoom || this.opening || this.state.waiting > 0) return;
    this.wantsOtherId = false;
    const own = this.awareness.getLocalState();
    this.awareness.setLocalState(null);
    this.doc.clientID = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    this.awareness.clientID = this.doc.clientID;
    this.awareness.setLocalState(own);
    void this.open();
  }

  /** All parts of what we lack. */
  private async fetched({ missing, parts }: OpenedNote): Promise<Uint8Array> {
    if (parts === 1) return bytesOf(missing);
    const all = [bytesOf(missing)];
    while (all.length < parts) all.push(bytesOf(await ask<ArrayBuffer>('note.part', { sessionId: this.sessionId, part: all.length })));
    return new Uint8Array(await new Blob(all as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  }

  private opened(opened: OpenedNote, missing: Uint8Array, round: number): void {
    if (this.generation !== null && this.generation !== opened.generation) {
      if (this.state.waiting === 0) this.onRenewed();
      else this.refuse(new Failure(opened.readOnly === 'FINAL' ? 'NOTE_LOCKED' : 'OUT_OF_STEP'));
      return;
    }
    const before = this.generation;
    this.generation = opened.generation;
    this.key = opened.key;
    Y.applyUpdate(this.doc, missing, this);
    this.forgetCarets();
    this.place(opened.carets);
    this.inRoom = true;
    this.set({ status: 'OPEN', awaySince: null, signInNeeded: false, readOnly: opened.readOnly, failure: null });
    this.lastCaret = 'null';
    if (before === null || (opened.readOnly !== null && this.state.waiting === 0)) return;
    // All that the server lacks, whoever wrote it, with all deletions: those do not show in a state vector.
    this.queue = [];
    void this.give(Y.encodeStateAsUpdate(this.doc, bytesOf(opened.stateVector)), this.state.waiting, round);
  }

  private failedToOpen(error: unknown): void {
    const failure = error instanceof Failure ? error : new Failure('UNEXPECTED');
    if (failure.code === 'NOT_FOUND') this.set({ status: 'GONE', failure });
    else {
      this.lost();
      this.retry = setTimeout(() => void this.open(), 3000);
    }
  }

  private readonly changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.typing();
    this.set({ waiting: this.state.waiting + 1, waitingSince: this.state.waitingSince ?? new Date() });
    this.queue.push(update);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.flush();
    }, BEAT);
  };

  private flush(): void {
    if (!this.inRoom || !socket.connected || this.queue.length === 0) return;
    const count = this.queue.length;
    const update = Y.mergeUpdates(this.queue);
    this.queue = [];
    void this.give(update, count, this.round);
  }

  private async give(update: Uint8Array, count: number, round: number): Promise<void> {
    try {
      for (let from = 0; from < update.byteLength; from += MAX_PART) {
        const more = from + MAX_PART < update.byteLength ? true : undefined;
        const part = { sessionId: this.sessionId, generation: this.generation, update: update.subarray(from, from + MAX_PART), more };
        const answer = (await socket.timeout(PATIENCE).emitWithAck('note.update', part)) as { failure?: unknown };
        if (round !== this.round) return;
        if (answer.failure !== undefined) throw Failure.fromProblem(answer.failure);
      }
      this.tries = 0;
      const waiting = Math.max(0, this.state.waiting - count);
      this.set({ waiting, waitingSince: waiting === 0 ? null : new Date() });
    } catch (error) {
      if (round !== this.round) return;
      if (!(error instanceof Failure)) {
        // No ack came. With the connection gone the next one sorts it out; else we ask where the server stands.
        if (socket.connected) void this.open();
        return;
      }
      // The server is short of something, which its opening gives us the chance to bring; or of patience, for a moment.
      if ((error.code === 'OUT_OF_STEP' || error.status >= 500) && ++this.tries <= TRIES) {
        this.inRoom = false;
        clearTimeout(this.retry);
        this.retry = setTimeout(() => void this.open(), 150 * this.tries);
      } else if (error.code === 'NOT_FOUND') void this.open();
      else this.refuse(error);
    }
  }

  private hear({ update, carets }: ToldUpdate): void {
    Y.applyUpdate(this.doc, fromText(update), this);
    if (carets) this.place(carets);
  }

  /**
   * It was quiet, so all that was sent has come: a document that differs has missed something, without any other sign.
   * Opening again gives what either lacks. Should they differ still, the text itself went wrong here: take the server's.
   */
  private compare(hash: string): void {
    if (!this.inRoom || this.state.waiting > 0) return;
    const equal = hash === hashOf(Y.encodeSnapshot(Y.snapshot(this.doc)), this.doc.getXmlFragment(NOTE_FIELD).toString());
    if (!equal && this.differed) this.onRenewed();
    else if (!equal) void this.open();
    this.differed = !equal;
  }

  private refuse(failure: Failure): void {
    this.inRoom = false;
    this.set({ status: 'REFUSED', failure });
  }

  private lost(): void {
    this.inRoom = false;
    this.round++;
    this.forgetCarets();
    if (this.state.status === 'OPEN' || this.state.status === 'OPENING') this.set({ status: 'AWAY', awaySince: this.state.awaySince ?? new Date() });
  }

  /** An expired sign-in is no refusal of the text: it waits here until somebody signed in again. */
  private kept(error: Error): void {
    this.lost();
    if (error.message === 'SIGN_IN_NEEDED') this.set({ signInNeeded: true });
    if (socket.active) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => socket.connect(), 4000);
  }

  /** For a while the others see where one is; then the caret goes, until the next key. */
  private typing(): void {
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => {
      this.quietTimer = undefined;
      this.caretMoved(null, null);
    }, TYPING);
  }

  private readonly caretMoved = (_: unknown, origin: unknown): void => {
    if (origin === this) return;
    this.caretTimer ??= setTimeout(() => {
      this.caretTimer = undefined;
      if (!this.inRoom || this.state.readOnly !== null) return;
      const cursor = (this.quietTimer === undefined ? null : (this.awareness.getLocalState()?.cursor ?? null)) as { anchor: unknown; head: unknown } | null;
      const caret = cursor && { anchor: Y.relativePositionToJSON(cursor.anchor as Y.RelativePosition), head: Y.relativePositionToJSON(cursor.head as Y.RelativePosition) };
      const text = JSON.stringify(caret);
      if (text === this.lastCaret) return;
      this.lastCaret = text;
      socket.volatile.emit('note.caret', { sessionId: this.sessionId, caret });
    }, CARET_BEAT);
  };

  private place(carets: Caret[]): void {
    const others = carets.filter(({ key }) => key !== this.key);
    for (const { key, name, caret } of others) {
      if (caret === null) this.awareness.states.delete(key);
      else this.awareness.states.set(key, { cursor: caret, user: { name, color: colourOf(key) } });
    }
    this.tellCarets(others.map(({ key }) => key));
  }

  private forgetCarets(): void {
    const keys = [...this.awareness.states.keys()].filter((key) => key !== this.doc.clientID);
    for (const key of keys) this.awareness.states.delete(key);
    this.tellCarets(keys);
  }

  private tellCarets(keys: number[]): void {
    if (keys.length === 0) return;
    const changes = { added: [], updated: keys, removed: [] };
    this.awareness.emit('change', [changes, this]);
    this.awareness.emit('update', [changes, this]);
  }

  private set(changes: Partial<NoteState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.listeners) listener();
    this.changeId();
  }
}

/** Each with 4.5 or more against white. */
const colours = ['#4a3aa7', '#97266d', '#0f5666', '#855300', '#1e6b3c', '#ae1f1f'];
const colourOf = (key: number): string => colours[key % colours.length] ?? '#4a5962';
