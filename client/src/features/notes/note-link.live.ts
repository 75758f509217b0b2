import { Failure } from '@kenniskamer/shared/failure';
import { bytesOf, fromText, hashOf, NOTE_FIELD, NOTE_SCHEMA, type NotePage, type OpenedNote, type ToldCarets, type ToldQuiet, type ToldUpdate } from '@kenniskamer/shared/note';
import * as Y from 'yjs';
import { ask, socket } from '../../platform/live';
import { allMissing, partsOf } from './note-parts.live';
import { whoAsks } from './notes.queries';
import { LocalNote } from './local-note.live';
import { NoteCarets } from './note-carets.live';
import { OPENING, type NoteState } from './note-state.live';
import { typedSince } from './unsent-words.live';

/** Milliseconds in which one's own keystrokes go together. */
const BEAT = 40;
/** Milliseconds without an ack after which we ask anew where the server stands. */
const PATIENCE = 20_000;
/** Milliseconds in which an ack is waited for after the page has left the note. */
const LINGER = 5000;
/** How often in a row the server may find us out of step before we stop and say so. */
const TRIES = 8;

/**
 * Keeps a Yjs document equal to the server's. What is typed goes at once and counts as waiting until it is acked; after
 * each reconnect the two say what they have, and each gives what the other lacks, so nothing has to be kept to resend.
 * What a crashed page could not send comes from the browser's own copy, before the first opening, and counts as waiting.
 */
export class NoteLink {
  readonly doc = new Y.Doc();
  private readonly carets = new NoteCarets(this.doc, (caret) => {
    if (!this.inRoom || this.state.readOnly !== null) return false;
    socket.volatile.emit('note.caret', { sessionId: this.sessionId, caret });
    return true;
  });
  /** For the editor. */
  readonly awareness = this.carets.awareness;
  state = OPENING;
  private readonly listeners = new Set<() => void>();
  private readonly hears: Record<string, (told: never) => void> = {
    connect: () => void this.open(),
    disconnect: () => this.lost(),
    connect_error: (error: Error) => this.kept(error),
    'note.update': (told: ToldUpdate) => told.id === this.sessionId && this.hear(told),
    'note.quiet': ({ id, hash }: ToldQuiet) => id === this.sessionId && this.compare(hash),
    'note.carets': ({ id, carets }: ToldCarets) => id === this.sessionId && this.carets.place(carets),
    'note.changed': ({ id }: { id: string }) => id === this.sessionId && void this.open(),
    'room.closed': ({ id, kind }: { id: string; kind: string }) => id === this.sessionId && kind === 'note' && this.withdrawn(),
  };
  private queue: Uint8Array[] = [];
  generation: number | null = null;
  /** Rises with each opening: what an earlier connection still answers is about the past. */
  private round = 0;
  private inRoom = false;
  private opening = false;
  private tries = 0;
  private differed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private wantsOpen = false;
  private wantsOtherId = false;
  private loaded = false;
  private stopped = false;
  private readonly sessionId: string;
  private readonly local: LocalNote;
  /** Where the document stood when last nothing waited, and the ids under which was typed here. */
  private settled = new Map<number, number>();
  private readonly ids = new Set<number>();

  constructor(
    private readonly page: NotePage,
    private readonly door: string | null,
    /** Of which generation a copy may be loaded; null: of any. */
    private readonly only: number | null,
    /** The note was made anew since we opened it: a fresh link must take our place. */
    private readonly onRenewed: (generation: number | null) => void,
  ) {
    this.sessionId = page.sessionId;
    this.local = new LocalNote(page, door, this.doc, (found) => {
      this.set({ waiting: this.state.waiting + found, waitingSince: new Date() });
      void this.open();
    });
    this.doc.on('update', this.changed);
  }

  start(): void {
    writing.set(this.sessionId, this);
    for (const [event, hear] of Object.entries(this.hears)) socket.on(event, hear as () => void);
    socket.connect();
    // A browser whose database is broken keeps nobody from the note.
    void this.local.load(this.only).catch(() => null).then((found) => {
      this.loaded = true;
      if (found) {
        this.generation = found.generation;
        this.set({ waiting: found.waiting, waitingSince: new Date() });
      }
      if (socket.connected) void this.open();
    });
  }

  stop(): void {
    for (const [event, hear] of Object.entries(this.hears)) socket.off(event, hear as () => void);
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.doc.off('update', this.changed);
    this.carets.stop();
    this.stopped = true;
    this.flush();
    if (this.inRoom && this.state.waiting > 0) this.retry = setTimeout(this.leave, LINGER);
    else this.leave();
  }

