import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { eraseCopies, keptNotes } from '../features/notes/unsent-notes.live';
import { useMe } from '../features/people/me.queries';
import { useLanguage } from '../platform/language';
import { asksAtSignOut, atSignOut } from '../platform/sign-out';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { TopBar } from './top-bar';
import { UnsentBar } from './unsent-bar';

/** Round every page of who is signed in: skip link, bar, content. */
export function SignedIn() {
  const me = useMe();
  const { choose } = useLanguage();
  const { id } = me.person;
  useEffect(() => atSignOut(() => eraseCopies(id)), [id]);
  useEffect(() => asksAtSignOut(() => keptNotes().some(({ owner, waiting }) => owner === id && waiting > 0)), [id]);
  // A person's own language follows them to every browser.
  useEffect(() => choose(me.person.language), [choose, me.person.language]);
  return (
    <div className="kk-has-nav">
      <TopBar me={me} />
      <UnsentBar personId={id} />
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
