import type { NoteOutcome, NotePage } from '@kenniskamer/shared/note';
import { questionsIn } from '@kenniskamer/shared/outcome';
import type { Editor } from '@tiptap/react';
import { ChevronDown } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useWords } from '../../platform/language';
import { markWords } from '../../ui/marks.words';
import { OutcomeKind } from '../../ui/outcome-mark';
import '../../ui/menu.css';
import { ActionOffer } from './action-offer';
import { noteWords } from './note.words';
import type { Door } from './notes.queries';
import { OutcomeAction } from './outcome-action';
import { linkQuestions, type TextOutcome } from './outcome-line';
import type { BlockPlace, BlockPlaces } from './outcome-view';

interface PartsProps {
  editor: Editor;
  places: BlockPlaces;
  page: NotePage;
  door: Door;
  read: readonly NoteOutcome[];
  /** As they now stand in the text. */
  outcomes: readonly TextOutcome[];
  mayWrite: boolean;
}

/** The signs of the outcomes, drawn in their places within the text. */
export function OutcomeParts({ places, read, outcomes, ...props }: PartsProps) {
  const all = useSyncExternalStore(places.subscribe, places.current);
  const keys = new Map<HTMLElement, string>();
  for (const { frame, blockId } of all) keys.set(frame, `${blockId}-${[...keys.values()].filter((key) => key.startsWith(blockId)).length}`);
  return all.map((place) => (
    <OneOutcome
      key={keys.get(place.frame)}
      place={place}
      outcome={outcomes.find(({ blockId }) => blockId === place.blockId) ?? null}
      action={read.find(({ blockId }) => blockId === place.blockId)?.action ?? null}
      {...props}
    />
  ));
}

interface OneProps extends Omit<PartsProps, 'places' | 'read' | 'outcomes'> {
  place: BlockPlace;
  outcome: TextOutcome | null;
  action: NoteOutcome['action'];
}

function OneOutcome({ place, outcome, action, editor, page, door, mayWrite }: OneProps) {
  const t = useWords(noteWords);
  const kinds = useWords(markWords);
  const { kind, frame } = place;
  const linked = questionsIn(place.questions);
  const questions = page.questions.filter(({ id }) => linked.includes(id));
  const codes = questions.map(({ code }) => code).join(', ');
  const name = codes ? t('outcomeOf', { kind: kinds(`outcome.${kind}`), questions: codes }) : kinds(`outcome.${kind}`);
  useEffect(() => frame.setAttribute('aria-label', name), [frame, name]);
  return (
    <>
      {createPortal(
        <>
          <OutcomeKind kind={kind} />
          {mayWrite ? (
            <QuestionChoice page={page} linked={linked} codes={codes} onChange={(ids) => linkQuestions(editor, place.blockId, ids)} />
          ) : (
            questions.map(({ id, code }) => (
              <span key={id} className="kk-code">
                {code}
              </span>
            ))
          )}
        </>,
        place.head,
      )}
      {kind === 'ACTION' &&
        createPortal(
          <>
            {mayWrite && outcome && <ActionOffer outcome={outcome} action={action} page={page} door={door} />}
            <OutcomeAction blockId={place.blockId} action={action} page={page} door={door} mayWrite={mayWrite} />
          </>,
          place.foot,
        )}
    </>
  );
}

interface ChoiceProps {
  page: NotePage;
  linked: readonly string[];
  codes: string;
  onChange: (ids: string[]) => void;
}

function QuestionChoice({ page, linked, codes, onChange }: ChoiceProps) {
  const t = useWords(noteWords);
  const own = page.questions.filter(({ ofSession }) => ofSession);
  const others = page.questions.filter(({ ofSession }) => !ofSession);
  const item = ({ id, code, text }: NotePage['questions'][number]) => (
    <MenuItem key={id} id={id} textValue={`${code} ${text}`} className="kk-menu__item kk-question-choice">
      <b>{code}</b> <span>{text}</span>
    </MenuItem>
  );
  return (
    <MenuTrigger>
      <Button className="kk-chip">
        {codes ? (
          <>
            <span className="kk-unseen">{t('question')} </span>
            <b>{codes}</b>
          </>
        ) : (
          t('chooseQuestion')
        )}
        <ChevronDown className="kk-icon" />
      </Button>
      <Popover className="kk-popover">
        <Menu
          className="kk-menu"
          aria-label={t('questionsOf')}
          selectionMode="multiple"
          selectedKeys={linked}
          onSelectionChange={(keys) => keys !== 'all' && onChange([...keys].map(String))}
        >
          {own.length > 0 && (
            <MenuSection>
              <Header className="kk-menu__header">{t('ofSession')}</Header>
              {own.map(item)}
            </MenuSection>
          )}
          {others.length > 0 && (
            <MenuSection>
              <Header className="kk-menu__header">{t('others')}</Header>
              {others.map(item)}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
