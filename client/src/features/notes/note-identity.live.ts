import type { NotePage } from '@kenniskamer/shared/note';
import { useEffect, useRef } from 'react';
import type { NoteLink } from './note-link.live';
import { useRunningItem } from './room.queries';

/** In Chatham House a page writes each programme item under an id of its own, so that none ties a person's lines of all items together. */
export function useIdPerItem(link: NoteLink | null, { sessionId, confidentiality }: NotePage): void {
  const item = useRunningItem(sessionId);
  const before = useRef(item);
  useEffect(() => {
    if (before.current === item) return;
    before.current = item;
    if (confidentiality === 'CHATHAM_HOUSE') link?.takeOtherId();
  }, [link, item, confidentiality]);
}
