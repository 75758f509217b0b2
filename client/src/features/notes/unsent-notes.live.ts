import { z } from '@kenniskamer/shared/configure-zod';
import { useSyncExternalStore } from 'react';

/**
 * Which notes this browser keeps a copy of, and how much in them no server acked: a line per open page, so that pages
 * need not agree. It holds no text, and tells every page of the app what waits. Whose it is stands in its name.
 */
const PREFIX = 'kenniskamer.note/';
/** Milliseconds without a sign of life after which a copy with nothing unsent in it is rubbish: a crashed page left it. */
const STALE = 10 * 60_000;
/** Milliseconds that a change may be on its way before other pages speak of it. */
const PATIENCE = 3000;
const LOOK = 2000;

const Line = z.object({ waiting: z.int().min(0), since: z.number().nullable(), at: z.number(), title: z.string(), door: z.string().nullable() });
type Line = z.infer<typeof Line>;

/** One page with its copy. Pages that have the same generation of a note open share their copy. */
export interface KeptNote extends Line {
  /** A person, or an invitation for who has only its link. */
  owner: string;
  sessionId: string;
  generation: number;
  /** The page that wrote it. */
  page: string;
}
type Place = Pick<KeptNote, 'owner' | 'sessionId' | 'generation'>;

/** What the copy is called in the browser's database. */
export const copyOf = ({ owner, sessionId, generation }: Place): string => `${PREFIX}${owner}/${sessionId}/${generation}`;
const keyOf = (note: Place & { page: string }): string => `${copyOf(note)}/${note.page}`;

export function keptNotes(): KeptNote[] {
  const notes: KeptNote[] = [];
  for (const key of keysKept()) {
    const [owner, sessionId, generation, page] = key.slice(PREFIX.length).split('/');
    const line = Line.safeParse(read(localStorage.getItem(key)));
    if (owner && sessionId && page && line.success) notes.push({ owner, sessionId, generation: Number(generation), page, ...line.data });
  }
  return notes;
}

/** False in a browser that keeps nothing for anybody. */
export function keep({ owner, sessionId, generation, page, ...line }: KeptNote): boolean {
  try {
    localStorage.setItem(keyOf({ owner, sessionId, generation, page }), JSON.stringify(line));
  } catch {
    return false; // full, or closed to us: then there is no copy either, since nothing would erase it
  }
  tell();
  return true;
}

export const isKept = (note: Place & { page: string }): boolean => read(localStorage.getItem(keyOf(note))) !== null;

/** Takes the line away and leaves the copy. */
export function forget(note: Place & { page: string }): void {
  localStorage.removeItem(keyOf(note));
  tell();
}

/** Erases copies with their lines: of one person, or of one note of theirs. The lines first: a page that is still open then knows that it may not write its copy anew. */
export async function eraseCopies(owner: string, sessionId = ''): Promise<void> {
  await erase((name) => name.startsWith(`${PREFIX}${owner}/${sessionId}`));
}

/** What somebody came for by a link that is no longer valid, which says no more whose it was. */
export async function eraseCopiesByDoor(door: string): Promise<void> {
  const names = new Set(keptNotes().filter((note) => note.door === door).map(copyOf));
  await erase((name) => [...names].some((copy) => name === copy || name.startsWith(`${copy}/`)));
}

/** Erases one generation of a note. */
export const eraseCopy = (place: Place): Promise<void> => erase((name) => name === copyOf(place) || name.startsWith(`${copyOf(place)}/`));

/** Erases what nobody needs and no page was left to erase. */
export async function sweepCopies(now = Date.now()): Promise<void> {
  const needed = new Set(keptNotes().filter(({ waiting, at }) => waiting > 0 || now - at < STALE).map(copyOf));
  await erase((name) => ![...needed].some((copy) => name === copy || name.startsWith(`${copy}/`)));
}

async function erase(isOne: (name: string) => boolean): Promise<void> {
  const keys = keysKept().filter(isOne);
  const names = new Set([...keys.map((key) => key.slice(0, key.lastIndexOf('/'))), ...(await databases()).filter(isOne)]);
  for (const key of keys) localStorage.removeItem(key);
  tell();
  await Promise.all([...names].map(eraseDatabase));
}

/** Firefox before 126 cannot list them; there the lines must do. */
async function databases(): Promise<string[]> {
  if (typeof indexedDB === 'undefined' || typeof indexedDB.databases !== 'function') return [];
  const all = await indexedDB.databases().catch(() => []); // refused to pages in private windows, which keep nothing
  return all.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : []));
}

/** Resolves when it is gone, or will be as soon as the last page that has it open lets go. */
const eraseDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });

function keysKept(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return []; // closed to us
  }
}

function read(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null; // not written by us
  }
}

export interface UnsentNote {
  sessionId: string;
  title: string;
  waiting: number;
}

/** In which notes of this person something has waited for a while, in this browser; kept up to date. */
export const useUnsentNotes = (owner: string): UnsentNote[] => useSyncExternalStore(subscribe, () => unsentOf(owner));

let shown: UnsentNote[] = [];
function unsentOf(owner: string): UnsentNote[] {
  const now = Date.now();
  const bySession = new Map<string, UnsentNote>();
  for (const note of keptNotes()) {
    if (note.owner !== owner || note.waiting === 0 || now - (note.since ?? 0) < PATIENCE) continue;
    const { sessionId, title } = note;
    bySession.set(sessionId, { sessionId, title, waiting: note.waiting + (bySession.get(sessionId)?.waiting ?? 0) });
  }
  const next = [...bySession.values()];
  if (JSON.stringify(next) !== JSON.stringify(shown)) shown = next;
  return shown;
}

const listeners = new Set<() => void>();
function tell(): void {
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  const timer = setInterval(listener, LOOK);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
    clearInterval(timer);
  };
}
