import type { NotePage } from '@kenniskamer/shared/note';
import type { OutcomeKind } from '@kenniskamer/shared/outcome';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { socket } from '../../platform/live';
import { useWords } from '../../platform/language';
import { markWords } from '../../ui/marks.words';
import { Segments } from '../../ui/filter';
import { toast } from '../../ui/toast';
import { CaptureBar, LayoutBar } from './note-bars';
import { captureWords } from './capture.words';
import { itemAtCaret, suggestedQuestions } from './item-heading';
import { askPage, hearAsks, type NoteAsk } from './note-asks';
import { noteExtensions } from './note-extensions';
import { LinkDialog } from './link-dialog';
import type { NoteLink } from './note-link.live';
import type { NoteState } from './note-state.live';
import { NoteNotices } from './note-notices';
import { NoteOutcomes } from './note-outcomes';
import { useOffers } from './note-offers';
import { NoteProgramme } from './note-programme';
import { noteWords } from './note.words';
import { noteOutcomesQuery, type Door } from './notes.queries';
import { capture, outcomesOf, type TextOutcome } from './outcome-line';
import { OutcomeParts } from './outcome-parts';
import { BlockPlaces } from './outcome-view';
import { insertLine, RoomSide } from './room-side';
import { usePointCount, useRunningItem } from './room.queries';
import { roomWords } from './room.words';
import { SuggestionList } from './suggestion-list';
import { Suggestions } from './suggestions';

interface NoteEditorProps {
  link: NoteLink;
  state: NoteState;
  door: Door;
  page: NotePage;
  onReopen: () => void;
}

/** The text with its bars, and beside it the programme and what it brought. */
export function NoteEditor({ link, state, door, page, onReopen }: NoteEditorProps) {
  const t = useWords(noteWords);
  const c = useWords(captureWords);
  const kinds = useWords(markWords);
  const room = useWords(roomWords);
  const points = usePointCount(page.sessionId);
  const [part, setPart] = useState<'note' | 'points' | 'outcomes' | 'programme'>('note');
  const [places] = useState(() => new BlockPlaces());
  const mayWrite = state.readOnly === null && (state.status === 'OPEN' || state.status === 'AWAY');
  const [suggestions] = useState(() => new Suggestions());
  const [extensions] = useState(() => noteExtensions({ link, places, suggestions, page }));
  const [roles] = useState(() => {
    const role = (attributes: Record<string, string>) => ({ attributes: { class: 'kk-paper', 'aria-label': t('text'), 'aria-live': 'off', ...attributes } });
    return { writes: role({ role: 'textbox', 'aria-multiline': 'true' }), reads: role({ role: 'document', tabindex: '0' }) };
  });
  const editor = useEditor({ extensions, injectCSS: false, editable: mayWrite, shouldRerenderOnTransaction: false, editorProps: mayWrite ? roles.writes : roles.reads });
  const running = useRunningItem(page.sessionId);
  // Said, not shown: the line itself shows it, and a message would lie over the text that one types in.
  const [told, tell] = useState('');
  const mark = (kind: OutcomeKind) => {
    const done = capture(editor, kind, suggestedQuestions(page, running, itemAtCaret(editor)));
    if (done === 'NO_LINE') return toast(t('noLine'));
    editor.commands.focus(undefined, { scrollIntoView: false });
    tell(done === 'MARKED' ? t('captured', { kind: kinds(`outcome.${kind}`) }) : t('released'));
  };
  const [linking, setLinking] = useState(false);
  const onAsked = useEffectEvent((ask: NoteAsk) => {
    if ('capture' in ask) mark(ask.capture);
    else if ('link' in ask) setLinking(true);
    else toast(c(`refused.${ask.refused}`));
  });
  useEffect(() => hearAsks(editor.view.dom, (ask) => onAsked(ask)), [editor]);
  useOffers({ suggestions, page, door, onCapture: useCallback((kind: OutcomeKind) => askPage(editor.view, { capture: kind }), [editor]) });
  useEffect(() => {
    if (editor.isEditable !== mayWrite) editor.setEditable(mayWrite, false);
  }, [editor, mayWrite]);
  const outcomes = useTextOutcomes(editor);
  const cache = useQueryClient();
  const { data: read } = useQuery(noteOutcomesQuery(door));
  useEffect(() => {
    const refresh = ({ id }: { id: string }) => id === page.sessionId && void cache.invalidateQueries({ queryKey: noteOutcomesQuery(door).queryKey });
    socket.on('note.outcomes', refresh);
    return () => void socket.off('note.outcomes', refresh);
  }, [cache, door, page.sessionId]);
  return (
    <>
      <div className="kk-room__parts">
        <Segments
          label={t('parts')}
          value={part}
          onChange={setPart}
          choices={[
            { id: 'note', label: t('note') },
            ...(points === null ? [] : [{ id: 'points' as const, label: room('pointsN', { n: points }) }]),
            { id: 'outcomes', label: t('outcomesN', { n: outcomes.length }) },
            { id: 'programme', label: t('programme') },
          ]}
        />
      </div>
      <div className="kk-room__cols" data-part={part}>
        <NoteProgramme page={page} door={door} onGo={() => setPart('note')} />
        <div className="kk-room__text">
          <NoteNotices state={state} door={door} isKept={page.confidentiality !== 'CONFIDENTIAL'} editor={editor} onReopen={onReopen} />
          {mayWrite && page.confidentiality === 'CONFIDENTIAL' && <p className="kk-meta kk-type-on kk-not-kept">{t('notKept')}</p>}
          {mayWrite && <LayoutBar editor={editor} />}
          {mayWrite && linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
          <EditorContent editor={editor} />
          {mayWrite && <p className="kk-meta kk-type-on">{c('typeOn')}</p>}
          <p className="kk-unseen" role="status">
            {told}
          </p>
          <SuggestionList editor={editor} suggestions={suggestions} />
          <OutcomeParts editor={editor} places={places} outcomes={outcomes} page={page} door={door} read={read?.items ?? []} mayWrite={mayWrite} />
          {mayWrite && <CaptureBar editor={editor} onCapture={mark} />}
        </div>
        <aside className="kk-room__side" aria-label={t('outcomes')}>
          <RoomSide
            page={page}
            guest={door.token !== undefined}
            part={part}
            n={outcomes.length}
            outcomes={(onKnown) => (
              <NoteOutcomes outcomes={outcomes} read={read?.items ?? []} page={page} guest={door.token !== undefined} onGo={() => setPart('note')} onKnown={onKnown} />
            )}
            insert={(words) => mayWrite && insertLine(editor, words)}
          />
        </aside>
      </div>
    </>
  );
}

/** The outcomes as they stand in the text, a moment after it changed: redrawing at each key would hold up the typing. */
function useTextOutcomes(editor: Editor): TextOutcome[] {
  const [outcomes, setOutcomes] = useState<TextOutcome[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (!editor.isDestroyed) setOutcomes((before) => (sameOutcomes(before, outcomesOf(editor.state.doc)) ? before : outcomesOf(editor.state.doc)));
    };
    const soon = () => (timer ??= setTimeout(look, 250));
    look();
    editor.on('transaction', soon);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', soon);
    };
  }, [editor]);
  return outcomes;
}

const sameOutcomes = (one: TextOutcome[], other: TextOutcome[]) => JSON.stringify(one) === JSON.stringify(other);
