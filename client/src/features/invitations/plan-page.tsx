import { Page, PageHead } from '../../ui/page';

export const PlanPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
