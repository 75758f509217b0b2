import { Role } from '@kenniskamer/shared/level';
import type { Grant, PersonDetails } from '@kenniskamer/shared/person';
import { useWords } from '../../platform/language';
import { Button } from '../../ui/button';
import { Form, useFailureForm } from '../../ui/failure-form';
import { Section } from '../../ui/page';
import { Select } from '../../ui/select';
import { useTellFailure } from '../../ui/tell-failure';
import { toast } from '../../ui/toast';
import { administrationWords } from './administration.words';
import { useGrant, useRevoke } from './people.queries';
import { peopleWords } from './people.words';
import { UnitSelect } from './unit-select';

/** What somebody may do here. */
export function PersonRoles({ person }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  return (
    <Section title={t('roles')}>
      {person.grants.length === 0 && <p>{t('noRoles')}</p>}
      <ul className="kk-people-list">
        {person.grants.map((grant) => (
          <GrantRow key={grant.id} person={person} grant={grant} />
        ))}
      </ul>
      {person.leftOn === null && <NewGrantForm person={person} />}
    </Section>
  );
}

function GrantRow({ person: { id, name }, grant }: { person: PersonDetails; grant: Grant }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const revoke = useRevoke(id);
  const again = useGrant(id);
  const onError = useTellFailure();
  const role = a(`role.${grant.role}`);
  const undo = () => again.mutate({ role: grant.role, unitId: grant.unit?.id ?? null }, { onError });
  const takeBack = () => revoke.mutate(grant.id, { onSuccess: () => toast(t('revoked', { name, role: role.toLowerCase() }), { undo }), onError });
  return (
    <li>
      <span>
        {role} {grant.unit && <span className="kk-meta">{t('ofUnit', { unit: grant.unit.name })}</span>}
      </span>
      <Button small isPending={revoke.isPending} aria-label={t('revokeNamed', { role })} onPress={takeBack}>
        {t('revoke')}
      </Button>
    </li>
  );
}

function NewGrantForm({ person: { id, name } }: { person: PersonDetails }) {
  const t = useWords(peopleWords);
  const a = useWords(administrationWords);
  const grant = useGrant(id);
  const form = useFailureForm<{ role: Role | null; unitId: string | null }>({
    start: { role: 'ORGANISER', unitId: null },
    save: async ({ role, unitId }) => {
      const given = role ?? 'ORGANISER';
      await grant.mutateAsync({ role: given, unitId: given === 'COORDINATOR' ? unitId : null });
      toast(t('granted', { name, role: a(`role.${given}`).toLowerCase() }));
    },
  });
  return (
    <Form form={form} label={t('giveRole')}>
      <Select label={t('giveRole')} choices={Role.options.map((role) => ({ id: role, label: a(`role.${role}`) }))} {...form.field('role')} />
      {form.values.role === 'COORDINATOR' && <UnitSelect label={t('unit')} {...form.field('unitId')} />}
      <div className="kk-form__buttons">
        <Button small type="submit" isPending={form.isPending}>
          {t('grant')}
        </Button>
      </div>
    </Form>
  );
}
