import type { NotePage } from '@kenniskamer/shared/note';
import type { Editor } from '@tiptap/react';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../platform/language';
import { noteWords } from './note.words';
import { RoomKnown } from './room-known';
import { RoomPoints } from './room-points';
import { usePointCount } from './room.queries';
import { roomWords } from './room.words';

type Tab = 'outcomes' | 'points' | 'known';

interface RoomSideProps {
  page: NotePage;
  guest: boolean;
  /** The part that a phone shows. */
  part: string;
  /** How many outcomes. */
  n: number;
  outcomes: (onKnown: () => void) => ReactNode;
  insert: (words: string) => boolean;
}

/** How many points stand below the outcomes. */
const FEW = 2;

/** Beside the text: what it brought so far, the points from the room, and what was known already, one press away. */
export function RoomSide({ page, guest, part, n, outcomes, insert }: RoomSideProps) {
  const t = useWords(roomWords);
  const note = useWords(noteWords);
  const [chosen, choose] = useState<Tab>('outcomes');
  const waiting = usePointCount(page.sessionId);
  // On a phone the parts of the page choose; known stands with the outcomes there.
  const tab: Tab = part === 'points' ? 'points' : part === 'outcomes' && chosen === 'points' ? 'outcomes' : chosen;
  const tabs: [Tab, string][] = [['outcomes', note('outcomesN', { n })], ...(waiting === null ? [] : ([['points', t('pointsN', { n: waiting })]] as [Tab, string][])), ['known', t('known')]];
  return (
    <>
      <div className={`kk-side-tabs${tab === 'points' ? ' kk-side-tabs--points' : ''}`} role="group" aria-label={t('sideParts')}>
        {tabs.map(([id, words]) => (
          <button key={id} type="button" className={`kk-side-tabs__tab kk-side-tabs__tab--${id}`} aria-pressed={id === tab} onClick={() => choose(id)}>
            {words}
          </button>
        ))}
      </div>
      {tab === 'known' && <RoomKnown page={page} guest={guest} />}
      {tab === 'points' && <RoomPoints sessionId={page.sessionId} insert={insert} />}
      {tab === 'outcomes' && (
        <>
          {outcomes(() => choose('known'))}
          <RoomPoints sessionId={page.sessionId} few={{ count: FEW, onAll: () => choose('points') }} insert={insert} />
        </>
      )}
    </>
  );
}

/** Writes a line into the note: where the caret is, after the block it stands in; else at the end. */
export function insertLine(editor: Editor, words: string): boolean {
  if (!editor.isEditable) return false;
  const { selection, doc } = editor.state;
  const { $from } = selection;
  const placed = $from.depth > 0 && selection.from > 1;
  const empty = placed && $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  if (empty) return editor.commands.insertContentAt(selection.from, { type: 'text', text: words });
  return editor.commands.insertContentAt(placed ? $from.after(1) : doc.content.size, { type: 'paragraph', content: [{ type: 'text', text: words }] });
}
