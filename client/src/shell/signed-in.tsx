import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useMe } from '../features/people/me.queries';
import { useLanguage } from '../platform/language';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { TopBar } from './top-bar';

/** Round every page of who is signed in: skip link, bar, content. */
export function SignedIn() {
  const me = useMe();
  const { choose } = useLanguage();
  // A person's own language follows them to every browser.
  useEffect(() => choose(me.person.language), [choose, me.person.language]);
  return (
    <div className="kk-has-nav">
      <TopBar me={me} />
      <main id="content" tabIndex={-1}>
        <Suspense
          fallback={
            <Page>
              <Skeleton lines={6} />
            </Page>
          }
        >
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
