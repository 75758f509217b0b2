import { combinationOf, defaultCaptureKeys, keysInWords, refusesKeys } from '@kenniskamer/shared/capture-keys';
import { OutcomeKind } from '@kenniskamer/shared/outcome';
import { useState, type KeyboardEvent } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { markWords } from '../../ui/marks.words';
import { OutcomeMark } from '../../ui/outcome-mark';
import { setCaptureKeys, useCaptureKeys } from './capture-keys';
import { captureWords } from './capture.words';

const modifiers = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'];

/** Shows the keys that capture, and takes others by having them pressed. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(captureWords);
  const kinds = useWords(markWords);
  const keys = useCaptureKeys();
  const [asking, ask] = useState<OutcomeKind | null>(null);
  const [refusal, refuse] = useState<string | null>(null);
  const press = (kind: OutcomeKind) => (event: KeyboardEvent) => {
    if (asking !== kind || event.key === 'Tab') return;
    event.preventDefault();
    // Escape ends the asking, and leaves the dialog open.
    event.stopPropagation();
    if (event.key === 'Escape') return ask(null);
    if (modifiers.includes(event.key)) return;
    const refused = refusesKeys(keys, kind, event.nativeEvent);
    if (refused) return refuse(refused.why === 'TAKEN' ? t('keys.TAKEN', { kind: kinds(`outcome.${refused.by}`) }) : t(`keys.${refused.why}`));
    setCaptureKeys({ ...keys, [kind]: combinationOf(event.nativeEvent) ?? keys[kind] });
    ask(null);
    refuse(null);
  };
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <p>{t('keysHelp')}</p>
      <ul className="kk-keys">
        {OutcomeKind.options.map((kind) => (
          <li key={kind}>
            <OutcomeMark kind={kind} />
            <span>{kinds(`outcome.${kind}`)}</span>
            <button
              type="button"
              className="kk-keys__button"
              aria-label={asking === kind ? t('keysPress', { kind: kinds(`outcome.${kind}`) }) : t('keysChange', { kind: kinds(`outcome.${kind}`), keys: keysInWords(keys[kind]) })}
              aria-pressed={asking === kind}
              onClick={() => {
                ask(asking === kind ? null : kind);
                refuse(null);
              }}
              onKeyDown={press(kind)}
              onBlur={() => ask(null)}
            >
              {asking === kind ? t('keysPressShort') : keysInWords(keys[kind])}
            </button>
          </li>
        ))}
      </ul>
      <p role="alert" className="kk-keys__refusal">
        {refusal}
      </p>
      <div className="kk-form__buttons">
        <Button kind="primary" onPress={onClose}>
          {t('done')}
        </Button>
        <Button
          onPress={() => {
            setCaptureKeys(defaultCaptureKeys);
            refuse(null);
          }}
        >
          {t('keysBack')}
        </Button>
      </div>
    </Dialog>
  );
}
