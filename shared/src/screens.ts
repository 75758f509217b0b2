/**
 * Every address that the pages in the browser serve, in the router's own notation. The server answers these, and no
 * other, with the application; an unknown address stays a 404. A page that is not in this list does not compile.
 */
export const screens = [
  '/',
  '/sign-in',
  '/agenda',
  '/questions/$code',
  '/me',
  '/administration',
  '/administration/people/new',
  '/administration/people/$id',
  '/administration/people-csv',
  '/administration/units',
  '/administration/positions',
  '/administration/audit',
  '/administration/chatham-house',
  '/administration/agenda',
  '/administration/agenda/new',
  '/administration/agenda/$id',
  '/sessions',
  '/sessions/new',
  '/sessions/$id',
  '/sessions/$id/plan',
  '/sessions/$id/invitees',
  '/sessions/$id/note',
  '/sessions/$id/note/versions',
  '/sessions/$id/code',
  '/invitation/$token/note',
  '/invitation/$token/note/versions',
  '/actions',
  '/actions/$id',
  '/sessions/$id/ending',
  '/sessions/$id/report',
] as const;
export type Screen = (typeof screens)[number];
