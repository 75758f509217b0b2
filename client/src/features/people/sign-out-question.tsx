import { useState } from 'react';
import { useWords } from '../../platform/language';
import { losesAtSignOut } from '../../platform/sign-out';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useTellFailure } from '../../ui/tell-failure';
import type { useSignOut } from './sign-in.queries';
import { signInWords } from './sign-in.words';

/** Signs out; asks first where that erases what somebody typed and no server has yet. Show `question` beside what is pressed. */
export function useAskedSignOut(signOut: ReturnType<typeof useSignOut>) {
  const t = useWords(signInWords);
  const onError = useTellFailure();
  const [asks, ask] = useState(false);
  const go = () => {
    ask(false);
    signOut.mutate(undefined, { onError });
  };
  const question = asks && (
    <Dialog title={t('unsaved')} onClose={() => ask(false)}>
      <p>{t('unsavedHelp')}</p>
      <p className="kk-row">
        <Button kind="primary" onPress={() => ask(false)}>
          {t('stay')}
        </Button>
        <Button onPress={go}>{t('signOutAnyway')}</Button>
      </p>
    </Dialog>
  );
  return { question, press: () => (losesAtSignOut() ? ask(true) : go()) };
}
