import { ActionSearch, InviteeSearch, NewSessionSearch, ReportSearch, SignInSearch } from '@kenniskamer/shared/page-search';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouteComponent } from '@tanstack/react-router';
import type { Screen } from '@kenniskamer/shared/screens';
import { asFailure } from './ui/failure-note';
import { meQuery } from './features/people/me.queries';
import { parseSearch, stringifySearch, validSearch, type SearchShape } from './platform/search-params';
import { Frame } from './shell/frame';
import { GuestFrame, GuestRoomFrame } from './shell/guest-frame';
import { NotFoundPage } from './shell/not-found-page';
import { PageFailed, ShellFailed } from './shell/page-failed';
import { SignedIn } from './shell/signed-in';

export interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: ShellFailed });

/** Pages with the menu, for who is signed in. Others are asked to sign in and come back to where they were going. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
  errorComponent: ShellFailed,
  beforeLoad: async ({ context, location }) => {
    await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (asFailure(error).code === 'SIGN_IN_NEEDED') throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    });
  },
});

/** Pages without the menu: for who is not signed in, or has only a personal link. */
const guest = createRoute({ getParentRoute: () => root, id: 'guest', component: GuestFrame, errorComponent: ShellFailed });

/** The same with the whole width: the note of a session, with a personal link. */
const guestRoom = createRoute({ getParentRoute: () => root, id: 'guest-room', component: GuestRoomFrame, errorComponent: ShellFailed });

// The router wants the name of an export; a page's module is fetched when somebody goes there. Each page is made by one
// of these: written out in the tree its module's types would go round in a ring, and every link would be of any shape.
type PageModule<Name extends string> = Record<Name, RouteComponent>;

const lazy = <Name extends string>(load: () => Promise<PageModule<Name>>, name: Name) => lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name);

const page = <const Path extends Screen, const Name extends string>(path: Path, load: () => Promise<PageModule<Name>>, name: Name) =>
  createRoute({ getParentRoute: () => signedIn, path, component: lazy(load, name) });

/** A page that links give a query: its schema checks those links too. */
const searchPage = <const Path extends Screen, const Name extends string, Shape extends SearchShape>(path: Path, load: () => Promise<PageModule<Name>>, name: Name, shape: Shape) =>
  createRoute({ getParentRoute: () => signedIn, path, component: lazy(load, name), validateSearch: validSearch(shape) });

const guestRoomPage = <const Path extends Screen, const Name extends string>(path: Path, load: () => Promise<PageModule<Name>>, name: Name) =>
  createRoute({ getParentRoute: () => guestRoom, path, component: lazy(load, name) });

const guestPage = <const Path extends Screen, const Name extends string, Shape extends SearchShape>(path: Path, load: () => Promise<PageModule<Name>>, name: Name, shape: Shape) =>
  createRoute({ getParentRoute: () => guest, path, component: lazy(load, name), validateSearch: validSearch(shape) });

const tree = root.addChildren([
  // One line per page; its address stands in shared/src/screens.ts too.
  signedIn.addChildren([
    page('/', () => import('./features/home/now-page'), 'NowPage'),
    page('/agenda', () => import('./features/agenda/agenda-page'), 'AgendaPage'),
    page('/questions/$code', () => import('./features/home/question-page'), 'QuestionPage'),
    page('/sessions', () => import('./features/sessions/sessions-page'), 'SessionsPage'),
    searchPage('/sessions/new', () => import('./features/sessions/new-session-page'), 'NewSessionPage', NewSessionSearch),
    page('/sessions/$id', () => import('./features/invitations/session-page'), 'SessionPage'),
    page('/sessions/$id/plan', () => import('./features/invitations/plan-page'), 'PlanPage'),
    searchPage('/sessions/$id/invitees', () => import('./features/invitations/invitees-page'), 'InviteesPage', InviteeSearch),
    page('/me', () => import('./features/people/me-page'), 'MePage'),
    page('/administration', () => import('./features/people/people-page'), 'PeoplePage'),
    page('/administration/people/new', () => import('./features/people/new-person-page'), 'NewPersonPage'),
    page('/administration/people/$id', () => import('./features/people/person-page'), 'PersonPage'),
    page('/administration/people-csv', () => import('./features/people/people-csv-page'), 'PeopleCsvPage'),
    page('/administration/units', () => import('./features/people/units-page'), 'UnitsPage'),
    page('/administration/positions', () => import('./features/people/positions-page'), 'PositionsPage'),
    page('/administration/audit', () => import('./features/people/audit-page'), 'AuditPage'),
    page('/administration/chatham-house', () => import('./features/reports/traces-page'), 'TracesPage'),
    page('/administration/agenda', () => import('./features/agenda/editions-page'), 'EditionsPage'),
    page('/administration/agenda/new', () => import('./features/agenda/upload-page'), 'UploadPage'),
    page('/administration/agenda/$id', () => import('./features/agenda/edition-page'), 'EditionPage'),
    page('/sessions/$id/note', () => import('./features/notes/note-page'), 'NotePage'),
    page('/sessions/$id/note/versions', () => import('./features/notes/note-versions-page'), 'NoteVersionsPage'),
    page('/sessions/$id/code', () => import('./features/notes/room-code-page'), 'RoomCodePage'),
    page('/sessions/$id/ending', () => import('./features/reports/ending-page'), 'EndingPage'),
    searchPage('/sessions/$id/report', () => import('./features/reports/report-page'), 'ReportPage', ReportSearch),
    searchPage('/actions', () => import('./features/actions/actions-page'), 'ActionsPage', ActionSearch),
    page('/actions/$id', () => import('./features/actions/action-page'), 'ActionPage'),
  ]),
  guestRoom.addChildren([
    guestRoomPage('/invitation/$token/note', () => import('./features/notes/note-page'), 'GuestNotePage'),
    guestRoomPage('/invitation/$token/note/versions', () => import('./features/notes/note-versions-page'), 'GuestNoteVersionsPage'),
  ]),
  guest.addChildren([guestPage('/sign-in', () => import('./features/people/sign-in-page'), 'SignInPage', SignInSearch)]),
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
