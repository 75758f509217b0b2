import { z } from './configure-zod.js';
import { Id, Instant } from './basics.js';
import { endpoint } from './endpoint.js';
import { NoteBlock } from './note.js';

/** For what a version was kept: an item ended, ten minutes were worked, somebody restored another, the end, definitief. */
export const VersionReason = z.enum(['ITEM', 'WORK', 'RESTORE', 'END', 'FINAL']);
export type VersionReason = z.infer<typeof VersionReason>;

/** The text as it was at one moment. Who wrote what in it is kept nowhere. */
export const NoteVersion = z.object({
  id: Id,
  at: Instant,
  reason: VersionReason,
  /** The programme item that had ended, as it then was called; its place counts from 1. */
  item: z.object({ place: z.int(), title: z.string() }).nullable(),
  /** Of the report that became definitief. */
  report: z.int().nullable(),
  words: z.int(),
  outcomes: z.int(),
});
export type NoteVersion = z.infer<typeof NoteVersion>;

/** Newest first; bounded in number, so there are no pages of it. */
export const NoteVersions = z.object({ sessionId: Id, title: z.string(), items: z.array(NoteVersion), may: z.object({ restore: z.boolean() }) });
export type NoteVersions = z.infer<typeof NoteVersions>;
export const ReadVersion = z.object({ version: NoteVersion, blocks: z.array(NoteBlock) });
export type ReadVersion = z.infer<typeof ReadVersion>;

export const Restoration = z.object({ versionId: Id });
/** The text that stood there just before is a version too, which undoes it. */
export const Restored = z.object({ beforeId: Id });
export type Restored = z.infer<typeof Restored>;

export const listNoteVersions = endpoint('GET', '/sessions/:id/note/versions', z.undefined(), NoteVersions);
export const readNoteVersion = endpoint('GET', '/sessions/:id/note/versions/:versionId', z.undefined(), ReadVersion);
export const listGuestNoteVersions = endpoint('GET', '/invitations/:token/note/versions', z.undefined(), NoteVersions);
export const readGuestNoteVersion = endpoint('GET', '/invitations/:token/note/versions/:versionId', z.undefined(), ReadVersion);
/** Gives the text of the version back as a new change, for everybody who has the note open. */
export const restoreNoteVersion = endpoint('POST', '/sessions/:id/note/restorations', Restoration, Restored);
