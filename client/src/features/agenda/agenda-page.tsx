import { Page, PageHead } from '../../ui/page';

export const AgendaPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
