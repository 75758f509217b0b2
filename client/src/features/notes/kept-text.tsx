import type { ReactNode } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { toast } from '../../ui/toast';
import { noteWords } from './note.words';

/** Text that is saved nowhere but here, to be read and copied. */
export function KeptText({ text, children }: { text: string; children?: ReactNode }) {
  const t = useWords(noteWords);
  return (
    <>
      <textarea className="kk-kept" aria-label={t('keptText')} readOnly rows={6} value={text} />
      <p className="kk-row">
        <CopyButton text={() => text} />
        {children}
      </p>
    </>
  );
}

export function CopyButton({ text }: { text: () => string }) {
  const t = useWords(noteWords);
  const copy = () =>
    void copyText(text()).then(
      () => toast(t('copied')),
      () => toast(t('notCopied')),
    );
  return (
    <Button small onPress={copy}>
      {t('copy')}
    </Button>
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
