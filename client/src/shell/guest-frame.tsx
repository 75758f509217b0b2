import { Outlet } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';
import { useLanguage, useWords } from '../platform/language';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { BrandMark } from './brand';
import { shellWords } from './shell.words';
import './shell.css';

/** What guests and people who are not signed in see around a page: our name, no menu. */
export function GuestFrame({ children, wide }: { children?: ReactNode; wide?: boolean }) {
  const t = useWords(shellWords);
  const { language, choose } = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <>
      <header className="kk-guest-top">
        <div className={`kk-top__in${wide ? '' : ' kk-top__in--narrow'}`}>
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
        {wide ? (
          <Suspense
            fallback={
              <Page>
                <Skeleton lines={6} />
              </Page>
            }
          >
            <Outlet />
          </Suspense>
        ) : (
          <Page narrow>{children ?? <Outlet />}</Page>
        )}
      </main>
    </>
  );
}

/** The same with the whole width for its page. */
export const GuestRoomFrame = () => <GuestFrame wide />;
