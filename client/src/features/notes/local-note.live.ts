import { NOTE_FIELD, type NotePage } from '@kenniskamer/shared/note';
import { fetchUpdates, IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { newId } from '../../platform/new-id';
import { linesOf } from './unsent-words.live';
import { copyOf, eraseCopies, eraseCopy, forget, isKept, keep, keptNotes, type KeptNote } from './unsent-notes.live';

/** Milliseconds in which the line of a page says that it lives. */
const BEAT = 10_000;
/** Milliseconds without a sign of life after which a page is taken for crashed. Pages in the background sleep for a minute. */
const CRASHED = 150_000;
/** Milliseconds that a browser's database may take before we go on without. */
const PATIENCE = 5000;
/** Rows after which they are made one: y-indexeddb does so only in a pause, and a room may know none for an hour. */
const ROWS = 2000;

type Page = Pick<NotePage, 'keptAs' | 'sessionId' | 'title' | 'confidentiality'>;

/**
 * The copy that the browser keeps of a note, for when its tab crashes. It is there while the note is open or something
 * in it waits, and no longer; of confidential notes never. Pages of one person share it, and whichever opens the note
 * first sends what any of them could not.
 */
export class LocalNote {
  private readonly id = newId();
  private store: IndexeddbPersistence | null = null;
  private generation: number | null = null;
  private told = { waiting: 0, since: null as Date | null };
  private readonly keeps: boolean;
  private readonly timer = setInterval(() => void this.beat(), BEAT);

  constructor(
    private readonly page: Page,
    /** What the personal link is recognised by when it is no longer valid. */
    private readonly door: string | null,
    private readonly doc: Y.Doc,
    /** Another page of this browser crashed; what it could not send, so many changes, is in the document now. */
    private readonly onFound: (waiting: number) => void,
  ) {
    this.keeps = page.confidentiality !== 'CONFIDENTIAL';
    addEventListener('pagehide', this.hidden);
    addEventListener('pageshow', this.shown);
  }

  /** Brings what earlier pages could not send into the document, and tells of which generation and how much it is. */
  async load(only: number | null): Promise<{ generation: number; waiting: number } | null> {
    const left = this.lines().filter(({ waiting, generation }) => waiting > 0 && (only === null || generation === only));
    const generation = Math.max(...left.map((line) => line.generation));
    const found = left.length > 0 && (await this.open(generation)) ? { generation, waiting: this.takeOver(left.filter((line) => line.generation === generation)) } : null;
    // It became confidential since: what waits is in this page now, as it is with others.
    if (!this.keeps) await this.eraseAll();
    return found;
  }

  /** From now on the document, which is of this generation, is kept. */
  attach(generation: number): void {
    if (!this.keeps || (this.store && this.generation === generation)) return;
    this.generation = generation;
    if (this.write()) void this.open(generation);
  }

  /** Is this a change that came from the copy, and not from who types here? */
  isOrigin(origin: unknown): boolean {
    return origin instanceof IndexeddbPersistence;
  }

  /** The number of changes without ack. Where our line was erased, so was the copy: then nothing is written anew. */
  tell(waiting: number, since: Date | null): void {
    if (waiting === this.told.waiting) return;
    this.told = { waiting, since };
    if (this.store && this.isListed()) this.write();
  }

  /** The page goes. What waits stays, and so does what another page has open. */
  close(): void {
    clearInterval(this.timer);
    removeEventListener('pagehide', this.hidden);
    removeEventListener('pageshow', this.shown);
    this.letGo();
  }

  /** Erases the copy of this generation: what was refused for good, or what is worse than the server's. */
  async drop(): Promise<void> {
    const { generation } = this;
    this.detach();
    this.told = { waiting: 0, since: null };
    if (generation !== null) await eraseCopy(this.at(generation));
  }

  /** Erases every copy of this note: it is no longer ours to see. */
  async eraseAll(): Promise<void> {
    this.detach();
    await eraseCopies(this.page.keptAs, this.page.sessionId);
  }

  private readonly hidden = (): void => this.letGo();
  /** The browser had put the page aside and shows it again. */
  private readonly shown = (): void => {
    if (this.generation !== null) this.attach(this.generation);
  };

  private letGo(): void {
    const { generation } = this;
    if (generation === null || !this.store) return;
    this.detach();
    if (this.told.waiting > 0) return;
    forget({ ...this.at(generation), page: this.id });
    const isNeeded = this.lines().some((line) => line.generation === generation && (line.waiting > 0 || !hasCrashed(line)));
    if (!isNeeded) void eraseCopy(this.at(generation));
  }

  private detach(): void {
    void this.store?.destroy();
    this.store = null;
  }

  private async open(generation: number): Promise<boolean> {
    this.generation = generation;
    const store = new IndexeddbPersistence(copyOf(this.at(generation)), this.doc);
    this.store = store;
    const isThere = await Promise.race([store.whenSynced.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false))]);
    if (this.store !== store) return isThere;
    if (isThere) store.db?.addEventListener('versionchange', () => this.erased(store));
    else this.detach();
    return isThere;
  }

  /** Somebody erased the database under us: another page that was done with it (then we make it anew), or a sign-out. */
  private erased(store: IndexeddbPersistence): void {
    if (this.store !== store || this.generation === null) return;
    this.detach();
    if (this.isListed()) void this.open(this.generation);
  }

  private async beat(): Promise<void> {
    const { store, generation } = this;
    if (!store?.synced || generation === null || !this.isListed()) return;
    this.write();
    if (store._dbsize > ROWS) await storeState(store);
    const dead = this.lines().filter((line) => line.generation === generation && line.waiting > 0 && hasCrashed(line));
    if (dead.length === 0) return;
    await fetchUpdates(store);
    this.onFound(this.takeOver(dead));
  }

  private takeOver(lines: KeptNote[]): number {
    const sum = lines.reduce((total, { waiting }) => total + waiting, 0);
    this.told = { waiting: this.told.waiting + sum, since: new Date() };
    this.write();
    // Of one that lives after all the line stays: it writes there what waits from now on.
    for (const line of lines) {
      if (hasCrashed(line)) forget(line);
      else keep({ ...line, waiting: 0, since: null });
    }
    return sum;
  }

  private isListed(): boolean {
    return this.generation !== null && isKept({ ...this.at(this.generation), page: this.id });
  }

  private write(): boolean {
    if (this.generation === null || !this.keeps) return false;
    const { waiting, since } = this.told;
    const line = { waiting, since: since?.getTime() ?? null, at: Date.now(), title: this.page.title, door: this.door };
    return keep({ ...this.at(this.generation), page: this.id, ...line });
  }

  /** Of the other pages with this note in this browser, crashed or alive. */
  private lines(): KeptNote[] {
    return keptNotes().filter(({ owner, sessionId, page }) => owner === this.page.keptAs && sessionId === this.page.sessionId && page !== this.id);
  }

  private at(generation: number) {
    return { owner: this.page.keptAs, sessionId: this.page.sessionId, generation };
  }
}

const hasCrashed = ({ at }: KeptNote): boolean => Date.now() - at > CRASHED;

/** The text of a copy that is merged with nothing. */
export async function wordsKept(note: KeptNote): Promise<string> {
  const doc = new Y.Doc();
  const store = new IndexeddbPersistence(copyOf(note), doc);
  await store.whenSynced;
  const words = linesOf(doc.getXmlFragment(NOTE_FIELD)).join('\n');
  await store.destroy();
  return words;
}
