import type { TraceKind } from '@kenniskamer/shared/trace';

export type Counts = Record<TraceKind, number>;
export const none = (): Counts => ({ ID: 0, NAME: 0, ADDRESS: 0, CLIENT: 0 });
export const totalOf = ({ ID, NAME, ADDRESS, CLIENT }: Counts): number => ID + NAME + ADDRESS + CLIENT;

export interface Participant {
  id: string;
  name: string;
  addresses: string[];
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const ADDRESS = /[^\s<>()[\]{}",;:|\\]+@[^\s<>()[\]{}",;:|\\]+/g;
/** A number that stands where a client id is named, or that is one. */
const NUMBER = /(client[-_ ]?id\W{1,4})?(?<!\d)(\d{1,16})(?!\d)/gi;
/** Yjs draws ids from four thousand million; a page that took a number as small as text is full of cannot be told by it. */
const SMALLEST = 10_000;
const CLIENT_KEY = /^client[-_ ]?(id)?$/i;

/**
 * Counts traces of these people. A name is the full name in whole words, whatever capitals and accents: "Wit" is no trace
 * of Sanne de Wit, and would be found everywhere. A name of one word counts only with the capitals it is written with.
 */
export class Tracer {
  private readonly ids: Set<string>;
  private readonly addresses: Set<string>;
  /** By their first word, the longest first. */
  private readonly names = new Map<string, string[][]>();

  private readonly clients: Set<number>;

  constructor(people: readonly Participant[], clients: Iterable<number>) {
    this.clients = new Set([...clients].filter((id) => id >= SMALLEST));
    this.ids = new Set(people.map(({ id }) => id.toLowerCase()));
    this.addresses = new Set(people.flatMap(({ addresses }) => addresses.map((address) => address.toLowerCase())));
    for (const name of new Set(people.map((person) => wordsOf(person.name).join(' ')))) {
      const words = name.split(' ').filter(Boolean);
      const first = words[0]?.toLowerCase();
      if (first !== undefined) this.names.set(first, [...(this.names.get(first) ?? []), words].sort((one, other) => other.length - one.length));
    }
  }

  /** All that stands in a value as JSON holds it, keys too, step by step. Adds to `counts`. */
  *inValue(value: unknown, counts: Counts): Generator<void> {
    const open: [key: string, value: unknown][] = [['', value]];
    for (let next = open.pop(); next; next = open.pop()) {
      yield;
      const [key, found] = next;
      if (typeof found === 'string') this.inText(found, counts);
      else if (typeof found === 'number' || typeof found === 'bigint') counts.CLIENT += CLIENT_KEY.test(key) || this.clients.has(Number(found)) ? 1 : 0;
      else if (Array.isArray(found)) open.push(...whole(found).map((one): [string, unknown] => [key, one]));
      else if (typeof found === 'object' && found !== null) {
        for (const [name, inside] of Object.entries(found)) {
          this.inText(name, counts);
          open.push([name, inside]);
        }
      }
    }
  }

  inText(text: string, counts: Counts): void {
    counts.ID += [...text.matchAll(UUID)].filter(([id]) => this.ids.has(id.toLowerCase())).length;
    const rest = text.replace(UUID, ' ').replace(ADDRESS, (found) => {
      const address = found.toLowerCase().replace(/^['.]+|['.]+$/g, '');
      if (!this.addresses.has(address)) return found;
      counts.ADDRESS++;
      return ' ';
    });
    counts.CLIENT += [...rest.matchAll(NUMBER)].filter(([, named, number]) => named !== undefined || this.clients.has(Number(number))).length;
    counts.NAME += this.namesIn(rest);
  }

  private namesIn(text: string): number {
    const words = wordsOf(text);
    const lower = words.map((word) => word.toLowerCase());
    let [found, at] = [0, 0];
    while (at < words.length) {
      const from = at;
      const name = this.names.get(lower[from] ?? '')?.find((one) => (one.length === 1 ? one[0] === words[from] : one.every((word, place) => word.toLowerCase() === lower[from + place])));
      found += name ? 1 : 0;
      at += name?.length ?? 1;
    }
    return found;
  }
}

/** Without accents: people type Zoe for Zoë. */
const wordsOf = (text: string): string[] => text.normalize('NFKD').replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Text that is cut where its marks change is one text: a name may be half bold. */
function whole(list: unknown[]): unknown[] {
  const pieces = list.map((one) => (typeof one === 'object' && one !== null ? ('text' in one ? one.text : 'insert' in one ? one.insert : undefined) : undefined));
  if (list.length === 0 || !pieces.every((piece) => typeof piece === 'string')) return list;
  return [pieces.join(''), ...list.map((one) => ({ ...(one as object), text: null, insert: null }))];
}

/** Is a line of the log about this note? It says its id, or the live room says it. */
const LIVE = new Set(['notes', 'room', 'live']);
export function isAbout(line: string, ids: readonly string[]): boolean {
  if (ids.some((id) => line.includes(id))) return true;
  const about = /"about":"([^"]*)"/.exec(line)?.[1];
  return about !== undefined && LIVE.has(about);
}

export function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line; // somebody wrote to the log past it
  }
}
