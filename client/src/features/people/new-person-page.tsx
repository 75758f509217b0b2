import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/language';
import { Page, PageHead } from '../../ui/page';
import { toast } from '../../ui/toast';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { useAddPerson } from './people.queries';
import { peopleWords } from './people.words';
import { PersonForm } from './person-form';

/** Somebody new; then their page, where positions and roles are given. */
export function NewPersonPage() {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const add = useAddPerson();
  const go = useNavigate();
  return (
    <Page>
      <PageHead title={t('newPerson')} />
      <AdministrationNav />
      <PersonForm
        label={t('newPerson')}
        save={async (input) => {
          const { id, name } = await add.mutateAsync(input);
          toast(a('saved', { name }));
          await go({ to: '/administration/people/$id', params: { id } });
        }}
      />
    </Page>
  );
}
