import { Fragment } from 'react';
import { useLanguage, useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Page, PageHead, Section } from '../../ui/page';
import { RadioGroup } from '../../ui/radio-group';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { administrationWords } from './administration.words';
import { useChangeMe, useMe } from './me.queries';
import { meWords } from './me.words';
import { useSignOutEverywhere } from './sign-in.queries';
import { useAskedSignOut } from './sign-out-question';

/** What is known of oneself, one's language, and the way out of every browser. */
export function MePage() {
  const t = useWords(meWords);
  const a = useWords(administrationWords);
  const { person, roles } = useMe();
  const { language, choose } = useLanguage();
  const change = useChangeMe();
  const signOut = useSignOutEverywhere();
  const { press, question } = useAskedSignOut(signOut);
  const onError = useTellFailure();
  const pick = (next: 'nl' | 'en' | null) => {
    if (next === null) return;
    choose(next);
    change.mutate({ language: next }, { onSuccess: () => toast(t('languageKept')), onError });
  };
  const facts: [string, string][] = [
    [t('name'), person.name],
    [t('email'), person.email],
    ...(person.unit ? ([[t('unit'), person.unit]] as [string, string][]) : []),
    ...(person.positions.length > 0 ? ([[t('positions'), person.positions.map(({ title, unit }) => `${title}, ${unit}`).join('; ')]] as [string, string][]) : []),
    [t('roles'), roles.length > 0 ? roles.map((role) => a(`role.${role}`)).join(', ') : t('participant')],
  ];
  return (
    <Page>
      <PageHead title={t('title')} lead={t('lead')} />
      <Section title={t('details')}>
        <dl className="kk-facts">
          {facts.map(([term, value]) => (
            <Fragment key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      </Section>
      <Section title={t('language')}>
        <RadioGroup across label={t('language')} hint={t('languageHint')} choices={[{ id: 'nl', label: t('nl') }, { id: 'en', label: t('en') }]} value={language} onChange={pick} />
      </Section>
      <Section title={t('devices')}>
        <p className="kk-prose">{t('devicesHelp')}</p>
        <p className="kk-row">
          <Button isPending={signOut.isPending} onPress={press}>
            {t('signOutEverywhere')}
          </Button>
        </p>
        {question}
      </Section>
    </Page>
  );
}
