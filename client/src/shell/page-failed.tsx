import { failureStatus } from '@kenniskamer/shared/failure';
import { failureSentence } from '@kenniskamer/shared/failure-words';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useLanguage, useWords } from '../platform/language';
import { asFailure, FailureNote } from '../ui/failure-note';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { PageTitle } from '../ui/page-title';
import { NotFoundContent } from './not-found-page';
import { shellWords } from './shell.words';

/** A whole page that could not be read: what happened, that nothing is lost, and another try. */
export function PageFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useWords(shellWords);
  const { language } = useLanguage();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const failure = asFailure(error);
  if (failure.code === 'NOT_FOUND') {
    return (
      <Page narrow>
        <NotFoundContent />
      </Page>
    );
  }
  // Nothing is broken: there is no such page yet, or no more.
  if (failureStatus[failure.code] === 409) {
    return (
      <Page narrow>
        <PageTitle>{failureSentence(failure, language)}</PageTitle>
        <p className="kk-form__buttons">
          <LinkButton to="/">{t('toNow')}</LinkButton>
        </p>
      </Page>
    );
  }
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Page narrow>
      <PageTitle>{t('failed')}</PageTitle>
      <FailureNote error={failure} onRetry={retry} />
    </Page>
  );
}

/** The same where there is nothing round it: the page's bar could not be read either. */
export const ShellFailed = (failed: Parameters<typeof PageFailed>[0]) => (
  <main id="content" tabIndex={-1}>
    <PageFailed {...failed} />
  </main>
);
