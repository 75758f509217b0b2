import type { AgendaPreview, Settlement } from '@kenniskamer/shared/agenda';
import type { Choices } from '@kenniskamer/shared/agenda-text';

/** The places of a preview where somebody still has to decide, in the order of the page: ids of elements on it. */
export function openPlaces({ doubts, matches }: AgendaPreview, choices: Choices, settlements: Record<string, Settlement>): string[] {
  const codes = matches.map(({ code }) => code);
  const place = (code: string | null) => (code === null ? -1 : codes.findIndex((one) => one === code || one.startsWith(code)));
  const open = [
    ...doubts.filter(({ key }) => choices[key] === undefined).map(({ key, code }) => ({ id: doubtId(key), at: place(code) })),
    ...matches.filter(({ code, kind }) => kind === 'CHANGED' && !settlements[code]).map(({ code }) => ({ id: matchId(code), at: place(code) })),
  ];
  return open.toSorted((one, other) => one.at - other.at).map(({ id }) => id);
}

export const doubtId = (key: string) => `doubt-${key}`;
export const matchId = (code: string) => `match-${code.replace('.', '-')}`;
