import { useSearch } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { PageTitle } from '../../ui/page-title';
import { TextField } from '../../ui/text-field';
import { useSignInLink } from './sign-in.queries';
import { signInWords } from './sign-in.words';

/** Only a path of ours may be gone back to; the server holds to the same. */
const ownPath = (next: unknown) => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined);

/** Asks for a mailed link. Says the same whether the address is known or not. */
export function SignInPage() {
  const t = useWords(signInWords);
  const link = useSignInLink();
  const next = ownPath(useSearch({ from: '/guest/sign-in' }).next);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useFailureForm({
    start: { email: '' },
    save: async ({ email }) => {
      await link.mutateAsync({ email, next });
      setSentTo(email.trim());
    },
  });
  if (sentTo !== null) {
    return (
      <div className="kk-stack">
        <PageTitle key="sent">{t('sentTitle')}</PageTitle>
        <p role="status">{t('sent', { email: sentTo })}</p>
        <p className="kk-meta">{t('notThere')}</p>
        <Button onPress={() => setSentTo(null)}>{t('again')}</Button>
      </div>
    );
  }
  return (
    <>
      <PageTitle key="ask">{t('title')}</PageTitle>
      <p className="kk-lead">{t('lead')}</p>
      <Form form={form}>
        <TextField type="email" autoComplete="email" label={t('email')} hint={t('emailHint')} {...form.field('email')} />
        <div className="kk-form__buttons">
          <Button kind="primary" type="submit" icon={Mail} isPending={form.isPending}>
            {t('send')}
          </Button>
        </div>
      </Form>
    </>
  );
}
