import { csvLimits } from '@kenniskamer/shared/people-csv';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { useId, useRef, useState } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { asFailure, FailureNote } from '../../ui/failure-note';
import { fieldClass, inputClass } from '../../ui/field-parts';
import { Notice } from '../../ui/notice';
import { csvWords } from './csv.words';

interface CsvSourceProps {
  /** Why the last file was refused. */
  error: unknown;
  isReading: boolean;
  /** The file as base64: in which letters it was saved is the server's to find out. */
  onRead: (content: string) => void;
}

/** Which file to read. */
export function CsvSource({ error, isReading, onRead }: CsvSourceProps) {
  const t = useWords(csvWords);
  const { language } = useLanguage();
  const [slip, setSlip] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const ids = { file: useId(), hint: useId(), error: useId() };
  const look = async () => {
    const chosen = file.current?.files?.[0];
    if (!chosen) return setSlip(t('noFile'));
    if (chosen.size > csvLimits.bytes) return setSlip(issueSentence({ path: [], code: 'FILE_TOO_LARGE' }, language));
    setSlip(null);
    onRead(base64Of(new Uint8Array(await chosen.arrayBuffer())));
  };
  const { reason } = (error ? asFailure(error).details.values : undefined) ?? {};
  const why = slip ?? (isReason(reason) ? t(`reason.${reason}`) : null);
  return (
    <form
      className="kk-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      {why && (
        <Notice tone="error" announced>
          <p id={ids.error}>{why}</p>
        </Notice>
      )}
      {!why && <FailureNote error={error} />}
      <div className={fieldClass()}>
        <label className="kk-field__label utrecht-form-label" htmlFor={ids.file}>
          {t('file')}
        </label>
        <p className="kk-field__hint" id={ids.hint}>
          {t('fileHint')}
        </p>
        <input ref={file} id={ids.file} type="file" accept=".csv,.txt,text/csv" className={inputClass(undefined, 'kk-file')} aria-describedby={why ? `${ids.error} ${ids.hint}` : ids.hint} />
      </div>
      <div className="kk-form__buttons">
        <Button kind="primary" type="submit" isPending={isReading}>
          {t('look')}
        </Button>
      </div>
    </form>
  );
}

const isReason = (reason: unknown) => reason === 'HEADING' || reason === 'EMPTY' || reason === 'QUOTES' || reason === 'BINARY';

/** In pieces: a call can take only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}
