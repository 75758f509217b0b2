import { useWords } from '../platform/language';
import { LinkButton } from '../ui/link-button';
import '../ui/field.css';
import { PageTitle } from '../ui/page-title';
import { GuestFrame } from './guest-frame';
import { shellWords } from './shell.words';

/** The same words for what does not exist and for what is not for the reader. */
export function NotFoundContent() {
  const t = useWords(shellWords);
  return (
    <>
      <PageTitle>{t('notFound')}</PageTitle>
      <p className="kk-lead">{t('notFoundHelp')}</p>
      <p className="kk-form__buttons">
        <LinkButton to="/">{t('toNow')}</LinkButton>
      </p>
    </>
  );
}

export const NotFoundPage = () => (
  <GuestFrame>
    <NotFoundContent />
  </GuestFrame>
);
