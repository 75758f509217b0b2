import type { PresentPerson } from '@kenniskamer/shared/room';

/** In Chatham House only organisers know who is here; with only a personal link nobody gets a list of people. */
export const seesNames = (who: { organises: boolean; signedIn: boolean }, confidentiality: 'OPEN' | 'CHATHAM_HOUSE' | 'CONFIDENTIAL'): boolean =>
  who.organises || (who.signedIn && confidentiality !== 'CHATHAM_HOUSE');

/** Those who are here, by name; for who ticks them all who may come. */
export function presentPeople(all: readonly Omit<PresentPerson, 'here'>[], here: ReadonlySet<string>, ticks: boolean): PresentPerson[] {
  return all
    .map((person) => ({ ...person, here: here.has(person.id) }))
    .filter(({ here: isHere }) => ticks || isHere)
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
}
