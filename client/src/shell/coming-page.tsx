import { Page, PageHead } from '../ui/page';

/** Holds the place of a page that another pair of hands is making right now; gone before the first release. */
export const ComingPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
