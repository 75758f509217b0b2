import { z } from './configure-zod.js';
import { Day, Id, Instant, line } from './basics.js';
import { endpoint } from './endpoint.js';
import { Confidentiality } from './level.js';
import { BlockId, OutcomeKind } from './outcome.js';

/**
 * Which blocks, marks and attributes a page knows. A page with an older one may read only: opening the note with a
 * schema that lacks a block type deletes those blocks for everybody.
 */
export const NOTE_SCHEMA = 2;
/** The name of the note's text within its Yjs document. */
export const NOTE_FIELD = 'note';
/** Octets. One change of this size is some hundred pages of text at once; more is refused with `NOTE_FULL`. */
export const MAX_UPDATE = 400_000;
/** Octets of the whole document with its history, above which it takes no more. */
export const MAX_NOTE = 8_000_000;
/** Characters of text that may be pasted at once: below `MAX_UPDATE` whatever they are, in UTF-8. */
export const MAX_PASTE = 100_000;
/** Octets of what a program puts on the clipboard, styles and all, above which it is not even looked at. */
export const MAX_CLIPBOARD = 2_000_000;
/** Octets of a caret's place. */
export const MAX_CARET = 600;
/** Octets of one message; more than that goes in parts. */
export const MAX_PART = 256_000;

/** Bytes as they come over the socket: a Buffer in Node, an ArrayBuffer in browsers. */
export const Bytes = z.custom<Uint8Array | ArrayBuffer>((value) => value instanceof Uint8Array || value instanceof ArrayBuffer);
export const bytesOf = (value: Uint8Array | ArrayBuffer): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array(value));

/**
 * What goes to a whole room, and the small changes that come from it, carry their bytes as base64: socket.io sends bytes
 * as a frame of their own, and frames are what a big room costs.
 */
export const fromText = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
/** Octets up to which a change is sent so: beyond it the third that base64 adds costs more than a frame. */
export const MAX_TEXT = 3000;
/** Of at most so many octets, that is; else the bytes as they are. */
export const asSent = (update: Uint8Array): Uint8Array | string => (update.byteLength <= MAX_TEXT ? btoa(String.fromCharCode(...update)) : update);
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= (MAX_TEXT * 4) / 3 && value.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(value);
const Sent = z.custom<Uint8Array | ArrayBuffer | string>((value) => isText(value) || Bytes.safeParse(value).success);

/**
 * Who speaks first: a page asks `note.open` with its state vector and gets what it lacks; then it sends what the server
 * lacks (nothing, the first time). From there each change goes as `note.update`, acked when it is stored, and others'
 * changes come as `note.update` too. After each reconnect, and at `note.changed`, it opens again.
 */
export const OpenNote = z.object({
  sessionId: Id,
  schema: z.int().min(0).max(1000),
  /** The Yjs client id that this page writes under. */
  clientId: z.int().min(0).max(2 ** 53 - 1),
  /** Of which making of the note the page holds text; another making is never merged with it. */
  generation: z.int().min(0).nullable(),
  stateVector: Bytes.nullable(),
});
/** Why one may read and not write. */
export const ReadOnlyReason = z.enum(['FINAL', 'CANCELLED', 'NOT_STARTED', 'ENDED', 'GUESTS_READ', 'SCHEMA', 'READER']);
export type ReadOnlyReason = z.infer<typeof ReadOnlyReason>;
export interface OpenedNote {
  generation: number;
  /** As `NotePage.keptAs`: a page whose browser signed in as somebody else meanwhile must not send what the other typed. */
  keptAs: string;
  /** What this page's own caret is called. */
  key: number;
  readOnly: ReadOnlyReason | null;
  /** The first part of what the page lacks; it asks the others as `note.part`, and applies the whole. */
  missing: Uint8Array | ArrayBuffer;
  parts: number;
  stateVector: Uint8Array | ArrayBuffer;
  carets: Caret[];
}

export const AskPart = z.object({ sessionId: Id, part: z.int().min(1).max(1000) });

/** With `more` it is a part: the update is complete with the message that has none, and only that one's ack means stored. */
export const SendUpdate = z.object({ sessionId: Id, generation: z.int(), update: Sent, more: z.literal(true).optional() });
export interface ToldUpdate {
  id: string;
  /** See `fromText`. */
  update: string;
  carets?: Caret[];
}

/** Where somebody's caret stands, as Yjs relative positions. Only who typed a moment ago has one. */
export const SendCaret = z.object({
  sessionId: Id,
  caret: z
    .object({ anchor: z.unknown(), head: z.unknown() })
    .nullable()
    .refine((caret) => JSON.stringify(caret).length <= MAX_CARET),
});
export interface Caret {
  /** Of this connection, no person's and no Yjs client's. */
  key: number;
  /** As the server knows it; null where nobody's name may be shown. */
  name: string | null;
  /** Null: the caret is gone. */
  caret: { anchor?: unknown; head?: unknown } | null;
}
export interface ToldCarets {
  id: string;
  carets: Caret[];
}
/** After two seconds of quiet: what a page's own document must come to (see `hashOf`); one that differs opens again. */
export interface ToldQuiet {
  id: string;
  seq: number;
  hash: string;
}
export const LeaveNote = z.object({ sessionId: Id });

/**
 * Of a document's structure (`Y.encodeSnapshot(Y.snapshot(doc))`: what it has and what of that is deleted) and its text.
 * Equal in all replicas that hold the same; not meant to withstand somebody who wants two equal ones.
 */
