import { Page, PageHead } from '../../ui/page';

export const InviteesPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
