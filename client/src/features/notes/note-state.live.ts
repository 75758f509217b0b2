import type { Failure } from '@kenniskamer/shared/failure';
import type { ReadOnlyReason } from '@kenniskamer/shared/note';

/** Where a page stands with its note: what is shown of it, and what is not saved. */
export interface NoteState {
  /**
   * OPENING: no text yet. OPEN: in the room. AWAY: no connection. REFUSED: nothing more is taken. GONE: not ours to see.
   * OTHER: somebody else signed in to this browser, who must neither see nor send this.
   */
  status: 'OPENING' | 'OPEN' | 'AWAY' | 'REFUSED' | 'GONE' | 'OTHER';
  /** Changes made here that are not on the server's disk, deletions too. */
  waiting: number;
  waitingSince: Date | null;
  /** What one typed and can only be copied now that the note is no longer there. */
  unsent: string;
  awaySince: Date | null;
  signInNeeded: boolean;
  readOnly: ReadOnlyReason | null;
  failure: Failure | null;
}

export const OPENING: NoteState = { status: 'OPENING', waiting: 0, waitingSince: null, unsent: '', awaySince: null, signInNeeded: false, readOnly: null, failure: null };
