import { NewPerson, type PersonDetails } from '@kenniskamer/shared/person';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Form, useFailureForm } from '../../ui/failure-form';
import { RadioGroup } from '../../ui/radio-group';
import { TextField } from '../../ui/text-field';
import { administrationWords } from './administration.words';
import { peopleWords } from './people.words';
import { UnitSelect } from './unit-select';

export interface PersonValues {
  name: string;
  email: string;
  unitId: string | null;
  organisation: string;
  language: 'nl' | 'en' | null;
  maySignIn: boolean;
}
const empty: PersonValues = { name: '', email: '', unitId: null, organisation: '', language: 'nl', maySignIn: true };

export const valuesOf = ({ name, email, unit, organisation, language, maySignIn }: PersonDetails): PersonValues => ({
  name, email: email ?? '', unitId: unit?.id ?? null, organisation: organisation ?? '', language, maySignIn,
});
/** As the server takes them: what was left empty is nothing. */
export const inputOf = ({ organisation, language, ...values }: PersonValues): NewPerson => ({
  ...values,
  organisation: organisation.trim() || null,
  language: language ?? 'nl',
});

/** What is known of a person, to fill in. */
export function PersonForm({ start = empty, save, label }: { start?: PersonValues; save: (values: NewPerson) => Promise<unknown>; label: string }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const form = useFailureForm<PersonValues>({ start, save: (values) => save(inputOf(values)) });
  const maySignIn = form.field('maySignIn');
  return (
    <Form form={form} label={label}>
      <TextField label={t('name')} {...form.field('name')} />
      <TextField type="email" label={t('email')} {...form.field('email')} />
      <UnitSelect label={t('unit')} none={a('none')} {...form.field('unitId')} />
      <TextField label={t('organisation')} hint={t('organisationHint')} optional {...form.field('organisation')} />
      <RadioGroup across label={t('language')} hint={t('languageHint')} choices={[{ id: 'nl', label: t('nl') }, { id: 'en', label: t('en') }]} {...form.field('language')} />
      <Checkbox name="maySignIn" value={maySignIn.value} onChange={maySignIn.onChange} hint={t('maySignInHint')}>
        {t('maySignIn')}
      </Checkbox>
      <div className="kk-form__buttons">
        <Button kind="primary" type="submit" isPending={form.isPending}>
          {a('save')}
        </Button>
      </div>
    </Form>
  );
}
