import type { Editor } from '@tiptap/react';
import { z } from '@kenniskamer/shared/configure-zod';
import { linkTyped } from '@kenniskamer/shared/note';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Form, useFailureForm } from '../../ui/failure-form';
import { TextField } from '../../ui/text-field';
import { uiWords } from '../../ui/ui.words';
import { captureWords } from './capture.words';

const Typed = z.object({ address: z.string().refine((typed) => linkTyped(typed) !== null, { error: 'LEADS_NOWHERE' }), words: z.string().max(500, { error: 'TOO_LONG' }) });

/** Makes a link of the words that are selected, or of new ones; changes or removes the one the caret is in. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useWords(captureWords);
  const ui = useWords(uiWords);
  const [present] = useState(() => {
    const href: unknown = editor.getAttributes('link').href;
    return { href: typeof href === 'string' ? href : '', isLink: editor.isActive('link'), needsWords: editor.state.selection.empty && !editor.isActive('link') };
  });
  const form = useFailureForm({
    start: { address: present.href, words: '' },
    schema: Typed,
    save: ({ address, words }) => {
      const href = linkTyped(address) ?? '';
      const change = editor.chain();
      if (present.needsWords) change.insertContent({ type: 'text', text: words.trim() || address.trim(), marks: [{ type: 'link', attrs: { href } }] }).unsetMark('link').run();
      else change.extendMarkRange('link').setLink({ href }).run();
      return Promise.resolve();
    },
  });
  const submit = async () => {
    const done = await form.submit();
    if (done) onClose();
    return done;
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetLink().run();
    onClose();
  };
  return (
    <Dialog title={t('linkTitle')} onClose={onClose}>
      <Form form={{ ...form, submit }} label={t('linkTitle')}>
        <TextField label={t('linkAddress')} {...form.field('address')} />
        {present.needsWords && <TextField label={t('linkWords')} optional {...form.field('words')} />}
        <p className="kk-row">
          <Button kind="primary" type="submit">
            {t('linkMake')}
          </Button>
          {present.isLink && <Button onPress={remove}>{t('linkAway')}</Button>}
          <Button kind="quiet" onPress={onClose}>
            {ui('cancel')}
          </Button>
        </p>
      </Form>
    </Dialog>
  );
}
