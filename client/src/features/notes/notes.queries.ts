import { setBlockAction, setGuestBlockAction, ownersForNote, type BlockActionChange } from '@kenniskamer/shared/action';
import { Failure } from '@kenniskamer/shared/failure';
import { findGuestMentionable, findMentionable, hashOf, readGuestNoteOutcomes, readGuestNotePage, readNoteOutcomes, readNotePage, type NotePage, type NotePerson } from '@kenniskamer/shared/note';
import { readMe } from '@kenniskamer/shared/person';
import { say } from '@kenniskamer/shared/words';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { toast } from '../../ui/toast';
import { noteWords } from './note.words';
import { eraseCopies, eraseCopiesByDoor, keptNotes } from './unsent-notes.live';

/** By which door one came to a note: signed in, or with a personal link. */
export type Door = { sessionId: string; token?: undefined } | { token: string; sessionId?: undefined };

const keyOf = (door: Door) => door.sessionId ?? door.token;

export const notePageQuery = (door: Door) =>
  queryOptions({
    queryKey: ['note', keyOf(door)],
    // The note hears by itself that it is gone, and then what one typed and could not send must stay to be copied.
    meta: { stays: true },
    queryFn: ({ signal }) =>
      door.token === undefined
        ? call(readNotePage, { params: { id: door.sessionId }, signal }).catch((error: unknown) =>
            withoutCopies(error, async () => {
              const person = await whoAsks();
              if (person !== null) await eraseCopies(person, door.sessionId);
            }),
          )
        : call(readGuestNotePage, { params: { token: door.token }, signal }).catch((error: unknown) => withoutCopies(error, () => eraseCopiesByDoor(doorHash(door.token)))),
  });

/**
 * Access that ended while no page of the note was open: what this browser holds of it goes as well. Who typed something
 * there that was never sent hears that it is gone; not from which note, they may not know that any more.
 */
async function withoutCopies(error: unknown, erase: () => Promise<void>): Promise<never> {
  if (error instanceof Failure && (error.code === 'NOT_FOUND' || error.code === 'LINK_NOT_VALID')) {
    const waiting = () => keptNotes().reduce((sum, note) => sum + note.waiting, 0);
    const before = waiting();
    await erase();
    if (waiting() < before) toast(say(noteWords, document.documentElement.lang === 'en' ? 'en' : 'nl', 'unsentErased'));
  }
  throw error;
}

/** Whose sign-in this browser has now, whatever the page was opened as; null when it has none, or nobody can tell. */
export const whoAsks = (): Promise<string | null> =>
  call(readMe).then(
    ({ person }) => person.id,
    () => null,
  );

/** What a personal link is recognised by in this browser, which does not keep the link itself. */
export const doorHash = (token: string): string => hashOf(new Uint8Array(), token);

/** What the server read of the outcomes, with what became of the actions. */
export const noteOutcomesQuery = (door: Door) =>
  queryOptions({
    queryKey: ['note', keyOf(door), 'outcomes'],
    queryFn: ({ signal }) =>
      door.token === undefined
        ? call(readNoteOutcomes, { params: { id: door.sessionId }, signal })
        : call(readGuestNoteOutcomes, { params: { token: door.token }, signal }),
  });

/** Sets owner and date of the action on a block. */
export function useAssign(door: Door, blockId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: BlockActionChange) =>
      door.token === undefined
        ? call(setBlockAction, { params: { id: door.sessionId, blockId }, input })
        : call(setGuestBlockAction, { params: { token: door.token, blockId }, input }),
    onSuccess: () => cache.invalidateQueries({ queryKey: noteOutcomesQuery(door).queryKey }),
  });
}

export const searchOwners = (sessionId: string) => async (search: string, signal: AbortSignal) => {
  const { items } = await call(ownersForNote, { params: { id: sessionId }, input: { search }, signal });
  return items.map(({ id, name, unit }) => ({ id, label: name, hint: unit ?? undefined }));
};

/** Who may be mentioned here, by what was typed of their name. */
export async function findMentioned(door: Door, search: string, signal: AbortSignal): Promise<NotePerson[]> {
  const input = { search: search.slice(0, 100) };
  const { items } = await (door.token === undefined
    ? call(findMentionable, { params: { id: door.sessionId }, input, signal })
    : call(findGuestMentionable, { params: { token: door.token }, input, signal }));
  return items;
}

/** The one person whom a name in an action can only mean, of those whom the reader may make owner; else nobody. */
export const ownerNamedQuery = (door: Door, page: NotePage, name: string) =>
  queryOptions({
    queryKey: ['note', keyOf(door), 'owner', name],
    queryFn: async ({ signal }): Promise<NotePerson | null> => {
      // With a link one takes an action oneself, and hands it to nobody else.
      if (door.token !== undefined) return isNamed(page.me.name, name) ? page.me : null;
      const { items } = await call(ownersForNote, { params: { id: door.sessionId }, input: { search: name.slice(0, 100) }, signal });
      const named = items.filter((owner) => isNamed(owner.name, name));
      const exactly = named.filter((owner) => owner.name.toLowerCase() === name.toLowerCase());
      const [owner, ...others] = exactly.length > 0 ? exactly : named;
      return owner && others.length === 0 ? { id: owner.id, name: owner.name } : null;
    },
  });

/** `Sanne`, `Sanne de W` and `Sanne de Wit` are how one calls Sanne de Wit. */
const isNamed = (full: string, name: string): boolean => full.toLowerCase().startsWith(name.toLowerCase());