  /** What was typed last is on its way: only when its ack came, or does not come, is the page through with the note. */
  private readonly leave = (): void => {
    clearTimeout(this.retry);
    this.round++;
    this.inRoom = false;
    this.local.close();
    if (writing.get(this.sessionId) !== this) return;
    writing.delete(this.sessionId);
    if (socket.connected) socket.emit('note.leave', { sessionId: this.sessionId });
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  current = (): NoteState => this.state;

  /** Asks anew where the server stands and what we may. */
  async open(): Promise<void> {
    if (this.stopped || !this.loaded || this.state.status === 'REFUSED' || this.state.status === 'OTHER') return;
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
      const missing = await allMissing(this.sessionId, opened);
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
    this.carets.takeOtherId();
    void this.open();
  }

  private opened(opened: OpenedNote, missing: Uint8Array, round: number): void {
    if (opened.keptAs !== this.page.keptAs) return this.door === null ? this.set({ status: 'OTHER' }) : this.withdrawn();
    if (this.generation !== null && this.generation !== opened.generation) return this.madeAnew(opened);
    const before = this.generation;
    this.generation = opened.generation;
    Y.applyUpdate(this.doc, missing, this);
    this.carets.start(opened.key, opened.carets);
    this.inRoom = true;
    this.local.attach(opened.generation);
    this.set({ status: 'OPEN', awaySince: null, signInNeeded: false, readOnly: opened.readOnly, failure: null });
    if (before === null || (opened.readOnly !== null && this.state.waiting === 0)) return;
    // All that the server lacks, whoever wrote it, with all deletions: those do not show in a state vector.
    this.queue = [];
    void this.give(Y.encodeStateAsUpdate(this.doc, bytesOf(opened.stateVector)), this.state.waiting, round);
  }

  /** Another making of the note is never merged with. What a copy held of the old one is still there, to be shown. */
  private madeAnew({ generation, readOnly }: OpenedNote): void {
    if (this.state.waiting > 0 && this.ids.size > 0) this.refuse(new Failure(readOnly === 'FINAL' ? 'NOTE_LOCKED' : 'OUT_OF_STEP'));
    else this.onRenewed(generation);
  }

  /** What was typed and not saved stays to be copied; all else of the note goes, from this browser too. */
  private withdrawn(): void {
    const unsent = this.page.confidentiality === 'CONFIDENTIAL' ? '' : typedSince(this.doc, this.settled, this.ids);
    this.inRoom = false;
    void this.local.eraseAll();
    this.set({ status: 'GONE', unsent: this.state.waiting > 0 ? unsent : '' });
  }

  /** The page's own copy is of no more use: what it holds was refused, and was shown. */
  discard = (): Promise<void> => this.local.drop();

  private failedToOpen(error: unknown): void {
    const failure = error instanceof Failure ? error : new Failure('UNEXPECTED');
    if (failure.code === 'NOT_FOUND') void this.missing();
    else this.later();
  }

  private later(): void {
    this.lost();
    this.retry = setTimeout(() => void this.open(), 3000);
  }

  /** The note is not there for who asks. Is that still who typed here? Else it is not theirs to read, nor to erase. */
  private async missing(): Promise<void> {
    const asks = this.door === null ? await whoAsks() : this.page.keptAs;
    if (asks === null) this.later();
    else if (asks === this.page.keptAs) this.withdrawn();
    else this.set({ status: 'OTHER' });
  }

  private readonly changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.local.isOrigin(origin)) return;
    this.ids.add(this.doc.clientID);
    this.carets.typing();
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
      for (const part of partsOf(update)) {
        const answer = (await socket.timeout(PATIENCE).emitWithAck('note.update', { sessionId: this.sessionId, generation: this.generation, ...part })) as { failure?: unknown };
        if (round !== this.round) return;
        if (answer.failure !== undefined) throw Failure.fromProblem(answer.failure);
      }
      this.tries = 0;
      const waiting = Math.max(0, this.state.waiting - count);
      this.set({ waiting, waitingSince: waiting === 0 ? null : new Date() });
    } catch (error) {
      if (round !== this.round || this.stopped) return;
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
    if (carets) this.carets.place(carets);
  }

  /**
   * It was quiet, so all that was sent has come: a document that differs has missed something, without any other sign.
   * Opening again gives what either lacks. Should they differ still, the text itself went wrong here: take the server's.
   */
  private compare(hash: string): void {
    if (!this.inRoom || this.state.waiting > 0) return;
    const equal = hash === hashOf(Y.encodeSnapshot(Y.snapshot(this.doc)), this.doc.getXmlFragment(NOTE_FIELD).toString());
    if (!equal && this.differed) void this.local.drop().then(() => this.onRenewed(null));
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
    this.carets.forget();
    if (this.state.status === 'OPEN' || this.state.status === 'OPENING') this.set({ status: 'AWAY', awaySince: this.state.awaySince ?? new Date() });
  }

  /** An expired sign-in is no refusal of the text: it waits here until somebody signed in again. A link that ended is. */
  private kept(error: Error): void {
    this.lost();
    if (error.message === 'SIGN_IN_NEEDED' && this.door !== null) return this.withdrawn();
    if (error.message === 'SIGN_IN_NEEDED') this.set({ signInNeeded: true });
    if (socket.active) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => socket.connect(), 4000);
  }

  private set(changes: Partial<NoteState>): void {
    this.state = { ...this.state, ...changes };
    this.local.tell(this.state.waiting, this.state.waitingSince);
    if (this.state.waiting === 0 && this.inRoom) this.settled = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    for (const listener of this.listeners) listener();
    this.changeId();
    if (this.stopped && this.inRoom && this.state.waiting === 0) this.leave();
  }
}

/** Which link has a note open now: one that only waits for its last ack must not take the next one out of the room. */
const writing = new Map<string, NoteLink>();
