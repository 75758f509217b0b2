import { Page, PageHead } from '../../ui/page';

export const QuestionPage = () => (
  <Page>
    <PageHead title="…" />
  </Page>
);
