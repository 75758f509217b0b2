import { Page, PageHead } from '../../ui/page';

export const NowPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
