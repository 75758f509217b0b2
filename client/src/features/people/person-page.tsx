import type { PersonDetails } from '@kenniskamer/shared/person';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDates } from '../../platform/dates';
import { useWords } from '../../platform/language';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Columns, Page, PageHead, Section } from '../../ui/page';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { AdministrationNav } from './administration-nav';
import { administrationWords } from './administration.words';
import { personQuery, useChangePerson, useEndSignIns } from './people.queries';
import { peopleWords } from './people.words';
import { PersonForm, valuesOf } from './person-form';
import { PersonLeaving } from './person-leaving';
import { PersonPositions } from './person-positions';
import { PersonRoles } from './person-roles';

/** One person, for administrators: what is known, what they hold, what they may do, and how they go. */
export function PersonPage() {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const dates = useDates();
  const { id = '' } = useParams({ strict: false });
  const { data: person } = useSuspenseQuery(personQuery(id));
  const change = useChangePerson(id);
  return (
    <Page>
      <PageHead
        title={person.name}
        lead={[person.unit?.name ?? person.organisation, person.email].filter(Boolean).join(' · ')}
        meta={person.leftOn && <Badge>{t('left', { day: dates.date(person.leftOn) })}</Badge>}
      />
      <AdministrationNav />
      <Columns
        aside={
          <>
            <PersonRoles person={person} />
            <SignedInNow person={person} />
            <PersonLeaving person={person} />
          </>
        }
      >
        <Section title={t('details')}>
          <PersonForm
            key={id}
            label={t('details')}
            start={valuesOf(person)}
            save={async (input) => {
              const { name } = await change.mutateAsync(input);
              toast(a('saved', { name }));
            }}
          />
        </Section>
        <PersonPositions person={person} />
      </Columns>
    </Page>
  );
}

function SignedInNow({ person: { id, name, signIns, lastSignInAt } }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  const dates = useDates();
  const end = useEndSignIns(id);
  const onError = useTellFailure();
  return (
    <Section title={t('signedIn')}>
      <p>
        {signIns > 0 ? t('devices', { n: signIns }) : t('noDevices')} {lastSignInAt ? t('lastSignIn', { day: dates.date(lastSignInAt) }) : t('neverSignedIn')}
      </p>
      {signIns > 0 && (
        <p className="kk-row">
          <Button small isPending={end.isPending} onPress={() => end.mutate(undefined, { onSuccess: () => toast(t('signedOut', { name })), onError })}>
            {t('signOut')}
          </Button>
        </p>
      )}
    </Section>
  );
}
