import { agendaTextLimits } from '@kenniskamer/shared/agenda-text';
import { issueSentence } from '@kenniskamer/shared/failure-words';
import { useId, useRef, useState } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { asFailure, FailureNote } from '../../ui/failure-note';
import { fieldClass, inputClass } from '../../ui/field-parts';
import { Notice } from '../../ui/notice';
import { TextField } from '../../ui/text-field';
import type { Upload } from './editions.queries';
import { editionsWords } from './editions.words';

interface UploadSourceProps {
  /** Why the last text was refused. */
  error: unknown;
  isReading: boolean;
  onUpload: (upload: Upload) => void;
}

let uploads = 0;

/** Bytes as base64, in pieces: a call can take only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}

/** A file or pasted text. In which letters a file was saved is the server's to find out. */
export function UploadSource({ error, isReading, onUpload }: UploadSourceProps) {
  const t = useWords(editionsWords);
  const { language } = useLanguage();
  const [pasted, setPasted] = useState('');
  const [tooLarge, setTooLarge] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const ids = { file: useId(), hint: useId(), error: useId() };
  const refusal = error ? asFailure(error).details.issues?.find((issue) => issue.path[0] === 'content') : undefined;
  const issue = tooLarge ? { path: ['content'], code: 'FILE_TOO_LARGE' } : refusal;
  const give = (name: string, bytes: Uint8Array) => {
    setTooLarge(bytes.length > agendaTextLimits.uploadBytes);
    if (bytes.length <= agendaTextLimits.uploadBytes) onUpload({ number: ++uploads, name, content: base64Of(bytes) });
  };
  const look = async () => {
    const chosen = file.current?.files?.[0];
    if (pasted.trim() !== '') give(t('pasted'), new TextEncoder().encode(pasted));
    else if (chosen && chosen.size > agendaTextLimits.uploadBytes) setTooLarge(true);
    else give(chosen?.name ?? t('pasted'), chosen ? new Uint8Array(await chosen.arrayBuffer()) : new Uint8Array());
  };
  return (
    <form
      className="kk-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      {issue && (
        <Notice tone="error" announced>
          <p id={ids.error}>{issueSentence(issue, language)}</p>
        </Notice>
      )}
      {!issue && <FailureNote error={error} />}
      <div className={fieldClass()}>
        <label className="kk-field__label utrecht-form-label" htmlFor={ids.file}>
          {t('file')}
        </label>
        <p className="kk-field__hint" id={ids.hint}>
          {t('fileHint')}
        </p>
        <input ref={file} id={ids.file} type="file" accept=".txt,text/plain" className={inputClass(undefined, 'kk-file')} aria-describedby={issue ? `${ids.error} ${ids.hint}` : ids.hint} />
      </div>
      <TextField label={t('paste')} lines={8} value={pasted} onChange={setPasted} />
      <div className="kk-form__buttons">
        <Button kind="primary" type="submit" isPending={isReading}>
          {t('look')}
        </Button>
        <span role="status" className="kk-meta">
          {isReading && t('reading')}
        </span>
      </div>
    </form>
  );
}
