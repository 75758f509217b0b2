import { failureSentence } from '@kenniskamer/shared/failure-words';
import type { Editor } from '@tiptap/react';
import { useDates } from '../../platform/dates';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { AnchorButton, LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { toast } from '../../ui/toast';
import type { NoteState } from './note-link.live';
import { noteWords } from './note.words';
import type { Door } from './notes.queries';

interface NoticesProps {
  state: NoteState;
  door: Door;
  editor: Editor;
  onReopen: () => void;
}

/** Why one cannot write, or what became of what was written. */
export function NoteNotices({ state, door, editor, onReopen }: NoticesProps) {
  const t = useWords(noteWords);
  const dates = useDates();
  const { language } = useLanguage();
  const copy = () =>
    void copyText(editor.getText({ blockSeparator: '\n' })).then(
      () => toast(t('copied')),
      () => toast(t('notCopied')),
    );
  if (state.status === 'REFUSED') {
    return (
      <Notice tone="error" announced>
        <p>
          <b>{t('refused')}</b> {state.failure && failureSentence(state.failure, language)} {t('refusedHelp')}
        </p>
        <p className="kk-row">
          <Button small onPress={copy}>
            {t('copy')}
          </Button>
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
            <b>{t('offline', { time: dates.time(state.awaySince) })}</b> {state.readOnly === null ? t('offlineHelp') : t('offlineRead')}
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
              <Button small onPress={copy}>
                {t('copy')}
              </Button>
            </p>
          )}
        </Notice>
      )}
    </>
  );
}

/** The clipboard's own door is closed on a page that comes over plain http from an address in the house: then the old way. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'kk-unseen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('nothing was copied');
}
