import { useWords } from '../platform/language';
import { LinkButton } from '../ui/link-button';
import { Page } from '../ui/page';
import { PageTitle } from '../ui/page-title';
import { shellWords } from './shell.words';

/** The same words for what does not exist and for what is not for the reader. */
export function NotFoundContent() {
  const t = useWords(shellWords);
  return (
    <>
      <PageTitle>{t('notFound')}</PageTitle>
      <p className="kk-lead">{t('notFoundHelp')}</p>
      <p className="kk-stack">
        <LinkButton to="/">{t('toNow')}</LinkButton>
      </p>
    </>
  );
}
export const NotFoundPage = () => (
  <main id="content" tabIndex={-1}>
    <Page narrow>
      <NotFoundContent />
    </Page>
  </main>
);
