import { Outlet } from '@tanstack/react-router';
import { useLanguage, useWords } from '../platform/language';
import { Page } from '../ui/page';
import { SkipLink } from '../ui/skip-link';
import { BrandMark } from './brand';
import { shellWords } from './shell.words';
import './shell.css';

/** What guests and people who are not signed in see around a page: our name, no menu. */
export function GuestFrame() {
  const t = useWords(shellWords);
  const { language, choose } = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <>
      <SkipLink>{t('skip')}</SkipLink>
      <header className="kk-guest-top">
        <div className="kk-top__in kk-top__in--narrow">
          <span className="kk-brand">
            <BrandMark />
            Kenniskamer
          </span>
          <button type="button" className="kk-guest-top__language" lang={other} onClick={() => choose(other)}>
            {t('otherLanguage')}
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Page narrow>
          <Outlet />
        </Page>
      </main>
    </>
  );
}