export function hashOf(structure: Uint8Array, text: string): string {
  let [one, other] = [0x811c9dc5, 0xdeadbeef];
  const take = (value: number) => {
    one = Math.imul(one ^ value, 0x01000193);
    other = Math.imul(other ^ value, 0x9e3779b1);
    other ^= other >>> 15;
  };
  for (const octet of structure) take(octet);
  for (let at = 0; at < text.length; at++) take(text.charCodeAt(at));
  return `${(one >>> 0).toString(16)}-${(other >>> 0).toString(16)}`;
}

/** What a link in the note leads to: an address on the web or of a person. Null for all else, a script among it. */
export function linkIn(address: unknown): string | null {
  return typeof address === 'string' && address.length <= 2000 && /^(https?|mailto):/i.test(address) ? address : null;
}

/** The address that somebody means who types `example.nl/a` or `wie@example.nl` as well. Null for what leads nowhere. */
export function linkTyped(typed: string): string | null {
  const words = typed.trim();
  const hasScheme = /^[a-z][a-z\d+-]*:(?!\d)/i.test(words);
  const guessed = hasScheme ? words : words.includes('@') ? `mailto:${words}` : words.includes('.') ? `https://${words}` : '';
  return /\s/.test(words) || !URL.canParse(guessed) ? null : linkIn(guessed);
}

// What the page around the text needs, read over HTTP with one's own rights.

const NoteQuestion = z.object({ id: Id, code: z.string(), text: z.string(), ofSession: z.boolean() });
export type NoteQuestion = z.infer<typeof NoteQuestion>;
const NotePerson = z.object({ id: Id, name: z.string() });
export type NotePerson = z.infer<typeof NotePerson>;
export const NotePage = z.object({
  sessionId: Id,
  title: z.string(),
  confidentiality: Confidentiality,
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  items: z.array(
    z.object({ id: Id, title: z.string(), minutes: z.int().nullable(), speaker: z.string().nullable(), questionIds: z.array(Id) }),
  ),
  /** The current agenda's, the session's own first. */
  questions: z.array(NoteQuestion),
  /** Who reads this: with a personal link one can take an action oneself, and sees no list of others. */
  me: NotePerson,
  /** Whose the copy is that the browser keeps: the person's, or the invitation's for who has only its link. */
  keptAs: Id,
});
export type NotePage = z.infer<typeof NotePage>;

export const NoteOutcome = z.object({
  blockId: BlockId,
  kind: OutcomeKind,
  text: z.string(),
  questionIds: z.array(Id),
  itemId: Id.nullable(),
  action: z
    .object({ id: Id, state: z.enum(['OPEN', 'IN_PROGRESS', 'DONE', 'DROPPED']), owner: NotePerson.nullable(), dueOn: Day.nullable(), revision: z.int() })
    .nullable(),
});
export type NoteOutcome = z.infer<typeof NoteOutcome>;
const NoteOutcomes = z.object({ items: z.array(NoteOutcome) });

export const readNotePage = endpoint('GET', '/sessions/:id/note', z.undefined(), NotePage);
export const readNoteOutcomes = endpoint('GET', '/sessions/:id/note/outcomes', z.undefined(), NoteOutcomes);
export const readGuestNotePage = endpoint('GET', '/invitations/:token/note', z.undefined(), NotePage);
/** Who may be mentioned, by words of their name; a personal link is offered this session's people and nobody else. */
export const MentionQuery = z.object({ search: line(100, 0).default('') });
export type MentionQuery = z.infer<typeof MentionQuery>;
const Mentionable = z.object({ items: z.array(NotePerson) });
export const findMentionable = endpoint('GET', '/sessions/:id/note/people', MentionQuery, Mentionable);
export const findGuestMentionable = endpoint('GET', '/invitations/:token/note/people', MentionQuery, Mentionable);
export const readGuestNoteOutcomes = endpoint('GET', '/invitations/:token/note/outcomes', z.undefined(), NoteOutcomes);

// The note's text as blocks, for the report, the .docx and whatever comes later. No author anywhere.

export const Run = z.object({
  text: z.string(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  underline: z.boolean().optional(),
  strike: z.boolean().optional(),
  link: z.string().optional(),
});
export type Run = z.infer<typeof Run>;
/** What stands outside tables and in their cells. */
export const FlatBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('HEADING'), level: z.int(), itemId: z.string().nullable(), runs: z.array(Run) }),
  z.object({
    type: z.literal('PARAGRAPH'),
    /** 0 outside lists. */
    depth: z.int(),
    /** Set on the first paragraph of a list item; the number in a numbered list. */
    bullet: z.union([z.literal('DOT'), z.int()]).nullable(),
    quote: z.boolean(),
    runs: z.array(Run),
    outcome: z.object({ blockId: BlockId, kind: OutcomeKind, questionIds: z.array(Id) }).nullable(),
  }),
  z.object({ type: z.literal('RULE') }),
]);
export type FlatBlock = z.infer<typeof FlatBlock>;
const NoteCell = z.object({
  head: z.boolean(),
  /** How many columns and rows it takes. */
  columns: z.int(),
  rows: z.int(),
  /** A table within a table gives its text, and no table. */
  blocks: z.array(FlatBlock),
});
export type NoteCell = z.infer<typeof NoteCell>;
export const NoteBlock = z.discriminatedUnion('type', [
  ...FlatBlock.options,
  /** Rows may differ in length: two people can add a row and a column at once. */
  z.object({ type: z.literal('TABLE'), rows: z.array(z.array(NoteCell)) }),
]);
export type NoteBlock = z.infer<typeof NoteBlock>;
/** All blocks in the order in which they are read, those in tables too. */
export const flatBlocks = (blocks: readonly NoteBlock[]): FlatBlock[] =>
  blocks.flatMap((block) => (block.type === 'TABLE' ? block.rows.flat().flatMap((cell) => cell.blocks) : [block]));
export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
