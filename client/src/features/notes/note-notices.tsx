import { failureSentence } from '@kenniskamer/shared/failure-words';
import type { Editor } from '@tiptap/react';
import { useDates } from '../../platform/dates';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { AnchorButton, LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { CopyButton } from './kept-text';
import type { NoteState } from './note-state.live';
import { noteWords } from './note.words';
import type { Door } from './notes.queries';

interface NoticesProps {
  state: NoteState;
  door: Door;
  /** Does the browser keep a copy? */
  isKept: boolean;
  editor: Editor;
  onReopen: () => void;
}

/** Why one cannot write, or what became of what was written. */
export function NoteNotices({ state, door, isKept, editor, onReopen }: NoticesProps) {
  const t = useWords(noteWords);
  const dates = useDates();
  const { language } = useLanguage();
  const copy = <CopyButton text={() => editor.getText({ blockSeparator: '\n' })} />;
  if (state.status === 'REFUSED') {
    return (
      <Notice tone="error" announced>
        <p>
          <b>{t('refused')}</b> {state.failure && failureSentence(state.failure, language)} {t('refusedHelp')}
        </p>
        <p className="kk-row">
          {copy}
          <Button small onPress={onReopen}>
            {t('reopen')}
          </Button>
        </p>
      </Notice>
    );
  }
  if (state.signInNeeded) {
    return (
      <Notice tone="warning" announced>
        <p>
          <b>{t('signInNeeded')}</b> {t('signInHelp')}
        </p>
        <p className="kk-row">
          <AnchorButton href={`/sign-in?next=${encodeURIComponent(location.pathname)}`} target="_blank">
            {t('signIn')}
          </AnchorButton>
        </p>
      </Notice>
    );
  }
  return (
    <>
      {state.awaySince && state.status === 'AWAY' && (
        <Notice tone="warning" announced>
          <p>
            <b>{t('offline', { time: dates.time(state.awaySince) })}</b> {state.readOnly === null ? t(isKept ? 'offlineHelp' : 'offlineNotKept') : t('offlineRead')}
          </p>
        </Notice>
      )}
      {state.readOnly && (
        <Notice>
          <p>{t(`readOnly.${state.readOnly}`)}</p>
          {state.readOnly === 'FINAL' && door.sessionId !== undefined && (
            <p className="kk-row">
              <LinkButton small to="/sessions/$id/report" params={{ id: door.sessionId }}>
                {t('toReport')}
              </LinkButton>
            </p>
          )}
          {state.waiting > 0 && (
            <p className="kk-row">
              <span>{t('refused')}</span>
              {copy}
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
